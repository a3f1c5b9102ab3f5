"""Where each line of the grid is in pixels: cells as large as what is in them, gaps as needed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from journeykit.render.geometry import Box, Point
from journeykit.render.rows import Spot
from journeykit.render.tracks import PORT_STEP, Grid, Tracks
from journeykit.render.ways import Node, Route

_LINE_STEP = 12
_COLUMN_GAP, _ROW_GAP = 30, 24
BORDER_GAP = 28  # between the rows of two lanes, more than the flows need


@dataclass(frozen=True, slots=True)
class Pixels:
    """The place of every line across (x) and down (y), and the size of the whole.

    `tops` is where each row begins.
    """

    x: tuple[int, ...]
    y: tuple[int, ...]
    size: Point
    tops: tuple[int, ...]

    def at(self, node: Node) -> Point:
        """Return the place of a crossing."""
        return self.x[node[0]], self.y[node[1]]

    def centre(self, grid: Grid, spot: Spot) -> Point:
        """Return the middle of a cell."""
        return self.x[grid.across.line(spot.column)], self.y[grid.down.line(spot.row)]


def pixels(
    grid: Grid,
    ways: Iterable[Route],
    hulls: Iterable[tuple[Spot, Box]],
    borders: Collection[int] = (),
) -> Pixels:
    """Space the lines; `hulls` say how far things reach from the middles of their cells.

    `borders` are the rows that have a border right above them.
    """
    hulls = tuple(hulls)
    columns = _reach(grid.across.cells, [(s.column, b.left, b.right) for s, b in hulls])
    rows = _reach(grid.down.cells, [(s.row, b.top, b.bottom) for s, b in hulls])
    used_x, used_y = _used(ways)
    x, width, _ = _spaced(grid.across, columns, used_x, _COLUMN_GAP)
    y, height, tops = _spaced(grid.down, rows, used_y, _ROW_GAP, borders)
    return Pixels(x, y, (width, height), tops)


def _reach(cells: int, reaches: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Return how far each column (row) reaches before and after its middle."""
    found = [(0, 0)] * cells
    for cell, before, after in reaches:
        found[cell] = (max(found[cell][0], -before), max(found[cell][1], after))
    return found


def _used(ways: Iterable[Route]) -> tuple[dict[int, None], dict[int, None]]:
    """Return the lines across and down that some flow runs along."""
    x: dict[int, None] = {}
    y: dict[int, None] = {}
    for route in ways:
        for here, there in pairwise(route.nodes):
            if here[0] == there[0]:
                x[here[0]] = None
            else:
                y[here[1]] = None
    return x, y


def _spaced(
    tracks: Tracks,
    reaches: list[tuple[int, int]],
    used: Mapping[int, None],
    least: int,
    borders: Collection[int] = (),
) -> tuple[tuple[int, ...], int, tuple[int, ...]]:
    """Return the place of each line, the length of all, and where each cell begins."""
    places, begins = [0] * tracks.count, [0] * tracks.cells
    at = first = 0
    for number, gap in enumerate(tracks.gaps):
        lines = [line for line in range(first, first + gap) if line in used]
        outer = number in (0, tracks.cells)
        wide = max(0, len(lines) - 1) * _LINE_STEP + (least if lines or not outer else 0)
        begin = at + (wide - max(0, len(lines) - 1) * _LINE_STEP) // 2
        for order, line in enumerate(lines):
            places[line] = begin + order * _LINE_STEP
        at += wide + (BORDER_GAP if number in borders else 0)
        first += gap
        if number < tracks.cells:
            begins[number] = at
            before, after = reaches[number]
            for offset in range(-tracks.edge(number), tracks.edge(number) + 1):
                places[tracks.line(number, offset)] = at + before + offset * PORT_STEP
            at += before + after
            first += tracks.ports[number]
    return tuple(places), at, tuple(begins)
