"""Sends at a local time that is fixed: by a date, a schedule, or a timer that waits for a clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journeykit.journeys.lint.arrivals import arrivals
from journeykit.journeys.lint.pressure import MORNING
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.lint.waits import DAY, seconds
from journeykit.journeys.model.flow import Flow
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.start import DateStart, ScheduleStart
from journeykit.journeys.model.step import Step, Timer, WaitFor
from journeykit.journeys.model.timer import AtClock, TimerCatch
from journeykit.journeys.place import Place


@dataclass(frozen=True, slots=True)
class Fixed:
    """A step that sends at a local `second` of the day, `days` after what fixes it.

    That is the start or step at `origin`: a `schedule`, or a clock with a `weekday` (Monday is 0).
    """

    step: Step
    second: int
    days: int
    origin: Place
    schedule: ScheduleStart | None = None
    weekday: int | None = None


def fixed_times(journey: Journey) -> Iterator[Fixed]:
    """Yield the sends whose time is fixed, once for each thing that fixes it."""
    for start in journey.start.values():
        if isinstance(start, DateStart):
            before = seconds(start.before, journey, slow=False) if start.before else 0
            second = ((start.at.second if start.at else MORNING) - before) % DAY
            for step, time in _sends(journey, start.flows):
                yield Fixed(step, (second + time) % DAY, (second + time) // DAY, start.id.place)
        elif isinstance(start, ScheduleStart):
            second = start.at.second if start.at else MORNING
            for step, time in _sends(journey, start.flows):
                days = (second + time) // DAY
                yield Fixed(step, (second + time) % DAY, days, start.id.place, start)
    for step in journey.steps.values():
        for rule, flows in _clocks(step):
            for later, time in _sends(journey, flows):
                days, second = divmod(rule.at.second + time, DAY)
                yield Fixed(later, second, days, step.id.place, weekday=rule.at.weekday)


def _sends(journey: Journey, flows: Sequence[Flow]) -> Iterator[tuple[Step, int]]:
    for each in arrivals(journey, flows):
        if sent_by(each.step):
            yield each.step, each.time


def _clocks(step: Step) -> Iterator[tuple[AtClock, tuple[Flow, ...]]]:
    """Yield the clocks that a step waits for, with the flows that are taken then."""
    if isinstance(step, Timer) and isinstance(step.timer, AtClock) and not step.by_segment:
        yield step.timer, step.flows
    elif isinstance(step, WaitFor):
        for catch in step.catches:
            if isinstance(catch, TimerCatch) and isinstance(catch.timer, AtClock):
                yield catch.timer, step.flows_of(catch)
