"""From a diagram to a geometry: cells, then routes, then pixels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journeykit.render.beside import Use, text_at
from journeykit.render.cells import Cell, cell
from journeykit.render.diagram import Diagram, Shape
from journeykit.render.geometry import Box, Geometry, Line, Placed, Point, Text
from journeykit.render.pixels import Pixels, pixels
from journeykit.render.ports import border
from journeykit.render.routing import Route, corners, routes
from journeykit.render.rows import Spot, spots
from journeykit.render.shapes import ABOUT, BRANCH, MARGIN, TITLE
from journeykit.render.tracks import PORT_STEP, Grid, Port

_ABOUT_WIDTH = 900
_FAR_WIDTH = 120


def layout(diagram: Diagram) -> Geometry:
    """Lay a diagram out: the same diagram gives the same pixels on every machine."""
    places = spots(diagram)
    grid, ways = routes(diagram, places)
    cells = {shape.id: cell(shape, use) for shape, use in _uses(diagram, ways)}
    far = _far_labels(diagram, grid, ways, cells)
    hulls = [(places[name], found.hull) for name, found in cells.items()]
    at = pixels(grid, ways, hulls + [(label.spot, label.hull) for label in far.values()])
    return _Sheet(diagram, grid, ways, places, cells, far, at).geometry()


def _uses(diagram: Diagram, ways: tuple[Route, ...]) -> list[tuple[Shape, Use]]:
    ports: dict[str, list[Port]] = {shape.id: [] for shape in diagram.shapes}
    labels: dict[str, dict[Port, str]] = {shape.id: {} for shape in diagram.shapes}
    defaults: dict[str, list[Port]] = {shape.id: [] for shape in diagram.shapes}
    for arrow, way in zip(diagram.arrows, ways, strict=True):
        ports[arrow.source].append(way.leave)
        ports[arrow.target].append(way.enter)
        if arrow.text:
            labels[arrow.source][way.leave] = arrow.text
        if arrow.default:
            defaults[arrow.source].append(way.leave)
    return [
        (s, Use(tuple(ports[s.id]), labels[s.id], tuple(defaults[s.id]))) for s in diagram.shapes
    ]


@dataclass(frozen=True, slots=True)
class _Far:
    """A label at the first bend of its flow, where the corner of its gateway is crowded."""

    spot: Spot
    node: tuple[int, int]
    text: Text
    hull: Box


def _far_labels(
    diagram: Diagram, grid: Grid, ways: tuple[Route, ...], cells: Mapping[str, Cell]
) -> dict[int, _Far]:
    """Place the labels that have no room at their gateway, measured from the flow's first bend."""
    found: dict[int, _Far] = {}
    for number, (arrow, way) in enumerate(zip(diagram.arrows, ways, strict=True)):
        if arrow.text and way.leave not in cells[arrow.source].branches:
            found[number] = _far(arrow.text, grid, way)
    return found


def _far(text: str, grid: Grid, way: Route) -> _Far:
    node = (corners(way.nodes) or way.nodes[-1:])[0]
    after = way.nodes[way.nodes.index(node) + 1] if node != way.nodes[-1] else node
    aside = PORT_STEP * (1 - grid.across.offset(node[0])) + 6
    if after[0] < node[0]:
        placed = text_at(text, BRANCH, _FAR_WIDTH, -aside, -3, "end", above=True)
    else:
        placed = text_at(text, BRANCH, _FAR_WIDTH, aside, -3, "start", above=True)
    column, row = grid.across.cell(node[0]), grid.down.cell(node[1])
    hull = placed.box.moved(PORT_STEP * grid.across.offset(node[0]), 0)
    if column is None or row is None:
        hull = Box(0, 0, 0, 0)
    return _Far(Spot(column or 0, row or 0), node, placed, hull)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """All that is known when the pixels are set."""

    diagram: Diagram
    grid: Grid
    ways: tuple[Route, ...]
    places: Mapping[str, Spot]
    cells: Mapping[str, Cell]
    far: Mapping[int, _Far]
    at: Pixels

    def geometry(self) -> Geometry:
        """Move everything to its place under the title."""
        title = text_at(self.diagram.title, TITLE, 10_000, MARGIN, MARGIN, "start", above=False)
        about, top = None, title.box.bottom
        if self.diagram.about:
            room = max(_ABOUT_WIDTH // 2, min(_ABOUT_WIDTH, self.at.size[0]))
            about = text_at(self.diagram.about, ABOUT, room, MARGIN, top + 4, "start", above=False)
            top = about.box.bottom
        shift = (MARGIN, top + MARGIN)
        right = max(self.at.size[0] + MARGIN, title.box.right, about.box.right if about else 0)
        size = (right + MARGIN, shift[1] + self.at.size[1] + MARGIN)
        shapes = tuple(self._placed(shape, shift) for shape in self.diagram.shapes)
        lines = tuple(self._line(number, shift) for number in range(len(self.ways)))
        return Geometry(self.diagram, size, title, about, shapes, lines)

    def _centre(self, name: str, shift: Point) -> Point:
        x, y = self.at.centre(self.grid, self.places[name])
        return x + shift[0], y + shift[1]

    def _placed(self, shape: Shape, shift: Point) -> Placed:
        cell, (x, y) = self.cells[shape.id], self._centre(shape.id, shift)
        return Placed(
            shape,
            cell.box.moved(x, y),
            cell.text.moved(x, y) if cell.text else None,
            tuple(artifact.moved(x, y) for artifact in cell.artifacts),
        )

    def _line(self, number: int, shift: Point) -> Line:
        arrow, way = self.diagram.arrows[number], self.ways[number]
        bends = [self.at.at(node) for node in corners(way.nodes)]
        middle = [(x + shift[0], y + shift[1]) for x, y in bends]
        begin = self._end(arrow.source, way.leave, shift)
        end = self._end(arrow.target, way.enter, shift)
        return Line(arrow, (begin, *middle, end), self._label(number, shift))

    def _end(self, name: str, port: Port, shift: Point) -> Point:
        x, y = self._centre(name, shift)
        across, down = border(self.cells[name].kind, self.cells[name].box.size, port, PORT_STEP)
        return x + across, y + down

    def _label(self, number: int, shift: Point) -> Text | None:
        arrow, way = self.diagram.arrows[number], self.ways[number]
        if number in self.far:
            x, y = self.at.at(self.far[number].node)
            return self.far[number].text.moved(x + shift[0], y + shift[1])
        found = self.cells[arrow.source].branches.get(way.leave) if arrow.text else None
        return found.moved(*self._centre(arrow.source, shift)) if found else None
