"""The population ready to be lived: attributes, segments and causes of events, with their draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from journeykit.journeys.conditions import compile, compile_test
from journeykit.journeys.conditions.evaluate import Test
from journeykit.journeys.durations import Duration
from journeykit.journeys.model.drawn import Drawn
from journeykit.journeys.model.population import AttributeRule, Cause, Population, Segment
from journeykit.journeys.place import Word
from journeykit.simulate.clock import LocalClock
from journeykit.simulate.draws import mix, name, threshold
from journeykit.simulate.people import Person, people
from journeykit.simulate.season import SeasonProgram, season_program
from journeykit.simulate.spans import Delay, Span, fixed, span_of
from journeykit.simulate.steps import Settings

SESSION_END = "session.ended"


@dataclass(frozen=True, slots=True)
class AttributeProgram:
    """How an attribute is drawn: known below `known`, denied from there to below `denied`."""

    name: str
    lineage: int
    known: int
    denied: int
    value: Drawn | None
    date: Drawn | None
    of_the_year: bool
    yearly: bool


@dataclass(frozen=True, slots=True)
class SegmentProgram:
    """Who is in a segment: those below the threshold `share`, or those of whom `test` holds."""

    name: str
    lineage: int
    share: int
    test: Test | None


@dataclass(frozen=True, slots=True)
class Once:
    """At one time of the life, counted from its start."""

    at: Span


@dataclass(frozen=True, slots=True)
class Often:
    """About every so long; `shape` is that of the gamma frailty, 0 where all are alike.

    `season` are the factors by weekday and hour, None where time makes no difference.
    """

    every: Span
    shape: float
    frailty: int
    season: SeasonProgram | None = None


@dataclass(frozen=True, slots=True)
class Following:
    """So long after another event."""

    event: str
    delay: Delay


Timing: TypeAlias = Once | Often | Following


@dataclass(frozen=True, slots=True)
class CauseProgram:
    """One cause of an event of the life; `data` are fields with the numbers of their names."""

    event: str
    number: int
    lineage: int
    timing: Timing
    chance: float
    data: tuple[tuple[str, int, Drawn], ...]
    settings: Settings


@dataclass(frozen=True, slots=True)
class PopulationProgram:
    """Everything that is drawn of a customer, or the customers that are written out.

    `spontaneous` are the causes that need no other event, `children` those that follow one,
    both by event name; `settings` are what an event sets that no cause here has made;
    `rates` are the multipliers of an event or response, by place in `segments`.
    """

    attributes: tuple[AttributeProgram, ...] = ()
    segments: tuple[SegmentProgram, ...] = ()
    rates: Mapping[str, tuple[tuple[int, float], ...]] = field(default_factory=dict)
    spontaneous: tuple[CauseProgram, ...] = ()
    children: Mapping[str, tuple[CauseProgram, ...]] = field(default_factory=dict)
    settings: Mapping[str, Settings] = field(default_factory=dict)
    people: tuple[Person, ...] = ()
    sessions_end: bool = False


def population_program(
    population: Population, clock: LocalClock, warm_up: int
) -> PopulationProgram:
    """Make a population ready to be lived.

    Raises:
        JourneyError: a written event is before the warm-up.
    """
    segments = sorted(population.segments.items(), key=lambda item: item[0].encode())
    attributes = tuple(_attribute(str(key), rule) for key, rule in population.attributes.items())
    written = people(population, clock, warm_up)
    if written:
        return PopulationProgram(
            attributes=attributes,
            segments=tuple(_segment(str(key), each) for key, each in segments if not each.share),
            people=written,
            sessions_end=any(
                each.event == SESSION_END for person in written for each in person.events
            ),
        )
    causes = _causes(population)
    return PopulationProgram(
        attributes=attributes,
        segments=tuple(_segment(str(key), each) for key, each in segments),
        rates=_rates([each for _, each in segments]),
        spontaneous=tuple(each for each in causes if not isinstance(each.timing, Following)),
        children=_children(causes),
        settings=_settings(population),
        sessions_end=SESSION_END in population.behaviour,
    )


def _attribute(key: str, rule: AttributeRule) -> AttributeProgram:
    """Make an attribute ready; without shares everybody has it."""
    known = 1.0 if rule.known is None and rule.denied is None else rule.known or 0.0
    return AttributeProgram(
        key,
        mix(0, name(f"attribute {key}")),
        threshold(known),
        threshold(known + (rule.denied or 0.0)),
        rule.value,
        None if isinstance(rule.date, Word) else rule.date,
        isinstance(rule.date, Word),
        rule.yearly,
    )


def _segment(key: str, segment: Segment) -> SegmentProgram:
    """Make a segment ready."""
    test = compile_test(segment.condition) if segment.condition else None
    return SegmentProgram(
        key, mix(0, name(f"segment {key}")), threshold(segment.share or 0.0), test
    )


def _rates(segments: Sequence[Segment]) -> dict[str, tuple[tuple[int, float], ...]]:
    """Return the multipliers of each event or response, in the order of the segments' ids."""
    found: dict[str, list[tuple[int, float]]] = {}
    for place, segment in enumerate(segments):
        for event, factor in segment.rates.items():
            found.setdefault(str(event), []).append((place, factor))
    return {event: tuple(factors) for event, factors in found.items()}


def _causes(population: Population) -> list[CauseProgram]:
    """Make all causes ready, by event name.

    The causes of one event that share their parent (or have none) are told apart by their
    number; the first draws as if it were alone.
    """
    made = []
    for event in sorted(population.behaviour, key=lambda event: event.encode()):
        alike: dict[str, int] = {}
        for cause in population.behaviour[event]:
            parent = str(cause.after or "")
            number = alike.get(parent, 0)
            alike[parent] = number + 1
            made.append(_cause(str(event), number, cause))
    return made


def _cause(event: str, number: int, cause: Cause) -> CauseProgram:
    """Make one cause ready."""
    path = f"{event}/{number}" if number else event
    return CauseProgram(
        event,
        number,
        name(f"event {path}"),
        _timing(path, cause),
        cause.chance,
        tuple((str(key), name(f"data {key}"), drawn) for key, drawn in cause.data.items()),
        _compiled([cause]),
    )


def _timing(path: str, cause: Cause) -> Timing:
    """Tell when a cause makes its event."""
    if cause.once:
        return Once(span_of(cause.once, {}))
    if cause.about_every:
        shape = 1.0 / (cause.spread * cause.spread) if cause.spread else 0.0
        frailty = mix(0, name(f"spread {path}"))
        return Often(span_of(cause.about_every, {}), shape, frailty, season_program(cause.season))
    delay = cause.delay or fixed(1)
    if isinstance(delay, Duration):
        delay = span_of(delay, {})
    return Following(str(cause.after), delay)


def _children(causes: Sequence[CauseProgram]) -> dict[str, tuple[CauseProgram, ...]]:
    """Return the causes that follow each event, by event name."""
    found: dict[str, list[CauseProgram]] = {}
    for cause in causes:
        if isinstance(cause.timing, Following):
            found.setdefault(cause.timing.event, []).append(cause)
    return {event: tuple(each) for event, each in found.items()}


def _settings(population: Population) -> dict[str, Settings]:
    """Return what an event sets that a response or a task has made: all that is written."""
    return {
        str(event): _compiled(causes)
        for event, causes in population.behaviour.items()
        if any(cause.set for cause in causes)
    }


def _compiled(causes: Sequence[Cause]) -> Settings:
    """Compile what causes set, in written order."""
    return tuple((str(key), compile(value)) for cause in causes for key, value in cause.set.items())
