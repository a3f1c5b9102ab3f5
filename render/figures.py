"""Each kind of shape in ink."""

from __future__ import annotations

from collections.abc import Callable

from journeykit.render.diagram import EVENTS, GATEWAYS, STARTS, Kind, Shape
from journeykit.render.geometry import Artifact, Box, Placed, Point, Text, toward
from journeykit.render.ink import NONE, Circle, Group, Ink, Path, Rectangle
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


def figure(placed: Placed, language: str) -> Group:
    """Return the group of a shape: what stands beside it, the outline, its marks, its text."""
    shape = placed.shape
    parts: list[Ink] = [_dots(artifact) for artifact in placed.artifacts]
    parts += [part for artifact in placed.artifacts for part in _artifact(artifact)]
    parts += _drawing(shape.kind)(placed, language)
    if placed.text:
        parts.append(placed.text)
    return Group(
        tuple(parts), kind=str(shape.kind), step=shape.owner, tip=_tip(shape), box=placed.box
    )


def _drawing(kind: Kind) -> Callable[[Placed, str], list[Ink]]:
    if kind in EVENTS:
        return _event
    return _gateway if kind in GATEWAYS else _task


def _tip(shape: Shape) -> str:
    message = [*shape.channels, shape.class_, shape.promo, shape.role]
    return ", ".join(part for part in (shape.text or shape.step, *message) if part)


def _event(placed: Placed, language: str) -> list[Ink]:
    kind, (x, y) = placed.shape.kind, placed.box.centre
    paint, radius = PAINTS[kind], placed.box.size[0] // 2
    parts: list[Ink] = [Circle((x, y), radius, paint.fill, paint.stroke, paint.width)]
    if kind not in STARTS and kind != Kind.END:
        parts.append(Circle((x, y), radius - 3, NONE, paint.stroke, paint.width))
    if kind in EVENT_MARKS:
        fill = paint.stroke if kind == Kind.THROW else NONE
        parts.append(Path(EVENT_MARKS[kind], (x, y), fill, paint.stroke))
    return parts


def _gateway(placed: Placed, language: str) -> list[Ink]:
    (x, y), half = placed.box.centre, placed.box.size[0] // 2
    paint = PAINTS[placed.shape.kind]
    mark, width = GATEWAY_MARKS[placed.shape.kind]
    diamond = f"M0,{-half}L{half},0L0,{half}L{-half},0Z"
    return [
        Path(diamond, (x, y), fill=paint.fill, stroke=paint.stroke, width=paint.width),
        Path(mark, (x, y), stroke=paint.stroke, width=width),
    ]


def _task(placed: Placed, language: str) -> list[Ink]:
    shape, box = placed.shape, placed.box
    paint = PAINTS[shape.kind]
    look = CLASSES.get(shape.look) or (ROLE if shape.role else None)
    fill, stroke = (look.tint, look.outline) if look else (paint.fill, paint.stroke)
    band = _band(shape, box, look, band_word(shape, language)) if look else []
    return [body(box, fill, stroke, paint.width), *band, *_task_marks(shape, box, stroke)]


def band_word(shape: Shape, language: str) -> str:
    """Return what the band of a task says: the message's promo or class, or who does it."""
    said = shape.promo if shape.look == "sale" and shape.promo else shape.class_
    return word(said, language) if said else shape.role


def body(box: Box, fill: str, stroke: str, width: float) -> Rectangle:
    """Return the box of a task, with round corners."""
    return Rectangle(box, min(_ROUND, box.size[1] // 4), fill, stroke, width)


def _band(shape: Shape, box: Box, look: ClassPaint, name: str) -> list[Ink]:
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
    parts: list[Ink] = [Path(strip, (box.left, top), fill=look.band)]
    if tag:
        parts.append(Path(TAG, (box.left + 11, top + BAND // 2), stroke=look.text, width=1.2))
    label = Box(middle, top - 1, middle, box.bottom - 1)
    return [*parts, Text((name,), label, font)]


def _task_marks(shape: Shape, box: Box, stroke: str) -> list[Ink]:
    """Return the BPMN mark at the upper left, or below, and the channels at the upper right."""
    at = (box.left + 14, box.top + 12)
    marks = [CHANNEL_MARKS.get(channel, OTHER_CHANNEL) for channel in shape.channels]
    if len(marks) > _MOST_CHANNELS:
        marks = [*marks[: _MOST_CHANNELS - 1], DOTS]
    step = 19 if len(marks) < _MOST_CHANNELS else 17
    channels = (
        Path(mark, (box.right - 14 - step * number, at[1]), stroke=stroke)
        for number, mark in enumerate(reversed(marks))
    )
    return [_kind_mark(shape.kind, box, at), *channels]


def _kind_mark(kind: Kind, box: Box, at: Point) -> Path:
    match kind:
        case Kind.SEND:
            return Path(FILLED_ENVELOPE, at, fill=INK)
        case Kind.SERVICE:
            return Path(GEAR, at, stroke=LINE, width=1.2)
        case Kind.USER:
            return Path(PERSON, at, stroke=LINE, width=1.2)
        case _:
            return Path(PLUS_BOX, (box.centre[0], box.bottom - 8), stroke=INK, width=1.2)


def _dots(artifact: Artifact) -> Path:
    points = "L".join(f"{x},{y}" for x, y in artifact.line)
    return Path(f"M{points}", stroke=FAINT, width=1, dash="1.5 3.5")


def _artifact(artifact: Artifact) -> list[Ink]:
    if artifact.kind == "note":
        box = artifact.box
        bracket = f"M{box.left + 7},{box.top}H{box.left}V{box.bottom}H{box.left + 7}"
        return [Path(bracket, stroke=FAINT, width=1.2), artifact.text]
    heads = []
    if artifact.kind != "writes":
        heads.append(_open_head(artifact.line[1], artifact.line[0]))
    if artifact.kind != "reads":
        heads.append(_open_head(artifact.line[-2], artifact.line[-1]))
    return [*heads, _store(artifact.box), artifact.text]


def _open_head(before: Point, at: Point) -> Path:
    """Return a small open arrowhead at the end of a dotted line."""
    across, down = toward(before, at)
    one = (at[0] - 5 * across - 3 * down, at[1] - 5 * down - 3 * across)
    other = (at[0] - 5 * across + 3 * down, at[1] - 5 * down + 3 * across)
    data = f"M{one[0]},{one[1]}L{at[0]},{at[1]}L{other[0]},{other[1]}"
    return Path(data, stroke=FAINT, width=1.2)


def _store(box: Box) -> Path:
    wide, high = box.size
    half = wide // 2
    data = (
        f"M0,5A{half},5 0 0 1 {wide},5V{high - 5}A{half},5 0 0 1 0,{high - 5}Z"
        f"M0,5A{half},5 0 0 0 {wide},5M0,9A{half},5 0 0 0 {wide},9"
    )
    return Path(data, (box.left, box.top), fill=PAPER, stroke=LINE, width=1.2)
