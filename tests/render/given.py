"""Journeys and diagrams for the tests of pictures."""

from __future__ import annotations

from journeykit.journeys.load import load
from journeykit.journeys.model import Journey, Plan
from journeykit.journeys.text import read
from journeykit.render.diagram import Arrow, Diagram, Kind, Shape


def plan_of(text: str) -> Plan:
    """Return the plan of some YAML documents, which must be without a mistake."""
    documents, unread = read(text, "given.yaml")
    loaded = load(documents, "given.yaml")
    assert [finding.message for finding in (*unread, *loaded.findings)] == []
    assert loaded.plan is not None
    return loaded.plan


def journey_of(text: str) -> tuple[Journey, Plan]:
    """Return the first journey of some YAML documents, and its plan."""
    plan = plan_of(text)
    return next(iter(plan.journeys.values())), plan


def diagram_of(text: str, *, title: str = "Given") -> Diagram:
    """Return a diagram of lines such as `x exclusive Paid?` and `x -> y: no`."""
    shapes, arrows = [], []
    for line in filter(None, map(str.strip, text.splitlines())):
        if "->" in line:
            ends, _, label = line.partition(":")
            source, target = (end.strip() for end in ends.split("->"))
            default = label.endswith("*")
            arrows.append(Arrow(source, target, label.strip().rstrip("*"), default))
        else:
            name, kind, *words = line.split(maxsplit=2)
            shapes.append(Shape(name, Kind(kind), " ".join(words), name))
    return Diagram("given", title, "", "en", tuple(shapes), tuple(arrows))
