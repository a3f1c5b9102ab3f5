"""Where a picture can be cut into rows: between two columns, where few flows cross."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journeykit.render.bands import HEAD, PAD
from journeykit.render.diagram import Diagram, Kind, Shape
from journeykit.render.geometry import Geometry
from journeykit.render.shapes import MARGIN

_AFTER = 80  # pixels across that a link, or an end, takes with its flow
_ROW, _FLOW, _SHORT = 250, 100, 400  # what a row costs, a flow that is cut, an empty row
_TOO_WIDE = 100_000

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cuts:
    """The columns of a picture, from 0; ends have none, they stay with what leads to them.

    `column` has the one of each shape, `reach` where each begins and ends in pixels, `costs` for
    each what it costs to cut before it, None where that cannot be: a race stays with its events.
    `beside` is what a picture is wider than its columns.
    """

    column: Mapping[str, int]
    reach: tuple[Span, ...]
    costs: tuple[int | None, ...]
    beside: int

    def rows(self, width: int, too_wide: Mapping[Span, None]) -> list[Span]:
        """Return the cheapest rows: the first column of each, and the first one after it."""
        last = len(self.reach)
        best: list[tuple[int, list[Span]]] = [(0, [])]
        for end in range(1, last + 1):
            ways = []
            for begin in range(end) if end == last or self.costs[end] is not None else ():
                cut = self.costs[begin]
                if cut is not None:
                    cost, before = best[begin]
                    cost += cut + self._row((begin, end), width, too_wide)
                    ways.append((cost, [*before, (begin, end)]))
            best.append(min(ways, default=(0, []), key=lambda way: way[0]))
        return best[-1][1]

    def _row(self, span: Span, width: int, too_wide: Mapping[Span, None]) -> int:
        """Return what a row costs; several columns that are too wide: more than each alone."""
        begin, end = span
        links = (begin > 0) + (end < len(self.reach))
        wide = self.reach[end - 1][1] - self.reach[begin][0] + links * _AFTER + self.beside
        if wide > width or span in too_wide:
            return _TOO_WIDE * (end - begin) if end - begin > 1 else _ROW
        short = _SHORT * (width - wide) ** 2 // width**2
        return _ROW + (short // 2 if end == len(self.reach) else short)


def cuts(whole: Geometry) -> Cuts:
    """Return where a picture that is laid out in one piece can be cut."""
    steps = [placed for placed in whole.shapes if placed.shape.kind != Kind.END]
    middles = sorted(dict.fromkeys(placed.box.centre[0] for placed in steps))
    column = {placed.shape.id: middles.index(placed.box.centre[0]) for placed in steps}
    reach = [(middle, middle) for middle in middles]
    for placed in steps:
        number = column[placed.shape.id]
        left, right = reach[number]
        for box in placed.boxes:
            left, right = min(left, box.left), max(right, box.right)
        reach[number] = left, right
    for arrow in whole.diagram.arrows:
        if arrow.target not in column:
            left, right = reach[column[arrow.source]]
            reach[column[arrow.source]] = left, max(right, middles[column[arrow.source]] + _AFTER)
    beside = 2 * (MARGIN + PAD) + HEAD if whole.strips else 2 * MARGIN
    return Cuts(column, tuple(reach), tuple(_costs(whole.diagram, column, len(middles))), beside)


def _costs(diagram: Diagram, column: Mapping[str, int], count: int) -> list[int | None]:
    shapes: dict[str, Shape] = {shape.id: shape for shape in diagram.shapes}
    costs: list[int | None] = [0] * count
    for arrow in diagram.arrows:
        if arrow.target not in column:
            continue
        first, last = sorted((column[arrow.source], column[arrow.target]))
        whole = shapes[arrow.source].kind == Kind.RACE
        for number in range(first + 1, last + 1):
            before = costs[number]
            costs[number] = None if whole or before is None else before + _FLOW
    return costs
