"""Long pictures in rows: cut where few flows cross, each part laid out apart, one below the other.

The whole journey is laid out in one piece first; its columns are the places where it can be cut.
Rows are chosen by dynamic programming; one that turns out wider than asked is not tried again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from journeykit.render.crowds import parted
from journeykit.render.cuts import Cuts, Span, cuts
from journeykit.render.diagram import Diagram, Kind
from journeykit.render.geometry import Geometry, Line, Placed, Strip
from journeykit.render.layout import heading, layout
from journeykit.render.links import linked
from journeykit.render.shapes import MARGIN

_ROW_GAP = 44


def wrapped(diagram: Diagram, width: int | None) -> Geometry:
    """Lay a diagram out in rows, none wider than `width` pixels unless one column alone is.

    With no width, or where it is wide enough, the picture is in one piece.
    """
    whole = layout(diagram)
    if width is None or whole.size[0] <= width:
        return whole
    cut = cuts(whole)
    too_wide: dict[Span, None] = {}
    while True:
        spans = cut.rows(width, too_wide)
        parts = _parts(whole.diagram, cut, spans)
        wide = [
            span
            for span, row in zip(spans, parts.drawn, strict=True)
            if row.size[0] > width and span[1] - span[0] > 1 and span not in too_wide
        ]
        if not wide:
            return _stacked(parts.diagram, _without_tails(parts, width).drawn, width)
        too_wide.update(dict.fromkeys(wide))


@dataclass(frozen=True, slots=True)
class _Parts:
    """The row of each shape of a diagram, and the rows laid out."""

    diagram: Diagram
    row: Mapping[str, int]
    drawn: tuple[Geometry, ...]


def _parts(diagram: Diagram, cut: Cuts, spans: list[Span]) -> _Parts:
    """Lay the parts out; an end stands in the row of each way that leads to it."""
    row = {
        name: number
        for number, (begin, end) in enumerate(spans)
        for name, column in cut.column.items()
        if begin <= column < end
    }
    ends = [shape.id for shape in diagram.shapes if shape.kind == Kind.END]
    apart = parted(diagram, [end for end in ends if _is_shared(diagram, row, end)])
    kinds = {shape.id: shape.kind for shape in apart.shapes}
    row |= dict.fromkeys(ends, len(spans) - 1)
    row |= {a.target: row[a.source] for a in apart.arrows if kinds[a.target] == Kind.END}
    return _drawn(apart, row)


def _drawn(diagram: Diagram, row: Mapping[str, int]) -> _Parts:
    return _Parts(diagram, row, tuple(layout(part) for part in linked(diagram, row)))


def _without_tails(parts: _Parts, width: int) -> _Parts:
    """Put what ends soon after a cut back into the row that it comes from, where it has room."""
    for tail, number in _tails(parts):
        moved = _drawn(parts.diagram, {**parts.row, **dict.fromkeys(tail, number)})
        if max(row.size[0] for row in moved.drawn) <= width:
            parts = moved
    return parts


def _tails(parts: _Parts) -> Iterator[tuple[list[str], int]]:
    """Yield all shapes that only one other row leads to and that lead to none, with that row."""
    # Imported here: few pictures are wrapped, and it takes longer to import than one to draw.
    import networkx as nx

    row = parts.row
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(shape.id for shape in parts.diagram.shapes)
    arrows = parts.diagram.arrows
    graph.add_edges_from((a.source, a.target) for a in arrows if row[a.source] == row[a.target])
    cut = [arrow for arrow in arrows if row[arrow.source] != row[arrow.target]]
    for component in nx.connected_components(graph):
        before = {row[arrow.source]: None for arrow in cut if arrow.target in component}
        if len(before) == 1 and not any(arrow.source in component for arrow in cut):
            yield (
                [shape.id for shape in parts.diagram.shapes if shape.id in component],
                next(iter(before)),
            )


def _is_shared(diagram: Diagram, row: Mapping[str, int], end: str) -> bool:
    return len({row[arrow.source] for arrow in diagram.arrows if arrow.target == end}) > 1


def _stacked(diagram: Diagram, rows: tuple[Geometry, ...], width: int) -> Geometry:
    """Put the rows one below the other, under one heading; the order is that of the diagram."""
    title, about = heading(diagram, width - 2 * MARGIN)
    top = (about or title).box.bottom + MARGIN
    shapes: list[Placed] = []
    lines: list[Line] = []
    strips: list[Strip] = []
    right = max(title.box.right, about.box.right if about else 0) + MARGIN
    for row in rows:
        up = _top(row)
        shapes += [placed.moved(0, top - up) for placed in row.shapes]
        lines += [line.moved(0, top - up) for line in row.lines]
        strips += [strip.moved(0, top - up) for strip in row.strips]
        top += row.size[1] - MARGIN - up + _ROW_GAP
        right = max(right, row.size[0])
    order = {shape.id: number for number, shape in enumerate(diagram.shapes)}
    shapes.sort(key=lambda placed: order.get(placed.shape.id, len(order)))
    lines.sort(key=lambda line: order.get(line.arrow.source, len(order)))
    drawn = replace(
        diagram,
        shapes=tuple(placed.shape for placed in shapes),
        arrows=tuple(line.arrow for line in lines),
    )
    lanes = tuple(strip.up_to(right - MARGIN) for strip in strips)
    size = right, top - _ROW_GAP + MARGIN
    return Geometry(drawn, size, title, about, tuple(shapes), tuple(lines), lanes)


def _top(row: Geometry) -> int:
    """Return where the shapes of a row begin, below its empty heading."""
    return row.title.box.bottom + MARGIN
