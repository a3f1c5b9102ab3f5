"""The marks of a difference on its picture: bands and badges, told apart by line and sign too."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import pairwise

from journeykit.render.badges import MINUS, PLUS, WAVE, sign
from journeykit.render.beside import text_at
from journeykit.render.diagram import GATEWAYS
from journeykit.render.difference import Difference, Mark
from journeykit.render.geometry import Geometry, Line, Placed, Point
from journeykit.render.ink import Group, Ink, Path
from journeykit.render.overlay import Overlay
from journeykit.render.shapes import LINE, MARGIN, NOTE
from journeykit.render.tones import AMBER, GREEN, RED, Tone
from journeykit.render.words import word

_AIR = 5
_KEY_HEIGHT = 46


@dataclass(frozen=True, slots=True)
class _Look:
    """How a mark is drawn: its colours, the dashes of its outline and of its band, its sign."""

    tone: Tone
    dash: str
    band: str
    sign: str


_LOOKS = {
    Mark.ADDED: _Look(GREEN, "", "", PLUS),
    Mark.REMOVED: _Look(RED, "6 5", "9 14", MINUS),
    Mark.CHANGED: _Look(AMBER, "1 5", "1 13", WAVE),
}


def marks(found: Difference, geometry: Geometry) -> Overlay:
    """Return what marks the parts that differ, and a line under the picture that explains it."""
    shapes = [(placed, mark) for placed in geometry.shapes if (mark := found.shape(placed.shape))]
    ends = [(line, found.ends(line.arrow)) for line in geometry.lines]
    lines = [(line, mark) for line, end in ends if (mark := found.arrows.get(end))]
    says = _Words(found, geometry.diagram.language)
    signed = [(line, mark) for line, mark in lines if not _is_clear(found, line)]
    used = [mark for _, mark in (*shapes, *lines)]
    foot = tuple(_key(used, geometry.diagram.language))
    return Overlay(
        below=(
            *(_band(line, _LOOKS[mark]) for line, mark in lines),
            *(_halo(placed, _LOOKS[mark]) for placed, mark in shapes),
        ),
        above=(
            *(_on_line(line, _LOOKS[mark], says.flow(line, mark)) for line, mark in signed),
            *(_on_shape(placed, _LOOKS[mark], says.shape(placed, mark)) for placed, mark in shapes),
        ),
        tips={placed.shape.id: says.shape(placed, mark) for placed, mark in shapes},
        foot=foot,
        foot_size=(0, _KEY_HEIGHT),
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """Says what happened to a part, to those who point at it."""

    found: Difference
    language: str

    def shape(self, placed: Placed, mark: Mark) -> str:
        """Say it of a shape."""
        return self._said(mark, self.found.tips.get(placed.shape.id, ""))

    def flow(self, line: Line, mark: Mark) -> str:
        """Say it of a flow."""
        was = self.found.was.get(self.found.ends(line.arrow), "")
        return self._said(mark, word("said before", self.language).format(was) if was else "")

    def _said(self, mark: Mark, more: str) -> str:
        return "\n".join(part for part in (word(mark, self.language), more) if part)


def _is_clear(found: Difference, line: Line) -> bool:
    """Tell whether a shape at an end of a flow says already what happened to it."""
    mark = found.arrows.get(found.ends(line.arrow))
    ends = (line.arrow.source, line.arrow.target)
    shapes = [shape for shape in found.diagram.shapes if shape.id in ends]
    return any(found.shape(shape) == mark for shape in shapes)


def _band(line: Line, look: _Look) -> Path:
    """Return a light band under a flow."""
    data = "M" + "L".join(f"{x},{y}" for x, y in line.points)
    return Path(data, stroke=look.tone.light, width=9, dash=look.band)


def _halo(placed: Placed, look: _Look) -> Path:
    """Return a band around a shape, with its outline."""
    data = _around(placed)
    return Path(data, fill=look.tone.light, stroke=look.tone.full, width=2, dash=look.dash)


def _around(placed: Placed) -> str:
    """Return the outline of a shape, a little wider."""
    (wide, high), (x, y) = placed.box.size, placed.box.centre
    across, down = wide // 2 + _AIR, high // 2 + _AIR
    if placed.shape.kind in GATEWAYS:
        return f"M{x},{y - down - 2}L{x + across + 2},{y}L{x},{y + down + 2}L{x - across - 2},{y}Z"
    if wide == high:
        half = f"A{down},{down} 0 1 1 {x},"
        return f"M{x},{y - down}{half}{y + down}{half}{y - down}Z"
    return (
        f"M{x - across + 12},{y - down}H{x + across - 12}Q{x + across},{y - down} "
        f"{x + across},{y - down + 12}V{y + down - 12}Q{x + across},{y + down} "
        f"{x + across - 12},{y + down}H{x - across + 12}Q{x - across},{y + down} "
        f"{x - across},{y + down - 12}V{y - down + 12}Q{x - across},{y - down} "
        f"{x - across + 12},{y - down}Z"
    )


def _on_shape(placed: Placed, look: _Look, tip: str) -> Group:
    """Return the sign at the upper left of a shape."""
    box = placed.box
    near = 0 if box.size[0] > box.size[1] else 5
    if placed.shape.kind in GATEWAYS:
        near = 10
    return sign(look.sign, (box.left + near - 2, box.top + near - 2), look.tone.full, tip)


def _on_line(line: Line, look: _Look, tip: str) -> Group:
    """Return the sign in the middle of the longest piece of a flow."""
    begin, end = max(pairwise(line.points), key=_length)
    middle = ((begin[0] + end[0]) // 2, (begin[1] + end[1]) // 2)
    return sign(look.sign, middle, look.tone.full, tip)


def _length(piece: tuple[Point, Point]) -> int:
    (left, top), (right, bottom) = piece
    return abs(left - right) + abs(top - bottom)


def _key(used: Container[Mark], language: str) -> Iterator[Ink]:
    """Yield a sign for each mark in use with what it means, from left to right."""
    x = MARGIN + 12
    for mark, look in _LOOKS.items():
        if mark not in used:
            continue
        yield Path(f"M{x - 12},14H{x + 34}", stroke=look.tone.light, width=9, dash=look.band)
        yield Path(f"M{x - 12},14H{x + 34}", stroke=LINE, width=1.5)
        yield sign(look.sign, (x + 11, 14), look.tone.full)
        text = text_at(word(mark, language), NOTE, 200, x + 46, 7, "start", above=False)
        yield text
        x = text.box.right + 40
