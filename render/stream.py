"""A forecast on the picture of a journey: flows as wide as many take them, figures at the steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journeykit.render.beside import text_at
from journeykit.render.diagram import GATEWAYS, STARTS, Kind
from journeykit.render.geometry import Box, Geometry, Line, Placed, Text
from journeykit.render.ink import Ink, Path, Rectangle
from journeykit.render.labels import far_label, pieces
from journeykit.render.overlay import Overlay
from journeykit.render.shapes import ABOUT, LINE, MARGIN, PAPER, Font
from journeykit.render.tones import BLUE, GREEN
from journeykit.render.traffic import Counts, Stay, Traffic, counts
from journeykit.render.words import amount, word

WIDEST, NARROWEST = 18, 2
_COUNT = Font(10, 13, True, BLUE.full)
_LEFT = Font(10, 13, True, LINE)
_WON = Font(10, 13, True, GREEN.full)
_AIR = 3
_FOOT = 52


def stream(traffic: Traffic, geometry: Geometry) -> Overlay:
    """Return what a run says of a journey, laid on its picture.

    A flow that all entries take is `WIDEST` pixels wide, others as much narrower as fewer take
    them, and those that any take at least `NARROWEST`.
    """
    found = counts(traffic, geometry.diagram)
    taken = [(line, found.of_arrow(line.arrow)) for line in geometry.lines]
    return Overlay(
        below=tuple(_band(line, number, traffic) for line, number in taken if number),
        above=tuple(_Sheet(geometry, found).figures()),
        foot=tuple(_foot(traffic, geometry.diagram.language)),
        foot_size=(0, _FOOT),
    )


def _band(line: Line, number: int, traffic: Traffic) -> Path:
    """Return a band under a flow, as wide as the share of entries that take it."""
    share = min(1.0, number / traffic.entered) if traffic.entered else 0
    data = "M" + "L".join(f"{x},{y}" for x, y in line.points)
    return Path(data, stroke=BLUE.light, width=round(max(NARROWEST, WIDEST * share), 1))


@dataclass(frozen=True, slots=True)
class _Room:
    """The boxes on a picture: of shapes and words, and of the pieces of flows."""

    taken: list[Box]
    flows: list[Box]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A picture with room for figures beside its shapes."""

    geometry: Geometry
    counts: Counts

    def figures(self) -> Iterator[Ink]:
        """Yield the figures of shapes, then of branches, each where it covers least."""
        room = self._room()
        for placed in self.geometry.shapes:
            lines = list(self._lines(placed))
            if lines:
                block = _block(lines, placed, room)
                room.taken.extend(text.box for text in block)
                for text in block:
                    yield Rectangle(text.box, 3, PAPER)
                    yield text
        for line in self.geometry.lines:
            if self._is_branch(line):
                text = self._branch(line, room)
                room.taken.append(text.box)
                yield text

    def _room(self) -> _Room:
        """Return what is on the picture already."""
        lines, shapes = self.geometry.lines, self.geometry.shapes
        taken = [box for placed in shapes for box in placed.boxes]
        taken += [line.text.box for line in lines if line.text]
        taken += [text.box for text in (self.geometry.title, self.geometry.about) if text]
        dotted = [artifact.line for placed in shapes for artifact in placed.artifacts]
        ways = [*(line.points for line in lines), *dotted]
        return _Room(taken, [box for points in ways for box in pieces(points)])

    def _lines(self, placed: Placed) -> Iterator[tuple[str, Font]]:
        """Yield what is told of a shape: how many came, left, and converted."""
        shape, traffic = placed.shape, self.counts.traffic
        number, stay = self.counts.of_shape(shape), traffic.steps.get(shape.step, Stay(0))
        language = self.geometry.diagram.language
        if number is None:
            return
        if shape.kind not in GATEWAYS:
            share = "" if shape.kind in STARTS else f" · {_percent(number, traffic.entered)}"
            yield f"{number:,}{share}", _COUNT
        if stay.left and shape.id == shape.step:
            yield word("left", language).format(f"{stay.left:,}"), _LEFT
        told = number == stay.reached > 0  # an end may be drawn several times
        if shape.kind == Kind.END and stay.converted is not None and told:
            yield word("converted", language).format(f"{100 * stay.converted:.1f}%"), _WON

    def _is_branch(self, line: Line) -> bool:
        """Tell whether a flow out of a gateway has a figure that does not stand at its target."""
        arrow = line.arrow
        is_split = len(self.counts.out[arrow.source]) > 1
        return is_split and len(self.counts.into[arrow.target]) > 1

    def _branch(self, line: Line, room: _Room) -> Text:
        number = self.counts.of_arrow(line.arrow)
        text = f"{number:,} · {_percent(number, self.counts.traffic.entered)}"
        wide, high = self.geometry.size
        page = Box(MARGIN, MARGIN, wide - MARGIN, high - MARGIN)
        others = [box for box in room.flows if box not in list(pieces(line.points))]
        place = far_label(text, line.points, [*room.taken, *room.flows], others, page)
        return text_at(text, _COUNT, 200, place.box.left, place.box.top, "start", above=False)


def _block(lines: Sequence[tuple[str, Font]], placed: Placed, room: _Room) -> list[Text]:
    """Put lines near a shape, where they cover least: words rather not, flows if need be.

    No flow of another shape should run between the two.
    """
    box = placed.box
    foreign = [flow for flow in room.flows if not flow.overlaps(_wider(box))]

    def cost(place: list[Text]) -> int:
        hull = place[0].box.hull(place[-1].box)
        covers = sum(hull.overlaps(each) for each in room.taken)
        crosses = sum(hull.overlaps(each) for each in room.flows)
        apart = any(hull.hull(box).overlaps(each) for each in foreign)
        return 3 * covers + crosses + 2 * apart

    return min(_places(lines, box), key=cost)


def _wider(box: Box) -> Box:
    return Box(box.left - 1, box.top - 1, box.right + 1, box.bottom + 1)


def _places(lines: Sequence[tuple[str, Font]], box: Box) -> Iterator[list[Text]]:
    """Yield places above and below a box, ever farther; over a task its channels stay free."""
    high = sum(font.line for _, font in lines)
    first = (box.centre[0], "middle") if box.size[0] == box.size[1] else (box.left + 8, "start")
    for away in (_AIR, 18, 32, 46):
        for x, anchor in (first, (box.right + 4, "start"), (box.left - 4, "end")):
            for top in (box.top - away - high, box.bottom + away):
                yield _stacked(lines, x, top, anchor)


def _stacked(lines: Sequence[tuple[str, Font]], x: int, top: int, anchor: str) -> list[Text]:
    found = []
    for text, font in lines:
        found.append(text_at(text, font, 200, x, top, anchor, above=False))
        top += font.line
    return found


def _percent(number: int, whole: int) -> str:
    if 0 < number < 0.005 * whole:
        return "<1%"
    return f"{100 * number / whole:.0f}%" if whole else "0%"


def _foot(traffic: Traffic, language: str) -> Iterator[Ink]:
    """Yield what the figures are of, and how wide all entries are."""
    entries = word("entries", language).format(f"{traffic.entered:,}")
    told = word("of customers", language).format(
        entries, f"{traffic.population:,}", amount(traffic.days, "d", language)
    )
    if traffic.conversion is not None:
        told += f", {word('converted', language).format(f'{100 * traffic.conversion:.1f}%')}"
    text = text_at(told, ABOUT, 10_000, MARGIN, 6, "start", above=False)
    yield text
    begin = text.box.right + 40
    yield Path(f"M{begin},15H{begin + 40}", stroke=BLUE.light, width=WIDEST)
    yield text_at(word("widths", language), ABOUT, 400, begin + 56, 6, "start", above=False)
