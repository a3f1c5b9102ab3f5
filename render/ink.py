"""What a picture is drawn with: paths, circles, rectangles, texts, and groups of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from journeykit.render.geometry import Box, Point, Text

NONE = "none"


@dataclass(frozen=True, slots=True)
class Path:
    """An outline in the syntax of SVG paths, moved to `at`; no width where it has no stroke."""

    data: str
    at: Point = (0, 0)
    fill: str = NONE
    stroke: str = NONE
    width: float = 1.3
    dash: str = ""
    opacity: float = 1


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle around `centre`."""

    centre: Point
    radius: int
    fill: str
    stroke: str
    width: float


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A box, its corners rounded by `round` pixels."""

    box: Box
    round: int
    fill: str
    stroke: str = NONE
    width: float = 0


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs together: scaled, moved to `at`, with the words that show when it is pointed at.

    `kind` is the kind of shape, `step` the start or step that it belongs to (`start.NAME` or
    `NAME`), `link` the address that it leads to, and `box` the outline of the shape itself.
    """

    parts: tuple[Ink, ...]
    kind: str = ""
    step: str = ""
    tip: str = ""
    link: str = ""
    box: Box | None = None
    at: Point = (0, 0)
    scale: float = 1


Ink: TypeAlias = Path | Circle | Rectangle | Text | Group


def texts(inks: tuple[Ink, ...]) -> Iterator[Text]:
    """Yield all texts, those in groups too."""
    for ink in inks:
        if isinstance(ink, Text):
            yield ink
        elif isinstance(ink, Group):
            yield from texts(ink.parts)


def paints(inks: tuple[Ink, ...]) -> Iterator[tuple[str, str]]:
    """Yield each use of a colour: `fill` or `stroke`, and the colour."""
    for ink in inks:
        if isinstance(ink, Group):
            yield from paints(ink.parts)
        elif isinstance(ink, Text):
            yield "fill", ink.font.colour
        else:
            yield from (("fill", ink.fill), ("stroke", ink.stroke))
