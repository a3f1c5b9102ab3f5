"""Long pictures in rows: cut where few flows cross, each part laid out apart, one below the other.

The whole journey is laid out in one piece first; its columns are the places where it can be cut.
Rows are chosen by dynamic programming; one that turns out wider than asked is not tried again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journeykit.render.crowds import parted
from journeykit.render.diagram import Diagram, Kind
from journeykit.render.geometry import Box, Geometry, Line, Placed
from journeykit.render.layout import heading, layout
from journeykit.render.links import joined, linked
from journeykit.render.shapes import MARGIN

_LINK_ROOM = 80  # pixels across that a link and its flow take
_ROW_GAP = 44
_ROW_COST, _CUT_COST, _UNEVEN_COST = 250, 100, 60
_TOO_WIDE = 100_000

Span = tuple[int, int]


def wrapped(diagram: Diagram, width: int) -> Geometry:
    """Lay a diagram out in rows, none wider than `width` pixels unless one column alone is."""
    whole = layout(diagram)
    if whole.size[0] <= width:
        return whole
    columns = _columns(whole)
    too_wide: dict[Span, None] = {}
    while True:
        spans = columns.rows(width, too_wide)
        rows = _rows(whole.diagram, columns, spans)
        wide = [
            span
            for span, row in zip(spans, rows, strict=True)
            if row.size[0] > width and span[1] - span[0] > 1 and span not in too_wide
        ]
        if not wide:
            return _stacked(whole.diagram, rows, width)
        too_wide.update(dict.fromkeys(wide))


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a picture: what shape is in which, where each begins and ends, in pixels.

    `cuts` has for each column what it costs to cut before it, None where that cannot be.
    """

    of: Mapping[str, int]
    reach: tuple[Span, ...]
    cuts: tuple[int | None, ...]

    def rows(self, width: int, too_wide: Mapping[Span, None]) -> list[Span]:
        """Return the cheapest rows: the first column of each, and the first one after it."""
        best: list[tuple[int, list[Span]]] = [(0, [])]
        for end in range(1, len(self.reach) + 1):
            ways = []
            for begin in range(end):
                cut = self.cuts[begin] if begin else 0
                if cut is not None and (end == len(self.reach) or self.cuts[end] is not None):
                    cost, before = best[begin]
                    row = self._cost((begin, end), width, too_wide)
                    ways.append((cost + cut + row, [*before, (begin, end)]))
            best.append(min(ways, default=(_TOO_WIDE * end, [(0, end)]), key=lambda way: way[0]))
        return best[-1][1]

    def _cost(self, span: Span, width: int, too_wide: Mapping[Span, None]) -> int:
        begin, end = span
        links = (begin > 0) + (end < len(self.reach))
        wide = self.reach[end - 1][1] - self.reach[begin][0] + links * _LINK_ROOM + 2 * MARGIN
        if wide > width or span in too_wide:
            return _TOO_WIDE + wide
        uneven = 0 if end == len(self.reach) else _UNEVEN_COST * (width - wide) // width
        return _ROW_COST + uneven


def _columns(whole: Geometry) -> _Columns:
    middles = sorted({placed.box.centre[0] for placed in whole.shapes})
    of = {placed.shape.id: middles.index(placed.box.centre[0]) for placed in whole.shapes}
    reach = [(middle, middle) for middle in middles]
    for column, box in _boxes(whole, of):
        left, right = reach[column]
        reach[column] = min(left, box.left), max(right, box.right)
    kinds = {shape.id: shape.kind for shape in whole.diagram.shapes}
    cuts: list[int | None] = [0] * len(middles)
    for arrow in whole.diagram.arrows:
        first, last = sorted((of[arrow.source], of[arrow.target]))
        for column in range(first + 1, last + 1):
            so_far = cuts[column]
            if kinds[arrow.source] == Kind.RACE or so_far is None:
                cuts[column] = None
            elif kinds[arrow.target] != Kind.END:
                cuts[column] = so_far + _CUT_COST
    return _Columns(of, tuple(reach), tuple(cuts))


def _boxes(whole: Geometry, of: Mapping[str, int]) -> Iterator[tuple[int, Box]]:
    """Yield all that stands in a column."""
    for placed in whole.shapes:
        yield from ((of[placed.shape.id], box) for box in placed.boxes)


def _rows(diagram: Diagram, columns: _Columns, spans: list[Span]) -> tuple[Geometry, ...]:
    """Lay the parts out; an end stands in the row of each way that leads to it."""
    row = {
        name: number
        for number, (begin, end) in enumerate(spans)
        for name, column in columns.of.items()
        if begin <= column < end
    }
    ends = [shape.id for shape in diagram.shapes if shape.kind == Kind.END]
    apart = parted(diagram, [end for end in ends if _is_shared(diagram, row, end)])
    kinds = {shape.id: shape.kind for shape in apart.shapes}
    row |= {a.target: row[a.source] for a in apart.arrows if kinds[a.target] == Kind.END}
    return tuple(layout(part) for part in linked(apart, row))


def _is_shared(diagram: Diagram, row: Mapping[str, int], end: str) -> bool:
    return len({row[arrow.source] for arrow in diagram.arrows if arrow.target == end}) > 1


def _stacked(diagram: Diagram, rows: tuple[Geometry, ...], width: int) -> Geometry:
    """Put the rows one below the other, under one heading."""
    title, about = heading(diagram, width - 2 * MARGIN)
    top = (about or title).box.bottom + MARGIN
    shapes: list[Placed] = []
    lines: list[Line] = []
    right = max(title.box.right, about.box.right if about else 0) + MARGIN
    for row in rows:
        up = _top(row)
        shapes += [placed.moved(0, top - up) for placed in row.shapes]
        lines += [line.moved(0, top - up) for line in row.lines]
        top += row.size[1] - MARGIN - up + _ROW_GAP
        right = max(right, row.size[0])
    whole = joined(diagram, tuple(row.diagram for row in rows))
    size = right, top - _ROW_GAP + MARGIN
    return Geometry(whole, size, title, about, tuple(shapes), tuple(lines))


def _top(row: Geometry) -> int:
    """Return where the shapes of a row begin, below its empty heading."""
    return row.title.box.bottom + MARGIN
