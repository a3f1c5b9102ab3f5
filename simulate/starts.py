"""Starts ready to run: what makes a customer enter, and which draws follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from journeykit.journeys.conditions.evaluate import Test
from journeykit.journeys.graph import start_node
from journeykit.journeys.model.start import (
    ConditionStart,
    DateStart,
    EventStart,
    NoneStart,
    ScheduleStart,
    SilenceStart,
    Start,
)
from journeykit.simulate.bench import Bench
from journeykit.simulate.clock import TEN, LocalClock
from journeykit.simulate.draws import mix, name
from journeykit.simulate.schedule import instants
from journeykit.simulate.spans import Span, fixed
from journeykit.simulate.ways import Ways


@dataclass(frozen=True, slots=True)
class OnEvent:
    """At each such event; `message` narrows message events."""

    events: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class OnSilence:
    """When so long has passed without the event; `lineage` is the number of its name."""

    without: str
    lasts: Span
    lineage: int


@dataclass(frozen=True, slots=True)
class OnDay:
    """At a second of the day so long before a date of the customer."""

    attribute: str
    before: Span
    second: int


@dataclass(frozen=True, slots=True)
class OnSchedule:
    """At the instants of a schedule, in order."""

    instants: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OnCondition:
    """When the condition turns from false to true."""

    when: Test


Trigger: TypeAlias = OnEvent | OnSilence | OnDay | OnSchedule | OnCondition | None


@dataclass(frozen=True, slots=True)
class StartProgram:
    """One start; without a trigger it is entered by calls alone.

    `journey` is the rank of its journey, `number` its place among the ids of that journey's
    starts. `entry`, `cause`, `lineage` and `arm` are the numbers of its names (C3, C4).
    """

    journey: int
    number: int
    id: str
    entry: int
    cause: int
    lineage: int
    arm: int
    test: Test | None
    trigger: Trigger
    ways: Ways


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame in which schedules are expanded: first <= t < last."""

    clock: LocalClock
    first: int
    last: int


def start_program(
    bench: Bench, start: Start, frame: Frame, *, rank: int, number: int
) -> StartProgram:
    """Make one start ready.

    Raises:
        JourneyError: its schedule cannot be expanded.
    """
    path = f"{bench.journey.id}/{start.id}"
    return StartProgram(
        rank,
        number,
        str(start.id),
        entry=name(f"entry {path}"),
        cause=name(f"start {path}"),
        lineage=name(f"step start.{start.id}"),
        arm=mix(0, name(f"arm {bench.journey.id}/start.{start.id}")),
        test=bench.test(start.condition),
        trigger=_trigger(bench, start, frame),
        ways=bench.junctions.ways(start.flows, None, name=start_node(start)),
    )


def _trigger(bench: Bench, start: Start, frame: Frame) -> Trigger:
    """Make ready what a start waits for."""
    match start:
        case EventStart(event=events, message=message):
            wanted = str(message or "")
            return OnEvent(tuple(map(str, events)), bench.messages.get(wanted, wanted))
        case SilenceStart(without=event, for_=duration):
            lineage = name(f"silence {bench.journey.id}/{start.id}")
            return OnSilence(str(event), bench.span(duration), lineage)
        case DateStart(date=attribute, before=before, at=at):
            span = bench.span(before) if before else fixed(0)
            return OnDay(str(attribute), span, at.second if at else TEN)
        case ScheduleStart(every=every):
            seconds = bench.span(every).low if every else 0
            last = frame.last
            moments = instants(start, seconds, frame.clock, first=frame.first, last=last)
            return OnSchedule(moments)
        case ConditionStart(when=when):
            return OnCondition(bench.require(when))
        case NoneStart():
            return None
