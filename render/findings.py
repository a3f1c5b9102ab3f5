"""Findings on the picture of a journey: numbered badges, and a list of them under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from journeykit.journeys.finding import Finding, Severity
from journeykit.journeys.graph import start_node
from journeykit.journeys.lint.run import Found
from journeykit.journeys.model import Journey, Start, Step
from journeykit.render.badges import RADIUS, Form, numbered
from journeykit.render.beside import text_at
from journeykit.render.diagram import GATEWAYS
from journeykit.render.geometry import Box, Geometry, Placed, Point, Text
from journeykit.render.ink import Group, Ink, Path
from journeykit.render.overlay import Overlay
from journeykit.render.shapes import ABOUT, INK, LINE, MARGIN, Font
from journeykit.render.tones import AMBER, BLUE, RED
from journeykit.render.words import word

_LOOKS: dict[Severity, tuple[Form, str]] = {
    Severity.ERROR: ("circle", RED.full),
    Severity.WARNING: ("triangle", AMBER.full),
    Severity.INFO: ("square", BLUE.full),
}
_MOST = 3
_APART = 2 * RADIUS + 3
_HEADING = Font(13, 18, True, INK)
_NARROW, _WIDE = 560, 900
_LINE_GAP = 8


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding of a journey with its number in the list, and the shape that it is about, or ""."""

    number: int
    found: Found
    shape: str

    @property
    def text(self) -> str:
        """What is wrong, and what to do about it."""
        finding = self.found.finding
        cure = f" ({finding.help})" if finding.help else ""
        return f"{self.found.rule.code} {finding.message}{cure}"

    def badge(self, at: Point) -> Group:
        """Return its sign: the form tells the severity."""
        form, colour = _LOOKS[self.found.severity]
        return numbered(form, str(self.number), at, colour, self.text)


def numbered_findings(journey: Journey, found: Iterable[Found]) -> tuple[Numbered, ...]:
    """Return the findings of a journey, numbered in their order."""
    own = [each for each in found if each.finding.journey == journey.id]
    return tuple(
        Numbered(number, each, _shape(journey, each.finding)) for number, each in enumerate(own, 1)
    )


def findings(found: Sequence[Numbered], geometry: Geometry, *, listed: bool = True) -> Overlay:
    """Return badges at the shapes that findings are about, and where `listed` a list of all."""
    by_shape: dict[str, list[Numbered]] = {}
    for each in found:
        by_shape.setdefault(each.shape, []).append(each)
    shown = {placed.shape.id: placed for placed in geometry.shapes}
    taken = [line.text.box for line in geometry.lines if line.text]
    taken += [placed.text.box for placed in geometry.shapes if placed.text and _is_small(placed)]
    foot = tuple(_list(found, geometry)) if listed else ()
    return Overlay(
        above=tuple(
            badge
            for name, own in by_shape.items()
            if name in shown
            for badge in _badges(own, shown[name], taken)
        ),
        tips={
            name: "\n".join(f"{each.number}. {each.text}" for each in own)
            for name, own in by_shape.items()
        },
        foot=foot,
        foot_size=(MARGIN + _width(geometry) + MARGIN, _bottom(foot) + MARGIN) if foot else (0, 0),
    )


def _shape(journey: Journey, finding: Finding) -> str:
    """Return the id of the start or step that a finding names, or else stands in."""
    if finding.step in journey.steps:
        return finding.step
    items: list[tuple[str, Start | Step]] = [
        *((start_node(start), start) for start in journey.start.values()),
        *((str(step.id), step) for step in journey.steps.values()),
    ]
    place = finding.place
    for name, item in items:
        lines = range(item.id.place.line, item.place.end_line + 1)
        if item.id.place.path == place.path and place.line in lines:
            return name
    return ""


def _badges(found: Sequence[Numbered], placed: Placed, taken: Sequence[Box]) -> Iterator[Group]:
    """Yield the badges of a shape in a row; of many the last says how many more there are."""
    shown = found if len(found) <= _MOST else found[: _MOST - 1]
    rows = list(_rows(placed, min(len(found), _MOST)))
    row = next((row for row in rows if not _meets(row, taken)), rows[0])
    for each, at in zip(shown, row, strict=False):
        yield each.badge(at)
    if others := found[len(shown) :]:
        worst = min((each.found.severity for each in others), key=list(Severity).index)
        form, colour = _LOOKS[worst]
        tip = "\n".join(f"{each.number}. {each.text}" for each in others)
        yield numbered(form, f"+{len(others)}", row[-1], colour, tip)


def _rows(placed: Placed, count: int) -> Iterator[list[Point]]:
    """Yield where a row of badges can be: along an edge of a task, beside what is small."""
    box, wide = placed.box, (count - 1) * _APART
    near = 8 if placed.shape.kind in GATEWAYS else 4 if _is_small(placed) else -3
    ends = (
        (box.right + 4, box.left - 4 - wide) if _is_small(placed) else (box.right - wide, box.left)
    )
    for y in (box.top + near, box.bottom - near):
        for x in ends:
            yield [(x + _APART * n, y) for n in range(count)]


def _meets(row: Sequence[Point], taken: Sequence[Box]) -> bool:
    """Tell whether a badge would cover a word."""
    (left, y), (right, _) = row[0], row[-1]
    badges = Box(left - RADIUS, y - RADIUS, right + RADIUS, y + RADIUS)
    return any(badges.overlaps(box) for box in taken)


def _is_small(placed: Placed) -> bool:
    """Tell whether a shape's text stands outside of it."""
    return placed.box.size[0] == placed.box.size[1]


def _list(found: Sequence[Numbered], geometry: Geometry) -> Iterator[Ink]:
    """Yield a line for each finding, below one another."""
    if not found:
        return
    room = _width(geometry)
    yield Path(f"M{MARGIN},0H{MARGIN + room}", stroke=LINE, width=1, opacity=0.3)
    heading = word("findings", geometry.diagram.language)
    title = text_at(heading, _HEADING, room, MARGIN, 12, "start", above=False)
    yield title
    top = title.box.bottom + _LINE_GAP
    for each in found:
        text = text_at(each.text, ABOUT, room - 34, MARGIN + 34, top, "start", above=False)
        yield each.badge((MARGIN + 12, top + ABOUT.line // 2))
        yield text
        top = max(text.box.bottom, top + 2 * RADIUS) + _LINE_GAP


def _bottom(foot: Sequence[Ink]) -> int:
    """Return how far down the last text reaches."""
    return max((ink.box.bottom for ink in foot if isinstance(ink, Text)), default=0)


def _width(geometry: Geometry) -> int:
    """Return how wide the list is: as the picture, as far as lines can be read."""
    return min(_WIDE, max(_NARROW, geometry.size[0] - 2 * MARGIN))
