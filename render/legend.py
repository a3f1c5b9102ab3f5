"""The legend: the marks, colours and channels that a picture uses, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeykit.render.beside import text_at
from journeykit.render.diagram import Diagram, Kind, Shape
from journeykit.render.figures import figure, path, rectangle, text
from journeykit.render.geometry import Box, Placed, Text
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
    """The elements of a legend, its texts, and how much higher it makes the picture."""

    parts: tuple[str, ...]
    texts: tuple[Text, ...]
    height: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """A sign around (0, 0) and what it means."""

    sign: str
    meaning: str


def legend(diagram: Diagram, width: int, top: int) -> Legend:
    """Arrange the entries in rows below a picture that is `width` wide and ends at `top`."""
    entries = list(_entries(diagram))
    in_row = max(1, (width - 2 * MARGIN) // _WIDE)
    rule = f'<path d="M{MARGIN},{top}H{width - MARGIN}" stroke="{LINE}" stroke-opacity="0.3"/>'
    parts, texts = [rule], []
    for number, entry in enumerate(entries):
        x = MARGIN + 24 + number % in_row * _WIDE
        y = top + 26 + number // in_row * _HIGH
        parts.append(f'<g transform="translate({x},{y})">{entry.sign}</g>')
        room = _WIDE - 60
        words = text_at(entry.meaning, NOTE, room, x + 30, y, "start", above=False)
        texts.append(words.moved(0, -words.box.size[1] // 2))
    rows = -(-len(entries) // in_row)
    return Legend((*parts, *map(text, texts)), tuple(texts), 12 + rows * _HIGH + MARGIN // 2)


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
                f'<rect x="-17" y="-11" width="34" height="22" rx="5" fill="{paint.tint}" '
                f'stroke="{paint.outline}" stroke-width="1.3"/>'
                f'<rect x="-16" y="4" width="32" height="6" rx="2" fill="{paint.band}"/>'
            )
            yield _Entry(sign, word(name, diagram.language))
    for channel in dict.fromkeys(each for shape in diagram.shapes for each in shape.channels):
        yield _Entry(path(CHANNEL_MARKS.get(channel, OTHER_CHANNEL), stroke=LINE), channel)


def _small(kind: Kind, language: str) -> str:
    if kind in _TASK_MARKS:
        paint, (mark, fill) = PAINTS[kind], _TASK_MARKS[kind]
        outline = rectangle(Box(-17, -11, 17, 11), paint.fill, paint.stroke, min(paint.width, 2))
        return outline + path(mark, fill=INK if fill else "none", stroke="none" if fill else LINE)
    half = SIZES[kind][0] // 2
    box = Box(-half, -half, half, half)
    parts = figure(Placed(Shape("", kind), box, None), language)
    return f'<g transform="scale({_SCALE:g})">{"".join(parts)}</g>'
