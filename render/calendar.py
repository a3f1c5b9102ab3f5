"""A map as a calendar: time since the start across, journeys down, a mark for each message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from journeykit.journeys.lint.spans import Span, Spans
from journeykit.journeys.model import Journey, Message, Plan
from journeykit.journeys.place import Word
from journeykit.render.beside import text_at
from journeykit.render.captions import titles
from journeykit.render.errors import DrawError
from journeykit.render.geometry import Box, Text
from journeykit.render.ink import Group, Ink, Path, Rectangle
from journeykit.render.marks import CHANNEL_MARKS, OTHER_CHANNEL
from journeykit.render.phrases import start_words
from journeykit.render.picture import Picture
from journeykit.render.shapes import (
    ABOUT,
    CLASSES,
    FAINT,
    LABEL,
    LANE,
    LINE,
    MARGIN,
    NOTE,
    PAPER,
    QUESTION,
    TITLE,
    ClassPaint,
)
from journeykit.render.timescale import Timescale, moment, timescale
from journeykit.render.words import word

_NAMES = 250  # pixels for the names of journeys
_MARK = (26, 24)
_ROUND: Mapping[str, int] = {"transactional": 0, "service": 5, "content": 12, "sale": 5}
_LANE_STEP = 30
_AIR = 10
_STAGE = 30


@dataclass(frozen=True, slots=True)
class _Mark:
    """A message in its row: from `left` to `right` pixels, in the `lane`-th line of the row."""

    span: Span
    message: Message
    left: int
    right: int
    lane: int


@dataclass(frozen=True, slots=True)
class _Row:
    """A journey, its names, and its marks, for its upper edge at 0."""

    texts: tuple[Text, ...]
    marks: tuple[_Mark, ...]
    height: int


def calendar(plan: Plan, sent: Mapping[str, Spans], *, language: str = "") -> Picture:
    """Return the calendar of what journeys send to customers; `sent` by the journeys' ids.

    Raises:
        DrawError: no journey sends anything.
    """
    spoken = language or next(iter(plan.map.name.languages), "")
    shown = {name: _to_customers(plan, each) for name, each in sent.items()}
    if not any(shown.values()):
        raise DrawError(f"{plan.path}: no journey sends anything to a customer")
    scale = timescale(max(span.latest for spans in shown.values() for span in spans))
    left = MARGIN + _NAMES
    title = text_at(_title(plan, spoken), TITLE, 10_000, MARGIN, MARGIN, "start", above=False)
    about = text_at(
        word("since start", spoken), ABOUT, 900, MARGIN, title.box.bottom, "start", above=False
    )
    top = about.box.bottom + 44
    inks: list[Ink] = []
    for stage, journeys in _by_stage(plan, shown):
        inks.append(_stage(plan, stage, top, left + scale.width, spoken))
        top += _STAGE
        for journey in journeys:
            row = _row(plan, journey, shown[journey.id], scale, spoken)
            if not sent[journey.id].complete:
                row = _unsure(row, spoken)
            inks += _inked(row, top, left, scale, spoken)
            top += row.height
    wide = max(left + scale.width, title.box.right) + MARGIN
    grid = _grid(scale, left, about.box.bottom + 34, top, spoken)
    keys, high = _key(plan, shown, top + 24, wide, spoken)
    paper = Rectangle(Box(0, 0, wide, high), 0, PAPER)
    return Picture(
        (wide, high), _title(plan, spoken), "", spoken, (paper, title, about, *grid, *inks, *keys)
    )


def _title(plan: Plan, language: str) -> str:
    name = plan.map.name.in_language(language)
    return f"{name}: {word('calendar', language)}" if name else word("calendar", language).title()


def _to_customers(plan: Plan, spans: Spans) -> tuple[Span, ...]:
    """Return the spans of what goes to customers, not to those who work for them."""
    return tuple(span for span in spans.spans if _reaches(plan, span.message))


def _reaches(plan: Plan, name: Word) -> bool:
    message = plan.messages.get(str(name))
    channel = plan.map.channels.get(message.channel[0]) if message else None
    return channel is not None and not channel.to


def _by_stage(
    plan: Plan, shown: Mapping[str, tuple[Span, ...]]
) -> Iterator[tuple[str, list[Journey]]]:
    """Yield the journeys that send something, by stage in the order of the map."""
    stages: dict[str, list[Journey]] = {str(stage): [] for stage in plan.map.stages}
    for journey in plan.journeys.values():
        if shown.get(journey.id):
            stages.setdefault(str(journey.stage or ""), []).append(journey)
    yield from ((stage, journeys) for stage, journeys in stages.items() if journeys)


def _stage(plan: Plan, stage: str, top: int, right: int, language: str) -> Group:
    title = plan.map.stages.get(Word(stage))
    name = (title.in_language(language) if title else stage) or "–"
    band = Rectangle(Box(MARGIN, top + 4, right, top + _STAGE - 4), 4, LANE)
    words = text_at(name, QUESTION, _NAMES, MARGIN + 8, top + 8, "start", above=False)
    return Group((band, words))


def _row(
    plan: Plan, journey: Journey, spans: Iterable[Span], scale: Timescale, language: str
) -> _Row:
    name = journey.title.in_language(language) or str(journey.id)
    title = text_at(name, LABEL, _NAMES - 24, MARGIN + 8, _AIR, "start", above=False)
    names = titles(journey, plan)
    starts = dict.fromkeys(
        start.title.in_language(language) or start_words(start, journey.params, names, language)
        for start in journey.start.values()
    )
    words = ", ".join(filter(None, starts))
    below = text_at(words, NOTE, _NAMES - 24, MARGIN + 8, title.box.bottom, "start", above=False)
    marks = tuple(_marks(plan, spans, scale))
    lanes = 1 + max(mark.lane for mark in marks)
    high = max(below.box.bottom, lanes * _LANE_STEP + _AIR // 2) + _AIR
    return _Row((title, below), marks, high)


def _unsure(row: _Row, language: str) -> _Row:
    """Return the row with a word on what was not looked at any more."""
    last = row.texts[-1]
    words = word("perhaps more", language)
    more = text_at(words, NOTE, _NAMES, MARGIN + 8, last.box.bottom, "start", above=False)
    return _Row((*row.texts, more), row.marks, max(row.height, more.box.bottom + _AIR))


def _marks(plan: Plan, spans: Iterable[Span], scale: Timescale) -> Iterator[_Mark]:
    """Yield the marks, each in the first line where nothing is in its way."""
    ends: list[int] = []
    for span in spans:
        left = scale.at(span.earliest)
        right = max(left + _MARK[0], scale.at(span.latest))
        lane = next((n for n, end in enumerate(ends) if end + 4 < left), len(ends))
        ends[lane : lane + 1] = [right]
        yield _Mark(span, plan.messages[str(span.message)], left, right, lane)


def _inked(row: _Row, top: int, left: int, scale: Timescale, language: str) -> Iterator[Ink]:
    yield from (text.moved(0, top) for text in row.texts)
    for mark in row.marks:
        yield _drawn(mark, left, top + _AIR // 2 + mark.lane * _LANE_STEP + 3, language)
    bottom = top + row.height
    rule = f"M{MARGIN},{bottom}H{left + scale.width}"
    yield Path(rule, stroke=FAINT, width=1, opacity=0.25)


def _drawn(mark: _Mark, left: int, top: int, language: str) -> Group:
    message, x = mark.message, left + mark.left
    look = _look(message)
    paint = CLASSES[look]
    parts: list[Ink] = []
    if mark.right > mark.left + _MARK[0]:
        bar = Box(x + _MARK[0] // 2, top + 9, left + mark.right, top + 15)
        parts.append(Rectangle(bar, 3, paint.tint, paint.outline, 1))
    parts += _sign(x, top, look, message.channel[0], paint)
    title = message.title.in_language(language) or str(message.id)
    about = ", ".join([*map(str, message.channel), word(look, language)])
    return Group(tuple(parts), tip=f"{title}: {about}, {_when(mark.span, language)}")


def _look(message: Message) -> str:
    return "sale" if message.is_sale else str(message.class_)


def _sign(x: int, top: int, look: str, channel: str, paint: ClassPaint) -> Iterator[Ink]:
    """Yield a mark: the class by its outline and, for a sale, its dark ground; the channel."""
    wide, high = _MARK
    dark = look == "sale"
    fill, stroke = (paint.band, paint.text) if dark else (paint.tint, paint.outline)
    box = Box(x, top, x + wide, top + high)
    yield Rectangle(box, _ROUND[look], fill, paint.outline, 1.5)
    yield Path(CHANNEL_MARKS.get(channel, OTHER_CHANNEL), box.centre, stroke=stroke)


def _when(span: Span, language: str) -> str:
    first, last = moment(span.earliest, language), moment(span.latest, language)
    return first if first == last else f"{first} – {last}"


def _grid(scale: Timescale, left: int, top: int, bottom: int, language: str) -> Iterator[Ink]:
    for tick in scale.ticks:
        x = left + scale.at(tick) if tick < scale.ticks[-1] else left + scale.width
        yield Path(f"M{x},{top}V{bottom}", stroke=FAINT, width=1, opacity=0.25)
        yield text_at(moment(tick, language), NOTE, 80, x, top - 2, "middle", above=True)


def _key(
    plan: Plan, shown: Mapping[str, tuple[Span, ...]], top: int, wide: int, language: str
) -> tuple[list[Ink], int]:
    """Return what the marks mean, and where the picture ends."""
    sent = [plan.messages[str(span.message)] for spans in shown.values() for span in spans]
    looks = [each for each in CLASSES if each in {_look(message) for message in sent}]
    channels = dict.fromkeys(str(message.channel[0]) for message in sent)
    entries: list[tuple[tuple[Ink, ...], str]] = []
    for look in looks:
        paint = CLASSES[look]
        fill = paint.band if look == "sale" else paint.tint
        box = Box(0, 0, *_MARK)
        entries.append(
            ((Rectangle(box, _ROUND[look], fill, paint.outline, 1.5),), word(look, language))
        )
    for channel in channels:
        mark = Path(CHANNEL_MARKS.get(channel, OTHER_CHANNEL), (13, 12), stroke=LINE)
        entries.append(((mark,), channel))
    in_row = max(1, (wide - 2 * MARGIN) // 150)
    inks: list[Ink] = []
    for number, (sign, meaning) in enumerate(entries):
        x, y = MARGIN + number % in_row * 150, top + number // in_row * 34
        inks.append(Group(sign, at=(x, y)))
        inks.append(text_at(meaning, NOTE, 110, x + 36, y + 5, "start", above=False))
    return inks, top + -(-len(entries) // in_row) * 34 + MARGIN // 2
