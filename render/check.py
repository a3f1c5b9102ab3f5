"""What is wrong with a geometry, as a list of sentences: the picture's own lint."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from journeykit.render.geometry import Box, Geometry, Line, Point
from journeykit.render.shapes import MARGIN

Segment = tuple[Point, Point]


def defects(geometry: Geometry) -> list[str]:
    """Return every overlap, diagonal, flow through something, shared segment and label astray."""
    return [
        *_overlaps(geometry),
        *_diagonals(geometry),
        *_through(geometry),
        *_shared(geometry),
        *_outside(geometry),
        *_astray(geometry),
        *_strayed(geometry),
    ]


def crossings(geometry: Geometry) -> int:
    """Count the places where two flows cross."""
    pairs = combinations([segments(line) for line in geometry.lines], 2)
    return sum(_cross(one, other) for first, second in pairs for one in first for other in second)


def bends(geometry: Geometry) -> int:
    """Count the corners of all flows."""
    return sum(len(line.points) - 2 for line in geometry.lines)


def segments(line: Line) -> list[Segment]:
    """Return the straight pieces of a flow."""
    return list(pairwise(line.points))


def _solid(geometry: Geometry) -> Iterator[tuple[str, Box]]:
    """Yield everything that must not be overlapped, with a name."""
    for placed in geometry.shapes:
        yield f"shape {placed.shape.id}", placed.box
        if placed.text and not _inside(placed.text.box, placed.box):
            yield f"text of {placed.shape.id}", placed.text.box
        for artifact in placed.artifacts:
            yield f"{artifact.kind} of {placed.shape.id}", artifact.box.hull(artifact.text.box)
    for line in geometry.lines:
        if line.text:
            yield f"label {_name(line)}", line.text.box


def _inside(inner: Box, outer: Box) -> bool:
    return inner.hull(outer) == outer


def _overlaps(geometry: Geometry) -> Iterator[str]:
    for (one, box), (other, second) in combinations(_solid(geometry), 2):
        if box.overlaps(second):
            yield f"{one} overlaps {other}"
    for placed in geometry.shapes:
        box = placed.text.box if placed.text else placed.box
        if box.overlaps(placed.box) and not _inside(box, placed.box):
            yield f"text of {placed.shape.id} overflows its shape"


def _diagonals(geometry: Geometry) -> Iterator[str]:
    for line in geometry.lines:
        for (x, y), (to_x, to_y) in segments(line):
            if (x != to_x) == (y != to_y):
                yield f"flow {_name(line)} is not at right angles"


def _through(geometry: Geometry) -> Iterator[str]:
    solid = list(_solid(geometry))
    for line in geometry.lines:
        pieces = [_hull(segment) for segment in segments(line)]
        own = [f"shape {line.arrow.source}", f"shape {line.arrow.target}"]
        for name, box in solid:
            # A port beside the middle of a circle or diamond lies within its box.
            core = _core(box) if name in own else box
            if any(piece.overlaps(core) for piece in pieces):
                yield f"flow {_name(line)} runs through {name}"


def _core(box: Box) -> Box:
    return Box(box.left + 13, box.top + 13, box.right - 13, box.bottom - 13)


def _hull(segment: Segment) -> Box:
    """Return the pixels of a segment without its two ends, as a box."""
    (x, y), (to_x, to_y) = min(segment), max(segment)
    return Box(x + 1, y, to_x, y + 1) if y == to_y else Box(x, y + 1, x + 1, to_y)


def _shared(geometry: Geometry) -> Iterator[str]:
    pairs = combinations([(line, segments(line)) for line in geometry.lines], 2)
    for (one, first), (other, second) in pairs:
        if any(_overlay(a, b) for a in first for b in second):
            yield f"flows {_name(one)} and {_name(other)} share a segment"


def _overlay(one: Segment, other: Segment) -> bool:
    """Tell whether two segments lie on one line and have more than a point in common."""
    for axis in (0, 1):
        if len({point[axis] for point in (*one, *other)}) == 1:
            (a, b), (c, d) = (sorted(point[1 - axis] for point in piece) for piece in (one, other))
            return max(a, c) < min(b, d)
    return False


def _cross(one: Segment, other: Segment) -> bool:
    flat, steep = (one, other) if one[0][1] == one[1][1] else (other, one)
    if flat[0][1] != flat[1][1] or steep[0][0] != steep[1][0]:
        return False
    (left, right), y = sorted((flat[0][0], flat[1][0])), flat[0][1]
    (top, bottom), x = sorted((steep[0][1], steep[1][1])), steep[0][0]
    return left < x < right and top < y < bottom


def _outside(geometry: Geometry) -> Iterator[str]:
    wide, high = geometry.size
    page = Box(MARGIN, MARGIN, wide - MARGIN, high - MARGIN)
    for name, box in _solid(geometry):
        if not _inside(box, page):
            yield f"{name} is not within the margins"


def _astray(geometry: Geometry) -> Iterator[str]:
    """Yield each label that could be read as another flow's, which is as near as its own."""
    for line in geometry.lines:
        box = line.text.box if line.text else None
        for other in geometry.lines if box else ():
            if box and other is not line and _distance(box, other) <= _distance(box, line) + 1:
                yield f"label {_name(line)} could be read as that of {_name(other)}"


def _strayed(geometry: Geometry) -> Iterator[str]:
    """Yield each thing that is not within one lane, and each flow that runs along a border."""
    for name, box in _solid(geometry) if geometry.strips else ():
        if not any(_inside(box, strip.box) for strip in geometry.strips):
            yield f"{name} is not within a lane"
    for placed in geometry.shapes:
        lanes = [strip for strip in geometry.strips if strip.lane.id == placed.shape.lane]
        if geometry.strips and not any(_inside(placed.box, strip.box) for strip in lanes):
            yield f"shape {placed.shape.id} is not in its lane"
    edges = [edge for strip in geometry.strips for edge in (strip.box.top, strip.box.bottom)]
    for line in geometry.lines:
        if any(y == to_y and y in edges for (_, y), (_, to_y) in segments(line)):
            yield f"flow {_name(line)} runs along the border of a lane"


def _distance(box: Box, line: Line) -> int:
    """Return how far a flow runs from a box, measured along the grid."""
    return min(_apart(box, segment) for segment in segments(line))


def _apart(box: Box, segment: Segment) -> int:
    (x, y), (to_x, to_y) = min(segment), max(segment)
    top, bottom = sorted((y, to_y))
    across = max(x - box.right, box.left - to_x, 0)
    return across + max(top - box.bottom, box.top - bottom, 0)


def _name(line: Line) -> str:
    return f"{line.arrow.source} -> {line.arrow.target}"
