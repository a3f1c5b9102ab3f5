"""How soon after the entry, a step or a date each step can be reached at the earliest."""

from __future__ import annotations

import math
from collections.abc import Iterator

from journeykit.journeys.durations import Duration, bounds
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.start import DateStart
from journeykit.journeys.model.step import Step, Subprocess, Timer, UserTask, WaitFor
from journeykit.journeys.model.timer import AfterDelay, AtDate, TimerCatch, TimerRule

NEVER = math.inf
SUMMER_TIME = 3600
"""Local days may be an hour longer or shorter."""
MORNING = 10 * 3600

START, DATE = "start", "customer."


def earliest(journey: Journey, anchor: str) -> dict[str, float]:
    """Return the least seconds from the anchor to each step, as late as they can be promised.

    The anchor is `start`, the id of a step, or `customer.DATE`; before a date seconds are negative.
    Steps that are not reached from it are left out.
    """
    found: dict[str, float] = {}
    waiting = list(_first(journey, anchor))
    while waiting:
        id, time = waiting.pop()
        step = journey.steps.get(id)  # type: ignore[call-overload]  # words are texts
        if step is None or time >= found.get(id, NEVER):
            continue
        found[id] = time
        waiting.extend(_onward(journey, step, anchor, time))
    return found


def least(duration: Duration, journey: Journey) -> float:
    """Return the least seconds of a duration; 0 where a parameter is missing."""
    if any(name not in journey.params for name in duration.parameters):
        return 0
    return max(0, bounds(duration, journey.params)[0])


def most(duration: Duration, journey: Journey) -> float:
    """Return the most seconds of a duration; infinite where that is not known."""
    if any(name not in journey.params for name in duration.parameters):
        return NEVER
    return bounds(duration, journey.params)[1]


def rules(step: Step) -> Iterator[TimerRule]:
    """Yield the timers of a step, those for segments too."""
    if isinstance(step, Timer):
        yield step.timer
        yield from (each.timer for each in step.by_segment.values())
    if isinstance(step, WaitFor):
        yield from (each.timer for each in step.catches if isinstance(each, TimerCatch))


def _first(journey: Journey, anchor: str) -> Iterator[tuple[str, float]]:
    """Yield the steps from which time is counted, or those behind a start."""
    if anchor in journey.steps:
        yield anchor, 0
        return
    for start in journey.start.values():
        time = 0.0
        if anchor != START:
            time = -NEVER
            if isinstance(start, DateStart) and anchor == DATE + start.date:
                at = start.at.second if start.at else MORNING
                before = most(start.before, journey) if start.before else 0
                time = at - MORNING - before - SUMMER_TIME
        yield from ((str(flow.to), time) for flow in start.flows)


def _onward(journey: Journey, step: Step, anchor: str, time: float) -> Iterator[tuple[str, float]]:
    """Yield the steps behind a step, each with how soon it can be reached."""
    if isinstance(step, WaitFor):
        for catch in step.catches:
            after = time
            if isinstance(catch, TimerCatch):
                after = _over(journey, catch.timer, anchor, time)
            yield from ((str(flow.to), after) for flow in step.flows_of(catch))
        return
    if isinstance(step, Timer):
        time = min(_over(journey, rule, anchor, time) for rule in rules(step))
    elif isinstance(step, UserTask | Subprocess) and step.takes is not None:
        time += least(step.takes, journey)
    yield from ((str(flow.to), time) for flow in step.flows)


def _over(journey: Journey, rule: TimerRule, anchor: str, time: float) -> float:
    """Return how soon a timer is over that is reached at `time`."""
    if isinstance(rule, AfterDelay) and rule.since is None:
        return time + max(1, least(rule.after, journey))
    if isinstance(rule, AfterDelay) and rule.since == anchor:
        return max(time, least(rule.after, journey))
    if isinstance(rule, AtDate) and anchor == DATE + rule.date:
        return max(time, -most(rule.before, journey) if rule.before else 0)
    return time
