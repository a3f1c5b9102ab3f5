"""Lanes as bands of a picture: whole rows for each, in the order of the lanes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from journeykit.render.beside import text_at
from journeykit.render.diagram import Diagram, Lane
from journeykit.render.geometry import Box, Point, Strip, Text
from journeykit.render.pixels import BORDER_GAP, Pixels
from journeykit.render.rows import Spot
from journeykit.render.shapes import QUESTION

HEAD, PAD = 104, 14  # the width of a lane's head; the air around what is in the lane
_NAME = 88

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Band:
    """A lane with its first row, and the first row after it."""

    lane: Lane
    first: int
    after: int


def in_bands(diagram: Diagram, spots: Mapping[str, Spot]) -> tuple[dict[str, Spot], list[Band]]:
    """Move the shapes of each lane into rows of its own; columns stay as they are.

    The rows of a lane are those that its shapes had, in the same order, the ones that fit one
    into the other as one row.
    """
    if not diagram.lanes:
        return dict(spots), []
    bands: list[Band] = []
    found: dict[str, Spot] = {}
    top = 0
    for lane in diagram.lanes:
        own = {s.id: spots[s.id] for s in diagram.shapes if s.lane == lane.id}
        rows = _rows(diagram, own)
        found |= {name: Spot(spot.column, top + rows[spot.row]) for name, spot in own.items()}
        if own:
            after = top + 1 + max(rows.values())
            bands.append(Band(lane, top, after))
            top = after
    return found, bands


def _rows(diagram: Diagram, own: Mapping[str, Spot]) -> dict[int, int]:
    """Return the row within the lane, from 0, for each row that shapes of a lane have."""
    rows: dict[int, int] = {}
    taken: list[Span] = []
    number = 0
    for row in sorted(dict.fromkeys(spot.row for spot in own.values())):
        spans = list(_spans(diagram, own, row))
        if any(low <= end and begin <= high for low, high in taken for begin, end in spans):
            number, taken = number + 1, []
        taken.extend(spans)
        rows[row] = number
    return rows


def _spans(diagram: Diagram, own: Mapping[str, Spot], row: int) -> Iterator[Span]:
    """Yield the columns that the shapes of a row take, with those of the flows between them."""
    here = {name: spot.column for name, spot in own.items() if spot.row == row}
    yield from ((column, column) for column in here.values())
    for arrow in diagram.arrows:
        if arrow.source in here and arrow.target in here:
            low, high = sorted((here[arrow.source], here[arrow.target]))
            yield low, high


def heads(bands: Iterable[Band]) -> Iterator[tuple[Spot, Box]]:
    """Yield the room that the names of lanes need: the height of the first row."""
    for band in bands:
        high = _name(band).box.size[1] + PAD
        yield Spot(0, band.first), Box(0, -high // 2, 0, high // 2)


def strips(bands: list[Band], at: Pixels, shift: Point) -> tuple[Strip, ...]:
    """Return the lanes in pixels; `shift` is where the rows begin."""
    (wide, high), (left, top) = at.size, shift
    edges = [-PAD, *(at.tops[band.first] - BORDER_GAP // 2 for band in bands[1:]), high + PAD]
    return tuple(
        _strip(band, Box(left - PAD - HEAD, top + upper, left + wide + PAD, top + lower))
        for band, upper, lower in zip(bands, edges, edges[1:], strict=False)
    )


def _strip(band: Band, box: Box) -> Strip:
    head = Box(box.left, box.top, box.left + HEAD, box.bottom)
    name, (x, y) = _name(band), head.centre
    return Strip(band.lane, box, head, name.moved(x, y - name.box.size[1] // 2))


def _name(band: Band) -> Text:
    return text_at(band.lane.title, QUESTION, _NAME, 0, 0, "middle", above=False)


def borders(strips: Iterable[Strip]) -> list[Box]:
    """Return what no text may stand on: the lower edge of each lane, with a little air."""
    return [
        Box(strip.box.left, strip.box.bottom - 2, strip.box.right, strip.box.bottom + 2)
        for strip in strips
    ]
