"""Notes and data stores beside the shape that they belong to, out of the way of its flows."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from journeykit.render.diagram import EVENTS, GATEWAYS, Shape
from journeykit.render.geometry import Artifact, Box, Point, Text
from journeykit.render.measure import width, wrap
from journeykit.render.shapes import NOTE, STORE_SIZE, Font
from journeykit.render.tracks import Port, Side

_NOTE_WIDTH, _STORE_WIDTH = 108, 70
_STORE_STEP = 76
_OVER = 8  # pixels between a row of stores and a line that goes over it
_GAP = 14  # pixels between a shape or its text and what stands beside it


@dataclass(frozen=True, slots=True)
class Use:
    """How flows touch a shape: the ports in use, and the labels of those that leave."""

    ports: tuple[Port, ...]
    labels: Mapping[Port, str]
    defaults: tuple[Port, ...] = ()

    def has(self, side: Side) -> bool:
        """Tell whether any flow touches the side."""
        return any(port.side == side for port in self.ports)


def text_at(text: str, font: Font, limit: int, x: int, y: int, anchor: str, *, above: bool) -> Text:
    """Wrap a text and put it with its anchor at `x`, its lower (`above`) or upper edge at `y`."""
    lines = wrap(text, font, limit)
    wide = math.ceil(max((width(line, font) for line in lines), default=0))
    high = font.line * len(lines)
    left = {"start": x, "middle": x - wide // 2, "end": x - wide}[anchor]
    top = y - high if above else y
    return Text(lines, Box(left, top, left + wide, top + high), font, anchor)


def beside(shape: Shape, box: Box, text: Text | None, use: Use) -> tuple[Artifact, ...]:
    """Arrange the stores and the note of a shape whose centre is at (0, 0)."""
    is_above = text is not None and text.box.top < box.top
    stores = _stores(shape, box, use, above=not is_above)
    if not shape.note:
        return stores
    if shape.kind in GATEWAYS:
        return (*stores, _note_below(shape.note, box, stores, use))
    return (*stores, _note_above(shape, box, text, use))


def _note_below(note: str, box: Box, stores: tuple[Artifact, ...], use: Use) -> Artifact:
    """Put a gateway's note to the lower left: its question is above, its branches are right."""
    top = max([box.bottom, *(store.text.box.bottom for store in stores)]) + _GAP
    aside = any(port.side == Side.DOWN and port.offset < 0 for port in use.ports)
    text = text_at(note, NOTE, _NOTE_WIDTH, -32 if aside else -20, top, "end", above=False)
    body = _bracket(text.box)
    return Artifact(
        "note", body, text, ((-13, 12), (-13, body.centre[1]), (body.right, body.centre[1]))
    )


def _note_above(shape: Shape, box: Box, text: Text | None, use: Use) -> Artifact:
    """Put a note above a shape, to the right of a flow or a text that is there."""
    low = min(box.top, text.box.top if text else 0) - _GAP
    is_taken = use.has(Side.UP) or (text is not None and text.box.top < box.top)
    if shape.kind not in EVENTS:
        at, y, left = (36, box.top, 30) if use.has(Side.UP) else (-40, box.top, -40)
    elif is_taken:
        at, y, left = 12, -13, 20
    else:
        at, y, left = (0, box.top, 0) if shape.reads or shape.writes else (-13, -12, -13)
    found = text_at(shape.note, NOTE, _NOTE_WIDTH, left + 6, low, "start", above=True)
    body = _bracket(found.box)
    if at < body.left:
        line: tuple[Point, ...] = ((at, y), (at, body.centre[1]), (body.left, body.centre[1]))
    else:
        line = ((at, y), (at, body.bottom))
    return Artifact("note", body, found, line)


def _bracket(box: Box) -> Box:
    return Box(box.left - 6, box.top - 3, box.right + 4, box.bottom + 3)


def _stores(shape: Shape, box: Box, use: Use, *, above: bool) -> tuple[Artifact, ...]:
    """Put the stores in a row: below a task, else at the left, `above` an event if that is free."""
    if shape.kind in EVENTS and above:
        anchor, first, step = (-13, -12), -60, -_STORE_STEP
        top = box.top - 10 - STORE_SIZE[1] - NOTE.line
    elif shape.kind in EVENTS or shape.kind in GATEWAYS:
        anchor, first, step = (-13, 12), -60, -_STORE_STEP
        top = box.bottom + _GAP
    else:
        anchor, top = (-32, box.bottom), box.bottom + _GAP + 8
        first, step = (-62, -_STORE_STEP) if use.has(Side.DOWN) else (-32, _STORE_STEP)
    names = dict.fromkeys((*shape.reads, *shape.writes))
    spots = [(first + step * at, top) for at in range(len(names))]
    under = shape.kind not in (*EVENTS, *GATEWAYS)
    return tuple(
        _store(
            name,
            _way(name, shape),
            spot,
            (spot[0], anchor[1]) if under and abs(spot[0]) < box.right else anchor,
            is_next=spot == spots[0],
        )
        for name, spot in zip(names, spots, strict=True)
    )


def _way(name: str, shape: Shape) -> str:
    if name in shape.reads and name in shape.writes:
        return "both"
    return "reads" if name in shape.reads else "writes"


def _store(name: str, way: str, at: Point, anchor: Point, *, is_next: bool) -> Artifact:
    """Put a store with the middle of its upper edge at a point, joined to the anchor.

    The line to one that is not next to the anchor goes over the stores between.
    """
    x, top = at
    half, high = STORE_SIZE[0] // 2, STORE_SIZE[1]
    text = text_at(name, NOTE, _STORE_WIDTH, x, top + high + 3, "middle", above=False)
    middle = top + high // 2
    if x == anchor[0]:
        line: tuple[Point, ...] = (anchor, (x, top))
    elif not is_next:
        line = (anchor, (anchor[0], top - _OVER), (x, top - _OVER), (x, top))
    else:
        edge = x + half if x < anchor[0] else x - half
        line = (anchor, (anchor[0], middle), (edge, middle))
    return Artifact(way, Box(x - half, top, x + half, top + high), text, line)
