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
class _Sheet:
    """A picture with room for figures beside its shapes."""

    geometry: Geometry
    counts: Counts

    def figures(self) -> Iterator[Ink]:
        """Yield the figures of shapes, then of branches, each where it covers least."""
        taken = [box for placed in self.geometry.shapes for box in placed.boxes]
        taken += [line.text.box for line in self.geometry.lines if line.text]
        taken += [text.box for text in (self.geometry.title, self.geometry.about) if text]
        flows = [box for line in self.geometry.lines for box in pieces(line.points)]
        for placed in self.geometry.shapes:
            lines = list(self._lines(placed))
            if lines:
                block = _Block(lines).beside(placed.box, taken, flows)
                taken += [text.box for text in block]
                for text in block:
                    yield Rectangle(text.box, 3, PAPER)
                    yield text
        for line in self.geometry.lines:
            if self._is_branch(line):
                text = self._branch(line, taken, flows)
                taken.append(text.box)
                yield text

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

    def _branch(self, line: Line, taken: Sequence[Box], flows: Sequence[Box]) -> Text:
        number = self.counts.of_arrow(line.arrow)
        text = f"{number:,} · {_percent(number, self.counts.traffic.entered)}"
        wide, high = self.geometry.size
        page = Box(MARGIN, MARGIN, wide - MARGIN, high - MARGIN)
        others = [box for box in flows if box not in list(pieces(line.points))]
        place = far_label(text, line.points, [*taken, *flows], others, page)
        return text_at(text, _COUNT, 200, place.box.left, place.box.top, "start", above=False)


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of figures, one below the other."""

    lines: Sequence[tuple[str, Font]]

    def beside(self, box: Box, taken: Sequence[Box], flows: Sequence[Box]) -> list[Text]:
        """Put them near a box, where they cover least: words rather not, flows if need be."""

        def cost(place: list[Text]) -> int:
            hull = place[0].box.hull(place[-1].box)
            return 3 * sum(hull.overlaps(each) for each in taken) + sum(
                hull.overlaps(each) for each in flows
            )

        return min(self._places(box), key=cost)

    def _places(self, box: Box) -> Iterator[list[Text]]:
        """Yield places above and below a box, in its middle and at its sides, ever farther."""
        (x, _), high = box.centre, sum(font.line for _, font in self.lines)
        spots = ((x, "middle"), (box.right + 4, "start"), (box.left - 4, "end"))
        for away in (_AIR, 18, 32, 46):
            for at, anchor in spots:
                yield self._at(at, box.top - away - high, anchor)
                yield self._at(at, box.bottom + away, anchor)

    def _at(self, x: int, top: int, anchor: str) -> list[Text]:
        found = []
        for text, font in self.lines:
            found.append(text_at(text, font, 200, x, top, anchor, above=False))
            top += font.line
        return found


def _percent(number: int, whole: int) -> str:
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
