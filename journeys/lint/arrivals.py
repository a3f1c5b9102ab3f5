"""What a customer reaches a fixed time after leaving a start or a step, if they go that way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journeykit.journeys.durations import bounds
from journeykit.journeys.model.flow import Flow
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.step import (
    Call,
    End,
    Exclusive,
    Inclusive,
    Parallel,
    Send,
    Step,
    Task,
    Timer,
    WaitFor,
)
from journeykit.journeys.model.timer import AfterDelay, EventCatch, TimerCatch, TimerRule

MOST = 200

_LATER = (Timer, WaitFor, End)
_JOINS = (Parallel, Inclusive)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A step that is reached `time` seconds after leaving, or after the events `since`."""

    step: Step
    time: int
    since: tuple[str, ...] = ()


def arrivals(
    journey: Journey,
    flows: Sequence[Flow],
    *,
    within: int | None = None,
    caught: bool = False,
    joined: bool = False,
) -> Iterator[Arrival]:
    """Yield what is reached by `flows` after a fixed time, each step once for each time.

    What waits for a person, another journey, the clock or another branch is reached, but not what
    is behind it; what waits for events is passed with `caught`, and for branches with `joined`, as
    if they came at once. With `within` only what is reached so many seconds later or sooner.
    """
    waiting: list[tuple[Flow, int, tuple[str, ...]]] = [(flow, 0, ()) for flow in flows]
    seen: set[tuple[str, int, tuple[str, ...]]] = set()
    while waiting and len(seen) < MOST:
        flow, time, since = waiting.pop(0)
        key = str(flow.to), time, since
        step = journey.steps.get(flow.to)
        if step is None or key in seen or (within is not None and time > within):
            continue
        seen.add(key)
        yield Arrival(step, time, since)
        if within is not None and time >= within and isinstance(step, _LATER):
            continue
        if joined or not _waits(journey, step):
            waiting.extend((after, time + more, since) for after, more in _onward(journey, step))
            if caught and isinstance(step, WaitFor):
                waiting.extend((after, 0, events) for after, events in _caught(step))


def goes_on(journey: Journey, flows: Sequence[Flow]) -> bool:
    """Tell whether flows lead to a step that does something at once: no wait, and no end."""
    steps = journey.steps
    return any(flow.to in steps and not isinstance(steps[flow.to], _LATER) for flow in flows)


def _waits(journey: Journey, step: Step) -> bool:
    """Tell whether a step is a gateway that may wait for another branch."""
    if not isinstance(step, _JOINS):
        return False
    items = (*journey.start.values(), *journey.steps.values())
    return sum(flow.to == step.id for item in items for flow in item.flows) > 1


def _onward(journey: Journey, step: Step) -> Iterator[tuple[Flow, int]]:
    """Yield the flows out of a step that are taken a fixed time after its arrival."""
    match step:
        case Send() | Exclusive() | Inclusive() | Parallel() | Task() | Call(wait=False):
            yield from ((flow, 0) for flow in step.flows)
        case Timer() if not step.by_segment:
            delay = fixed(journey, step.timer)
            yield from ((flow, delay) for flow in step.flows if delay is not None)
        case WaitFor():
            for catch in step.catches:
                delay = fixed(journey, catch.timer) if isinstance(catch, TimerCatch) else None
                yield from ((flow, delay) for flow in step.flows_of(catch) if delay is not None)


def fixed(journey: Journey, rule: TimerRule) -> int | None:
    """Return the seconds that a timer waits, None where they differ or are not known."""
    if not isinstance(rule, AfterDelay) or rule.since is not None or rule.after.attributes:
        return None
    if any(name not in journey.params for name in rule.after.parameters):
        return None
    low, high = bounds(rule.after, journey.params)
    return max(1, low) if low == high else None


def _caught(step: WaitFor) -> Iterator[tuple[Flow, tuple[str, ...]]]:
    """Yield the flows that are taken as soon as events come, whatever they are like."""
    for catch in step.catches:
        if isinstance(catch, EventCatch) and catch.condition is None and catch.message is None:
            yield from ((flow, tuple(map(str, catch.event))) for flow in step.flows_of(catch))
