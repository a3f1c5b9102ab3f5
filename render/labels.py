"""Where a branch label goes when the corner of its gateway is crowded: along its own flow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from journeykit.render.beside import text_at
from journeykit.render.geometry import Box, Point, Text
from journeykit.render.shapes import BRANCH

FAR_WIDTH = 120
_STEP = 12
_AIR = 3
_AROUND = 2 * FAR_WIDTH


def far_label(
    text: str, points: Sequence[Point], taken: Iterable[Box], others: Iterable[Box], page: Box
) -> Text:
    """Return the label at the place along a flow where it meets least; at the first such one.

    `taken` must stay free; of the pieces of `others`, none should be as near as the flow itself.
    """
    own = tuple(pieces(points))
    area = _around(points)
    boxes = [box for box in taken if box.overlaps(area)]
    apart = [box for box in others if box.overlaps(area)]
    best, least = None, 3 * len(boxes) + 6
    for place in _places(text, points):
        met = sum(place.box.overlaps(box) for box in boxes) + (place.box.hull(page) != page)
        near = min(place.box.distance(piece) for piece in own)
        cost = 2 * met + any(place.box.distance(box) <= near + 1 for box in apart)
        if cost < least:
            best, least = place, cost
        if not cost:
            break
    if best is None:
        raise ValueError(f"a flow of {len(points)} points has no place for a label")
    return best


def _around(points: Sequence[Point]) -> Box:
    """Return where a label of the flow can be, and what is next to that."""
    (left, right), (top, bottom) = ((min(ends), max(ends)) for ends in zip(*points, strict=True))
    return Box(left - _AROUND, top - _AROUND, right + _AROUND, bottom + _AROUND)


def _places(text: str, points: Sequence[Point]) -> Iterator[Text]:
    """Yield the places above, then below each level piece; to both sides of each upright one.

    Upright pieces run beside those of other flows from the same corner, which a label between
    them could belong to; so they come last.
    """
    for limit in (FAR_WIDTH, FAR_WIDTH // 2):
        label = text_at(text, BRANCH, limit, 0, 0, "start", above=False)
        for level in (True, False):
            for here, there in pairwise(points):
                if (here[1] == there[1]) == level:
                    yield from (_level if level else _upright)(label, here, there)


def _level(label: Text, here: Point, there: Point) -> Iterator[Text]:
    wide, high = label.box.size
    left, right = sorted((here[0], there[0]))
    room = range(left + 8, max(left + 9, right - wide - 10), _STEP)
    for top in (here[1] - high - 2, here[1] + _AIR):
        for x in room if here[0] <= there[0] else reversed(room):
            yield label.moved(x, top)


def _upright(label: Text, here: Point, there: Point) -> Iterator[Text]:
    wide, high = label.box.size
    top, bottom = sorted((here[1], there[1]))
    room = range(top + 5, max(top + 6, bottom - high - 5), _STEP)
    for left in (here[0] + 6, here[0] - wide - 6):
        for y in room if here[1] <= there[1] else reversed(room):
            yield label.moved(left, y)


def pieces(points: Sequence[Point]) -> Iterator[Box]:
    """Yield the pixels of a flow's segments, with a little air, as boxes."""
    for here, there in pairwise(points):
        (left, right), (top, bottom) = (sorted(pair) for pair in zip(here, there, strict=True))
        yield Box(left - 1, top - 1, right + 2, bottom + 2)
