"""A journey as one BPMN 2.0 file that any modeller opens."""

from __future__ import annotations

from xml.etree.ElementTree import indent, tostring

from journeykit.journeys.model import Journey, NoneStart, Plan
from journeykit.journeys.place import Mapping
from journeykit.render.bpmn.collapsed import collapsed
from journeykit.render.bpmn.definitions import Definitions, message_names
from journeykit.render.bpmn.elements import JOURNEY, NAMESPACES, element
from journeykit.render.bpmn.explicit import explicit
from journeykit.render.bpmn.ids import ids
from journeykit.render.bpmn.lanes import collaboration
from journeykit.render.bpmn.plane import planes
from journeykit.render.bpmn.process import Process
from journeykit.render.diagram import By
from journeykit.render.lanes import laned
from journeykit.render.sketch import sketch
from journeykit.render.wrap import wrapped


def bpmn(
    journey: Journey,
    plan: Plan,
    tree: Mapping,
    *,
    language: str = "",
    wrap: int | None = None,
    lanes: By | None = None,
) -> str:
    """Return the BPMN XML of a journey, with its diagram; `tree` is the journey as written.

    With `wrap`, in pixels, wider diagrams are in rows that link events join; `lanes` and `wrap`
    do not go together, as a lane has one shape. What BPMN has no place for stands in extension
    elements of the namespace `journey:`.
    """
    drawn = explicit(sketch(journey, plan, language=language))
    geometry = wrapped(laned(drawn, lanes, journey, plan), wrap)
    inside = collapsed(geometry.diagram, journey, plan)
    diagrams = (geometry.diagram, *inside.values())
    messages = list(dict.fromkeys(_messages(journey)))
    shapes = [shape.id for diagram in diagrams for shape in diagram.shapes]
    own = f"journey.{journey.id}"
    known = ids([own, *shapes, *(f"message.{name}" for name in messages)])
    called = {name: known[f"message.{name}"] for name in messages}
    process = Process(
        journey, geometry.diagram, tree, known, Definitions(journey.params, called), inside
    )
    root = element(
        "bpmn:definitions",
        *(element("bpmn:message", id=called[name], name=name) for name in messages),
        collaboration(known[own], geometry.diagram),
        process.element(known[own]),
        *planes(process, known[own], geometry),
        id="definitions",
        targetNamespace=JOURNEY,
        exporter="journeykit",
    )
    for prefix, uri in NAMESPACES.items():
        root.set(f"xmlns:{prefix}", uri)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _messages(journey: Journey) -> list[str]:
    """Return the names of the messages that events need, and those that choose a start.

    A process may have one start without a definition; of several each waits for a message.
    """
    items = (*journey.start.values(), *journey.steps.values())
    calls = [f"call {s.id}" for s in journey.start.values() if isinstance(s, NoneStart)]
    return [*message_names(iter(items)), *(calls if len(calls) > 1 else ())]
