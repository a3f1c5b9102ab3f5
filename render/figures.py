"""Each kind of shape as SVG elements."""

from __future__ import annotations

from collections.abc import Callable
from xml.sax.saxutils import escape

from journeykit.render.diagram import EVENTS, GATEWAYS, STARTS, Kind, Shape
from journeykit.render.geometry import Artifact, Box, Placed, Point, Text, toward
from journeykit.render.marks import (
    CHANNEL_MARKS,
    DOTS,
    EVENT_MARKS,
    FILLED_ENVELOPE,
    GATEWAY_MARKS,
    GEAR,
    OTHER_CHANNEL,
    PERSON,
    PLUS_BOX,
    TAG,
)
from journeykit.render.measure import width
from journeykit.render.shapes import (
    BAND,
    CLASS,
    CLASSES,
    FAINT,
    INK,
    LINE,
    PAINTS,
    PAPER,
    ROLE,
    ClassPaint,
    Font,
)
from journeykit.render.words import word

_ROUND = 9
_MOST_CHANNELS = 4
_TAG_ROOM = 20


def figure(placed: Placed, language: str) -> list[str]:
    """Return the group of a shape: a tooltip, the outline, its marks, its text."""
    draw = _drawing(placed.shape.kind)
    parts = [_dots(artifact) for artifact in placed.artifacts]
    parts += [part for artifact in placed.artifacts for part in _artifact(artifact)]
    parts += draw(placed, language)
    if placed.text:
        parts.append(text(placed.text))
    tip = escape(_tip(placed.shape))
    return [f'<g class="{placed.shape.kind}">', f"<title>{tip}</title>", *parts, "</g>"]


def text(words: Text) -> str:
    """Return a text element with a line each for the lines."""
    x = {
        "start": words.box.left,
        "middle": (words.box.left + words.box.right) / 2,
        "end": words.box.right,
    }[words.anchor]
    font = words.font
    base = words.box.top + round(font.line / 2 + font.size * 0.36)
    spans = "".join(
        f'<tspan x="{x:g}" y="{base + number * font.line}">{escape(line)}</tspan>'
        for number, line in enumerate(words.lines)
    )
    anchor = "" if words.anchor == "start" else f' text-anchor="{words.anchor}"'
    return f"<text{anchor}{style(font)}>{spans}</text>"


def style(font: Font) -> str:
    """Return the attributes of a font."""
    weight = ' font-weight="600"' if font.bold else ""
    return f' font-size="{font.size}"{weight} fill="{font.colour}"'


def path(
    data: str, at: Point = (0, 0), *, fill: str = "none", stroke: str = "none", width: float = 1.3
) -> str:
    """Return a path moved to a point."""
    move = f' transform="translate({at[0]},{at[1]})"' if at != (0, 0) else ""
    line = f' stroke="{stroke}" stroke-width="{width:g}"' if stroke != "none" else ""
    return f'<path d="{data}"{move} fill="{fill}"{line}/>'


def _drawing(kind: Kind) -> Callable[[Placed, str], list[str]]:
    if kind in EVENTS:
        return _event
    return _gateway if kind in GATEWAYS else _task


def _tip(shape: Shape) -> str:
    message = [*shape.channels, shape.class_, shape.promo, shape.role]
    return ", ".join(part for part in (shape.text or shape.step, *message) if part)


def _event(placed: Placed, language: str) -> list[str]:
    kind, (x, y) = placed.shape.kind, placed.box.centre
    paint, radius = PAINTS[kind], placed.box.size[0] // 2
    outline = f'fill="{paint.fill}" stroke="{paint.stroke}" stroke-width="{paint.width:g}"'
    parts = [f'<circle cx="{x}" cy="{y}" r="{radius}" {outline}/>']
    if kind not in STARTS and kind != Kind.END:
        inner = f'fill="none" stroke="{paint.stroke}" stroke-width="{paint.width:g}"'
        parts.append(f'<circle cx="{x}" cy="{y}" r="{radius - 3}" {inner}/>')
    if kind in EVENT_MARKS:
        parts.append(path(EVENT_MARKS[kind], (x, y), stroke=paint.stroke))
    return parts


def _gateway(placed: Placed, language: str) -> list[str]:
    (x, y), half = placed.box.centre, placed.box.size[0] // 2
    paint = PAINTS[placed.shape.kind]
    mark, width = GATEWAY_MARKS[placed.shape.kind]
    diamond = f"M0,{-half}L{half},0L0,{half}L{-half},0Z"
    return [
        path(diamond, (x, y), fill=paint.fill, stroke=paint.stroke, width=paint.width),
        path(mark, (x, y), stroke=paint.stroke, width=width),
    ]


def _task(placed: Placed, language: str) -> list[str]:
    shape, box = placed.shape, placed.box
    paint = PAINTS[shape.kind]
    look = CLASSES.get(shape.look) or (ROLE if shape.role else None)
    fill, stroke = (look.tint, look.outline) if look else (paint.fill, paint.stroke)
    body = rectangle(box, fill, stroke, paint.width)
    band = _band(shape, box, look, band_word(shape, language)) if look else []
    return [body, *band, *_task_marks(shape, box, stroke)]


def band_word(shape: Shape, language: str) -> str:
    """Return what the band of a task says: the message's promo or class, or who does it."""
    said = shape.promo if shape.look == "sale" and shape.promo else shape.class_
    return word(said, language) if said else shape.role


def rectangle(box: Box, fill: str, stroke: str, width: float) -> str:
    """Return a box with round corners."""
    wide, high = box.size
    round_ = min(_ROUND, high // 4)
    return (
        f'<rect x="{box.left}" y="{box.top}" width="{wide}" height="{high}" rx="{round_}" '
        f'fill="{fill}" stroke="{stroke}" stroke-width="{width:g}"/>'
    )


def _band(shape: Shape, box: Box, look: ClassPaint, name: str) -> list[str]:
    """Return the strip at the bottom of a task with a word in it; a sale or promo has a tag too."""
    (wide, _), top = box.size, box.bottom - BAND
    inner = _ROUND - 1
    strip = (
        f"M1,0H{wide - 1}V{BAND - 1 - inner}Q{wide - 1},{BAND - 1} {wide - 1 - inner},{BAND - 1}"
        f"H{1 + inner}Q1,{BAND - 1} 1,{BAND - 1 - inner}Z"
    )
    tag = shape.look == "sale" or bool(shape.promo)
    middle = (box.left + box.right) // 2
    if tag and width(name, CLASS) > wide - 2 * _TAG_ROOM:
        middle += (_TAG_ROOM - 8) // 2
    size = min(CLASS.size, int(CLASS.size * (wide - 8) / width(name, CLASS)))
    font = Font(size, BAND, CLASS.bold, look.text)
    parts = [path(strip, (box.left, top), fill=look.band)]
    if tag:
        parts.append(path(TAG, (box.left + 11, top + BAND // 2), stroke=look.text, width=1.2))
    label = Box(middle, top - 1, middle, box.bottom - 1)
    return [*parts, text(Text((name,), label, font))]


def _task_marks(shape: Shape, box: Box, stroke: str) -> list[str]:
    """Return the BPMN mark at the upper left, or below, and the channels at the upper right."""
    left, top = box.left + 14, box.top + 12
    match shape.kind:
        case Kind.SEND:
            parts = [path(FILLED_ENVELOPE, (left, top), fill=INK)]
        case Kind.SERVICE:
            parts = [path(GEAR, (left, top), stroke=LINE, width=1.2)]
        case Kind.USER:
            parts = [path(PERSON, (left, top), stroke=LINE, width=1.2)]
        case _:
            parts = [path(PLUS_BOX, (box.centre[0], box.bottom - 8), stroke=INK, width=1.2)]
    marks = [CHANNEL_MARKS.get(channel, OTHER_CHANNEL) for channel in shape.channels]
    if len(marks) > _MOST_CHANNELS:
        marks = [*marks[: _MOST_CHANNELS - 1], DOTS]
    step = 19 if len(marks) < _MOST_CHANNELS else 17
    for number, mark in enumerate(reversed(marks)):
        parts.append(path(mark, (box.right - 14 - step * number, top), stroke=stroke))
    return parts


def _dots(artifact: Artifact) -> str:
    points = "L".join(f"{x},{y}" for x, y in artifact.line)
    return f'<path d="M{points}" fill="none" stroke="{FAINT}" stroke-dasharray="1.5 3.5"/>'


def _artifact(artifact: Artifact) -> list[str]:
    if artifact.kind == "note":
        box = artifact.box
        bracket = f"M{box.left + 7},{box.top}H{box.left}V{box.bottom}H{box.left + 7}"
        return [path(bracket, stroke=FAINT, width=1.2), text(artifact.text)]
    heads = []
    if artifact.kind != "writes":
        heads.append(_open_head(artifact.line[1], artifact.line[0]))
    if artifact.kind != "reads":
        heads.append(_open_head(artifact.line[-2], artifact.line[-1]))
    return [*heads, _store(artifact.box), text(artifact.text)]


def _open_head(before: Point, at: Point) -> str:
    """Return a small open arrowhead at the end of a dotted line."""
    across, down = toward(before, at)
    one = (at[0] - 5 * across - 3 * down, at[1] - 5 * down - 3 * across)
    other = (at[0] - 5 * across + 3 * down, at[1] - 5 * down + 3 * across)
    data = f"M{one[0]},{one[1]}L{at[0]},{at[1]}L{other[0]},{other[1]}"
    return path(data, stroke=FAINT, width=1.2)


def _store(box: Box) -> str:
    wide, high = box.size
    half = wide // 2
    data = (
        f"M0,5A{half},5 0 0 1 {wide},5V{high - 5}A{half},5 0 0 1 0,{high - 5}Z"
        f"M0,5A{half},5 0 0 0 {wide},5M0,9A{half},5 0 0 0 {wide},9"
    )
    return path(data, (box.left, box.top), fill=PAPER, stroke=LINE, width=1.2)
