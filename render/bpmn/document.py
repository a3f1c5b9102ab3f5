"""A journey as one BPMN 2.0 file that any modeller opens."""

from __future__ import annotations

from xml.etree.ElementTree import indent, tostring

from journeykit.journeys.model import Journey
from journeykit.journeys.place import Mapping
from journeykit.render.bpmn.definitions import Definitions, message_names
from journeykit.render.bpmn.elements import JOURNEY, NAMESPACES, element
from journeykit.render.bpmn.ids import ids
from journeykit.render.bpmn.plane import Plane
from journeykit.render.bpmn.process import Process
from journeykit.render.geometry import Geometry


def bpmn(geometry: Geometry, journey: Journey, tree: Mapping) -> str:
    """Return the BPMN XML of a journey, with its diagram; `tree` is the journey as written.

    What BPMN has no place for stands in extension elements of the namespace `journey:`.
    """
    diagram = geometry.diagram
    items = (*journey.start.values(), *journey.steps.values())
    messages = list(dict.fromkeys(message_names(iter(items))))
    shapes = [shape.id for shape in diagram.shapes]
    known = ids([f"journey.{journey.id}", *shapes, *(f"message.{name}" for name in messages)])
    called = {name: known[f"message.{name}"] for name in messages}
    process = Process(journey, diagram, tree, known, Definitions(journey.params, called))
    root = element(
        "bpmn:definitions",
        *(element("bpmn:message", id=called[name], name=name) for name in messages),
        process.element(),
        *Plane(process, geometry).elements(),
        id="definitions",
        targetNamespace=JOURNEY,
        exporter="journeykit",
    )
    for prefix, uri in NAMESPACES.items():
        root.set(f"xmlns:{prefix}", uri)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"
