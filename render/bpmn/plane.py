"""The diagram of a process: bounds of shapes and labels, corners of flows, from the geometry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from journeykit.render.bpmn.elements import bounds, element
from journeykit.render.bpmn.lanes import canvas, lane_shapes
from journeykit.render.bpmn.process import Process, line_id
from journeykit.render.diagram import EVENTS, GATEWAYS, Kind
from journeykit.render.geometry import Artifact, Geometry, Placed, Point, Text
from journeykit.render.layout import layout


def planes(process: Process, name: str, geometry: Geometry) -> Iterator[Element]:
    """Yield the diagram of a process, then those of its collapsed subprocesses."""
    parts = (*lane_shapes(name, geometry.strips), *_Plane(process, geometry).parts())
    shown = canvas(name, process.diagram)
    made = element("bpmndi:BPMNPlane", *parts, id=f"{name}_plane", bpmnElement=shown)
    yield element("bpmndi:BPMNDiagram", made, id=f"{name}_diagram")
    for shape in process.diagram.shapes:
        if shape.id in process.inside:
            within = process.within(shape)
            yield from planes(within, process.ids[shape.id], layout(within.diagram))


@dataclass(frozen=True, slots=True)
class _Plane:
    """The shapes and edges of one diagram."""

    process: Process
    geometry: Geometry

    def parts(self) -> Iterator[Element]:
        """Yield the shapes with what stands beside them, then the flows."""
        yield from self._shapes()
        yield from self._edges()

    def _shapes(self) -> Iterator[Element]:
        for placed in self.geometry.shapes:
            name, kind = self.process.ids[placed.shape.id], placed.shape.kind
            outside = placed.text if kind in EVENTS or kind in GATEWAYS else None
            yield element(
                "bpmndi:BPMNShape",
                bounds(placed.box),
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
                bounds(artifact.box),
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


def _label(text: Text | None) -> Element | None:
    return element("bpmndi:BPMNLabel", bounds(text.box)) if text else None


def _waypoints(points: Iterable[Point]) -> Iterator[Element]:
    for x, y in points:
        yield element("di:waypoint", x=str(x), y=str(y))
