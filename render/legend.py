"""The legend: the marks, colours and channels that a picture uses, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from journeykit.render.beside import text_at
from journeykit.render.diagram import Diagram, Kind, Shape
from journeykit.render.figures import body, figure
from journeykit.render.geometry import Box, Placed
from journeykit.render.ink import NONE, Group, Ink, Path, Rectangle
from journeykit.render.marks import (
    CHANNEL_MARKS,
    FILLED_ENVELOPE,
    GEAR,
    OTHER_CHANNEL,
    PERSON,
    PLUS_BOX,
)
from journeykit.render.shapes import CLASSES, INK, LINE, MARGIN, NOTE, PAINTS, SIZES
from journeykit.render.words import word

_WIDE, _HIGH = 210, 34
_SCALE = 0.5
_TASK_MARKS = {
    Kind.SEND: (FILLED_ENVELOPE, True),
    Kind.SERVICE: (GEAR, False),
    Kind.USER: (PERSON, False),
    Kind.CALL: (PLUS_BOX, False),
    Kind.SUBPROCESS: (PLUS_BOX, False),
}
_KIND_WORDS = {Kind.SERVICE: "automatic"}  # `service` is also a class of messages


@dataclass(frozen=True, slots=True)
class Legend:
    """The ink of a legend, and how much higher it makes the picture."""

    inks: tuple[Ink, ...]
    height: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """A sign around (0, 0) and what it means."""

    sign: tuple[Ink, ...]
    meaning: str


def legend(diagram: Diagram, width: int, top: int) -> Legend:
    """Arrange the entries in rows below a picture that is `width` wide and ends at `top`."""
    entries = list(_entries(diagram))
    in_row = max(1, (width - 2 * MARGIN) // _WIDE)
    rule = Path(f"M{MARGIN},{top}H{width - MARGIN}", stroke=LINE, width=1, opacity=0.3)
    inks: list[Ink] = [rule]
    for number, entry in enumerate(entries):
        x = MARGIN + 24 + number % in_row * _WIDE
        y = top + 26 + number // in_row * _HIGH
        inks.append(Group(entry.sign, at=(x, y)))
        room = _WIDE - 60
        words = text_at(entry.meaning, NOTE, room, x + 30, y, "start", above=False)
        inks.append(words.moved(0, -words.box.size[1] // 2))
    rows = -(-len(entries) // in_row)
    return Legend(tuple(inks), 12 + rows * _HIGH + MARGIN // 2)


def _entries(diagram: Diagram) -> Iterator[_Entry]:
    used = dict.fromkeys(shape.kind for shape in diagram.shapes)
    for kind in Kind:
        if kind in used:
            yield _Entry(
                _small(kind, diagram.language), word(_KIND_WORDS.get(kind, kind), diagram.language)
            )
    looks = dict.fromkeys(shape.look for shape in diagram.shapes)
    for name, paint in CLASSES.items():
        if name in looks:
            sign = (
                Rectangle(Box(-17, -11, 17, 11), 5, paint.tint, paint.outline, 1.3),
                Rectangle(Box(-16, 4, 16, 10), 2, paint.band),
            )
            yield _Entry(sign, word(name, diagram.language))
    for channel in dict.fromkeys(each for shape in diagram.shapes for each in shape.channels):
        mark = Path(CHANNEL_MARKS.get(channel, OTHER_CHANNEL), stroke=LINE)
        yield _Entry((mark,), channel)


def _small(kind: Kind, language: str) -> tuple[Ink, ...]:
    if kind in _TASK_MARKS:
        paint, (mark, fill) = PAINTS[kind], _TASK_MARKS[kind]
        outline = body(Box(-17, -11, 17, 11), paint.fill, paint.stroke, min(paint.width, 2))
        sign = Path(mark, fill=INK if fill else NONE, stroke=NONE if fill else LINE)
        return outline, sign
    half = SIZES[kind][0] // 2
    box = Box(-half, -half, half, half)
    return (replace(figure(Placed(Shape("", kind), box, None), language), tip="", scale=_SCALE),)
