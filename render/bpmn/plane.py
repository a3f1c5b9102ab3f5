"""The diagram of a process: bounds of shapes and labels, corners of flows, from the geometry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from journeykit.render.bpmn.elements import element
from journeykit.render.bpmn.process import Process, line_id
from journeykit.render.diagram import EVENTS, GATEWAYS, Kind
from journeykit.render.geometry import Artifact, Box, Geometry, Placed, Point, Text
from journeykit.render.shapes import MARGIN, SIZES

_GAP = 50  # pixels between the tasks of a subprocess


@dataclass(frozen=True, slots=True)
class Plane:
    """Writes the diagrams of a process: its own, and one for each collapsed subprocess."""

    process: Process
    geometry: Geometry

    def elements(self) -> Iterator[Element]:
        """Yield the diagram of the process, then those of its subprocesses."""
        own = self.process.ids[f"journey.{self.process.journey.id}"]
        yield _diagram(own, (*self._shapes(), *self._edges()))
        for placed in self.geometry.shapes:
            if placed.shape.kind == Kind.SUBPROCESS:
                name = self.process.ids[placed.shape.id]
                yield _diagram(name, _inside(name, self.process.sends(placed.shape)))

    def _shapes(self) -> Iterator[Element]:
        for placed in self.geometry.shapes:
            name, kind = self.process.ids[placed.shape.id], placed.shape.kind
            outside = placed.text if kind in EVENTS or kind in GATEWAYS else None
            yield element(
                "bpmndi:BPMNShape",
                _bounds(placed.box),
                _label(outside),
                id=f"{name}_di",
                bpmnElement=name,
                isMarkerVisible="true" if kind == Kind.EXCLUSIVE else "",
                isExpanded="false" if kind == Kind.SUBPROCESS else "",
            )
            yield from self._beside(placed)

    def _beside(self, placed: Placed) -> Iterator[Element]:
        stores = (name for name, _ in self.process.stores(placed.shape))
        for artifact in placed.artifacts:
            is_note = artifact.kind == "note"
            name = self.process.note(placed.shape) if is_note else next(stores)
            yield element(
                "bpmndi:BPMNShape",
                _bounds(artifact.box),
                None if is_note else _label(artifact.text),
                id=f"{name}_di",
                bpmnElement=name,
            )
            yield self._dots(placed, artifact, name)

    def _dots(self, placed: Placed, artifact: Artifact, name: str) -> Element:
        owner = self.process.ids[placed.shape.id]
        line = line_id(owner, name)
        points = artifact.line if artifact.kind != "reads" else reversed(artifact.line)
        return element("bpmndi:BPMNEdge", *_waypoints(points), id=f"{line}_di", bpmnElement=line)

    def _edges(self) -> Iterator[Element]:
        for number, line in enumerate(self.geometry.lines):
            name = self.process.flow_id(number)
            yield element(
                "bpmndi:BPMNEdge",
                *_waypoints(line.points),
                _label(line.text),
                id=f"{name}_di",
                bpmnElement=name,
            )


def _diagram(name: str, parts: Iterable[Element]) -> Element:
    plane = element("bpmndi:BPMNPlane", *parts, id=f"{name}_plane", bpmnElement=name)
    return element("bpmndi:BPMNDiagram", plane, id=f"{name}_diagram")


def _inside(name: str, sends: Iterable[str]) -> Iterator[Element]:
    """Yield the tasks of a subprocess in a row."""
    wide, high = SIZES[Kind.SEND]
    for number, task in enumerate(sends):
        left = MARGIN + number * (wide + _GAP)
        box = Box(left, MARGIN, left + wide, MARGIN + high)
        yield element("bpmndi:BPMNShape", _bounds(box), id=f"{task}_di", bpmnElement=task)


def _bounds(box: Box) -> Element:
    (wide, high), left, top = box.size, box.left, box.top
    return element("dc:Bounds", x=str(left), y=str(top), width=str(wide), height=str(high))


def _label(text: Text | None) -> Element | None:
    return element("bpmndi:BPMNLabel", _bounds(text.box)) if text else None


def _waypoints(points: Iterable[Point]) -> Iterator[Element]:
    for x, y in points:
        yield element("di:waypoint", x=str(x), y=str(y))
