"""From a diagram to a geometry: cells, then routes, then pixels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from journeykit.render.bands import HEAD, PAD, Band, borders, heads, in_bands, strips
from journeykit.render.beside import Use, text_at
from journeykit.render.cells import Cell, cell
from journeykit.render.crowds import parted, shared_ends, uncrowded
from journeykit.render.diagram import Arrow, Diagram, Shape
from journeykit.render.geometry import Box, Geometry, Line, Placed, Point, Text
from journeykit.render.labels import FAR_WIDTH, far_label, pieces
from journeykit.render.pixels import Pixels, pixels
from journeykit.render.ports import border
from journeykit.render.routing import routes
from journeykit.render.rows import Spot, spots
from journeykit.render.search import CROSS
from journeykit.render.shapes import ABOUT, BRANCH, MARGIN, TITLE
from journeykit.render.tracks import PORT_STEP, PORTS, Grid, Port
from journeykit.render.ways import Route, corners, effort

_ABOUT_WIDTH = 900
_TRIES = 8  # ends at most: each takes as long as a picture


def layout(diagram: Diagram) -> Geometry:
    """Lay a diagram out: the same diagram gives the same pixels on every machine.

    An end that two ways lead to stands at each of them where that saves as much as a crossing.
    """
    best = _routed(uncrowded(diagram))
    for end in shared_ends(best.diagram)[:_TRIES]:
        other = _routed(parted(best.diagram, [end]))
        if other.effort <= best.effort - CROSS:
            best = other
    return _laid_out(best)


def heading(diagram: Diagram, wide: int) -> tuple[Text, Text | None]:
    """Return the title and what stands below it, over shapes that are `wide` pixels together."""
    title = text_at(diagram.title, TITLE, 10_000, MARGIN, MARGIN, "start", above=False)
    if not diagram.about:
        return title, None
    room, top = max(_ABOUT_WIDTH // 2, min(_ABOUT_WIDTH, wide)), title.box.bottom + 4
    return title, text_at(diagram.about, ABOUT, room, MARGIN, top, "start", above=False)


@dataclass(frozen=True, slots=True)
class _Routed:
    """A diagram with a cell for each shape and a way for each flow, before there are pixels."""

    diagram: Diagram
    places: Mapping[str, Spot]
    grid: Grid
    ways: tuple[Route, ...]
    effort: int
    bands: list[Band]


def _routed(diagram: Diagram) -> _Routed:
    places, bands = in_bands(diagram, spots(diagram))
    grid, ways = routes(diagram, places)
    return _Routed(diagram, places, grid, ways, effort(grid, ways), bands)


def _laid_out(routed: _Routed) -> Geometry:
    diagram, places, grid, ways = routed.diagram, routed.places, routed.grid, routed.ways
    bands = routed.bands
    cells = {shape.id: cell(shape, use) for shape, use in _uses(diagram, ways)}
    rooms = [(places[name], found.hull) for name, found in cells.items()]
    for arrow, way in _crowded(diagram, ways, cells):
        rooms.extend(_room(arrow.text, grid, way))
    at = pixels(grid, ways, [*rooms, *heads(bands)], [band.first for band in bands[1:]])
    return _Sheet(diagram, grid, ways, places, cells, at, bands).geometry()


def _uses(diagram: Diagram, ways: tuple[Route, ...]) -> list[tuple[Shape, Use]]:
    """Return each shape with the ports and labels of its flows."""
    uses = {shape.id: Use((), {}) for shape in diagram.shapes}
    for arrow, way in zip(diagram.arrows, ways, strict=True):
        use = uses[arrow.source]
        labels = {way.leave: arrow.text} if arrow.text else {}
        marks = (way.leave,) if arrow.default else ()
        uses[arrow.source] = replace(
            use,
            ports=(*use.ports, way.leave),
            labels={**use.labels, **labels},
            defaults=(*use.defaults, *marks),
        )
        use = uses[arrow.target]
        uses[arrow.target] = replace(use, ports=(*use.ports, way.enter))
    return [(shape, uses[shape.id]) for shape in diagram.shapes]


def _crowded(
    diagram: Diagram, ways: tuple[Route, ...], cells: Mapping[str, Cell]
) -> list[tuple[Arrow, Route]]:
    """Return the flows whose label has no room at its gateway."""
    return [
        (arrow, way)
        for arrow, way in zip(diagram.arrows, ways, strict=True)
        if arrow.text and way.leave not in cells[arrow.source].branches
    ]


def _room(text: str, grid: Grid, way: Route) -> Iterator[tuple[Spot, Box]]:
    """Yield the room that a label needs at the first bend of its flow, if a cell is there."""
    x, y = (corners(way.nodes) or way.nodes[-1:])[0]
    column, row = grid.across.cell(x), grid.down.cell(y)
    if column is not None and row is not None:
        x = PORT_STEP * (PORTS // 2) + 10
        label = text_at(text, BRANCH, FAR_WIDTH, x, -3, "start", above=True)
        yield Spot(column, row), label.box


@dataclass(frozen=True, slots=True)
class _Sheet:
    """All that is known when the pixels are set."""

    diagram: Diagram
    grid: Grid
    ways: tuple[Route, ...]
    places: Mapping[str, Spot]
    cells: Mapping[str, Cell]
    at: Pixels
    bands: list[Band]

    def geometry(self) -> Geometry:
        """Move everything to its place under the title."""
        title, about = heading(self.diagram, self.at.size[0])
        head, pad = (HEAD + PAD, PAD) if self.bands else (0, 0)
        shift = (MARGIN + head, (about or title).box.bottom + MARGIN + pad)
        right = shift[0] + self.at.size[0] + pad
        right = max(right, title.box.right, about.box.right if about else 0)
        size = (right + MARGIN, shift[1] + self.at.size[1] + pad + MARGIN)
        shapes = tuple(self._placed(shape, shift) for shape in self.diagram.shapes)
        bare = tuple(self._line(number, shift) for number in range(len(self.ways)))
        page = Box(MARGIN + head, MARGIN, size[0] - MARGIN, size[1] - MARGIN)
        lanes = strips(self.bands, self.at, shift)
        lines = self._with_far_labels(bare, shapes, page, borders(lanes))
        return Geometry(self.diagram, size, title, about, shapes, lines, lanes)

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
        label = self.cells[arrow.source].branches.get(way.leave) if arrow.text else None
        text = label.moved(*self._centre(arrow.source, shift)) if label else None
        return Line(arrow, (begin, *middle, end), text)

    def _end(self, name: str, port: Port, shift: Point) -> Point:
        x, y = self._centre(name, shift)
        across, down = border(self.cells[name].kind, self.cells[name].box.size, port, PORT_STEP)
        return x + across, y + down

    def _with_far_labels(
        self, lines: tuple[Line, ...], shapes: tuple[Placed, ...], page: Box, borders: list[Box]
    ) -> tuple[Line, ...]:
        """Put the labels that have no room at their gateways where there is some."""
        taken = [*borders, *(box for placed in shapes for box in placed.boxes)]
        drawn = [tuple(pieces(line.points)) for line in lines]
        taken += [box for boxes in drawn for box in boxes]
        taken += [line.text.box for line in lines if line.text]
        found: list[Line] = []
        for number, line in enumerate(lines):
            if line.arrow.text and line.text is None:
                others = [box for boxes in drawn[:number] + drawn[number + 1 :] for box in boxes]
                text = far_label(line.arrow.text, line.points, taken, others, page)
                taken.append(text.box)
                found.append(replace(line, text=text))
            else:
                found.append(line)
        return tuple(found)
