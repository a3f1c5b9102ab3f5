"""A geometry in ink: what SVG, PNG, PDF and pages show alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from journeykit.render.figures import figure
from journeykit.render.geometry import Box, Geometry, Line, Placed, Point, Strip, toward
from journeykit.render.ink import NONE, Group, Ink, Path, Rectangle
from journeykit.render.legend import legend as make_legend
from journeykit.render.overlay import Overlay
from journeykit.render.shapes import FAINT, LANE, LINE, PAPER

_CORNER = 7
_HEAD = 8


@dataclass(frozen=True, slots=True)
class Picture:
    """Ink on paper; the upper left corner is (0, 0), sizes are pixels.

    `title` and `about` are for readers that see no picture.
    """

    size: Point
    title: str
    about: str
    language: str
    inks: tuple[Ink, ...]


def picture(geometry: Geometry, *, legend: bool = False, over: Sequence[Overlay] = ()) -> Picture:
    """Return the picture of a geometry, a legend below it when asked for, overlays on it."""
    (wide, high), diagram = geometry.size, geometry.diagram
    key = make_legend(diagram, wide, high) if legend else None
    high += key.height if key else 0
    feet, (wide, high) = _feet(over, (wide, high))
    inks = (
        Rectangle(Box(0, 0, wide, high), 0, PAPER),
        *(ink for each in over for ink in each.below),
        *(ink for strip in geometry.strips for ink in _lane(strip)),
        *(words for words in (geometry.title, geometry.about) if words),
        *(part for line in geometry.lines for part in _flow(line)),
        *(_figure(placed, diagram.language, over) for placed in geometry.shapes),
        *(line.text for line in geometry.lines if line.text),
        *(ink for each in over for ink in each.above),
        *(key.inks if key else ()),
        *feet,
    )
    return Picture((wide, high), diagram.title, diagram.about, diagram.language, inks)


def _lane(strip: Strip) -> Iterator[Ink]:
    """Yield a lane: its frame, its head, its name."""
    yield Rectangle(strip.box, 0, NONE, FAINT, 1)
    yield Rectangle(strip.head, 0, LANE, FAINT, 1)
    yield strip.text


def _feet(over: Sequence[Overlay], size: Point) -> tuple[list[Group], Point]:
    """Put what overlays say under the picture one below the other; return its new size, too."""
    feet: list[Group] = []
    wide, high = size
    for each in over:
        if each.foot:
            feet.append(Group(each.foot, at=(0, high)))
        wide, high = max(wide, each.foot_size[0]), high + each.foot_size[1]
    return feet, (wide, high)


def _figure(placed: Placed, language: str, over: Sequence[Overlay]) -> Group:
    """Return a shape, with what overlays say to those who point at it."""
    group = figure(placed, language)
    tips = [each.tips[placed.shape.id] for each in over if placed.shape.id in each.tips]
    return replace(group, tip="\n".join([group.tip, *tips])) if tips else group


def linked(picture: Picture, links: Mapping[str, str]) -> Picture:
    """Return the picture with what belongs to a start or step leading to its address.

    `links` has the addresses by start (`start.NAME`) and step.
    """
    inks = (
        replace(ink, link=links.get(ink.step, "")) if isinstance(ink, Group) else ink
        for ink in picture.inks
    )
    return replace(picture, inks=tuple(inks))


def _flow(line: Line) -> Iterator[Path]:
    """Yield a flow: its line with round corners, its arrowhead, the slash of a default flow."""
    tip, before = line.points[-1], line.points[-2]
    yield Path(_rounded(line.points), stroke=LINE, width=1.5)
    yield Path(_head(before, tip), fill=LINE)
    if line.arrow.default:
        yield Path(_slash(line.points[0], line.points[1]), stroke=LINE, width=1.5)


def _rounded(points: tuple[Point, ...]) -> str:
    data = [f"M{points[0][0]},{points[0][1]}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        room = min(_length(before, here), _length(here, after)) // 2
        radius = min(_CORNER, room)
        back, on = toward(here, before), toward(here, after)
        data.append(f"L{here[0] + back[0] * radius},{here[1] + back[1] * radius}")
        data.append(f"Q{here[0]},{here[1]} {here[0] + on[0] * radius},{here[1] + on[1] * radius}")
    back, tip = toward(points[-1], points[-2]), points[-1]
    data.append(f"L{tip[0] + back[0] * _HEAD // 2},{tip[1] + back[1] * _HEAD // 2}")
    return "".join(data)


def _length(one: Point, other: Point) -> int:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _head(before: Point, tip: Point) -> str:
    across, down = toward(before, tip)
    back = (tip[0] - across * _HEAD, tip[1] - down * _HEAD)
    return (
        f"M{tip[0]},{tip[1]}L{back[0] - 4 * down},{back[1] - 4 * across}"
        f"L{back[0] + 4 * down},{back[1] + 4 * across}Z"
    )


def _slash(begin: Point, after: Point) -> str:
    across, down = toward(begin, after)
    x, y = begin[0] + 8 * across, begin[1] + 8 * down
    return f"M{x - 3},{y + 5}L{x + 3},{y - 5}" if across else f"M{x - 5},{y + 3}L{x + 5},{y - 3}"
