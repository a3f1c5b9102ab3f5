"""Small signs on a picture: round, three-cornered and square ones, told apart without colour."""

from __future__ import annotations

from typing import Literal, TypeAlias

from journeykit.render.geometry import Box, Point, Text
from journeykit.render.ink import Circle, Group, Ink, Path
from journeykit.render.measure import width
from journeykit.render.shapes import PAPER, Font

Form: TypeAlias = Literal["circle", "triangle", "square"]

RADIUS = 9
_HIGH = 14
PLUS = "M-4.5,0H4.5 M0,-4.5V4.5"
MINUS = "M-4.5,0H4.5"
WAVE = "M-5,1C-3.4,-2.6 -1.6,-2 0,0S3.4,2.6 5,-1"
_FORMS: dict[Form, str] = {
    "triangle": "M0,-10.5L11,8.5H-11Z",
    "square": "M-8.5,-8.5H8.5V8.5H-8.5Z",
}


def sign(mark: str, at: Point, colour: str, tip: str = "") -> Group:
    """Return a mark, given as a path around (0, 0), on a disc of a colour."""
    disc = Circle((0, 0), RADIUS, colour, PAPER, 1.5)
    return Group((disc, Path(mark, stroke=PAPER, width=2.2)), kind="badge", tip=tip, at=at)


def numbered(form: Form, text: str, at: Point, colour: str, tip: str = "") -> Group:
    """Return a short text on a badge of a form."""
    ground: Ink = Circle((0, 0), RADIUS, colour, PAPER, 1.5)
    if form != "circle":
        ground = Path(_FORMS[form], fill=colour, stroke=PAPER, width=1.5)
    room = 15 if form != "triangle" else 12
    size = next(size for size in (11, 10, 9, 8, 7) if _wide(text, size) <= room or size == 7)
    top = -_HIGH // 2 + (2 if form == "triangle" else 0)
    words = Text((text,), Box(0, top, 0, top + _HIGH), _font(size))
    return Group((ground, words), kind="badge", tip=tip, at=at)


def _font(size: int) -> Font:
    return Font(size, _HIGH, True, PAPER)


def _wide(text: str, size: int) -> float:
    return width(text, _font(size))
