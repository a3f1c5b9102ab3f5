"""Renamed steps: those of the same content at the same place of a journey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from journeykit.journeys.changes.wording import UNSAID, whole
from journeykit.journeys.graph import start_node
from journeykit.journeys.model import END, Journey, Step
from journeykit.journeys.model.element import Element
from journeykit.journeys.place import Word

Part = TypeVar("Part")

_NAMING = ("to", "then", "else_", "since")
"""The fields whose word is the id of a step."""


def with_names(value: Part, names: Mapping[str, str]) -> Part:
    """Return a part of a journey that calls steps by other names."""
    if isinstance(value, tuple):
        return tuple(with_names(each, names) for each in value)  # type: ignore[return-value]
    if isinstance(value, dict):
        return {key: with_names(each, names) for key, each in value.items()}  # type: ignore[return-value]
    if not isinstance(value, Element):
        return value
    given = {
        each.name: getattr(value, each.name) for each in fields(value) if each.name not in UNSAID
    }
    told: dict[str, Any] = {
        name: Word(names[one], one.place)
        if name in _NAMING and one in names
        else with_names(one, names)
        for name, one in given.items()
        if name in _NAMING or isinstance(one, tuple | dict | Element)
    }
    return replace(value, **told)


def renamed_steps(old: Journey, new: Journey) -> dict[str, str]:
    """Return the new ids of renamed steps by their old ones.

    Steps that only one journey has are told apart by what they say, by what leads to them and where
    they lead, step by step further, as far as there is a difference. Only where one of each remains
    that nothing tells apart, it is the same step.
    """
    gone = [name for name in map(str, old.steps) if name not in new.steps]
    come = [name for name in map(str, new.steps) if name not in old.steps]
    if not gone or not come:
        return {}
    numbers: dict[str, int] = {}
    kept = {name: name for name in (*map(str, new.steps), END) if name not in come}
    marks = [{**kept, **dict.fromkeys(gone, "?")}, {**kept, **dict.fromkeys(come, "?")}]
    for _ in range(min(len(gone), len(come)) + 1):
        marks = [
            {**kept, **_marks(journey, own, one, numbers)}
            for journey, own, one in ((old, gone, marks[0]), (new, come, marks[1]))
        ]
    before, after = _alone(marks[0], gone), _alone(marks[1], come)
    return {before[mark]: after[mark] for mark in before if mark in after}


def _marks(
    journey: Journey, own: list[str], marks: Mapping[str, str], numbers: dict[str, int]
) -> dict[str, str]:
    """Mark steps anew: equal ones are alike inside, and so are their neighbours."""
    into: dict[str, list[str]] = {}
    sources = [(start_node(start), start) for start in journey.start.values()]
    for name, item in (*sources, *((str(step.id), step) for step in journey.steps.values())):
        for flow in item.flows:
            way = whole(with_names(replace(flow, to=Word("here")), marks))
            into.setdefault(str(flow.to), []).append(f"{marks.get(name, name)} {way}")
    return {
        name: _number(
            _content(journey.steps[Word(name)], marks), sorted(into.get(name, ())), numbers
        )
        for name in own
    }


def _content(step: Step, marks: Mapping[str, str]) -> str:
    return f"{step.kind} {whole(with_names(step, marks))}"


def _number(content: str, into: list[str], numbers: dict[str, int]) -> str:
    found = numbers.setdefault("\n".join([content, *into]), len(numbers))
    return f"?{found}"


def _alone(marks: Mapping[str, str], names: list[str]) -> dict[str, str]:
    """Return the steps that have a mark for themselves, by it."""
    by_mark: dict[str, list[str]] = {}
    for name in names:
        by_mark.setdefault(marks[name], []).append(name)
    return {mark: found[0] for mark, found in by_mark.items() if len(found) == 1}
