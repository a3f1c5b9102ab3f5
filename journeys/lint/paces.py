"""Up to which sends a slow run can bring two messages closer than a fast one."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.journeys.graph import ROOT
from journeykit.journeys.lint.onward import behind, onward
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.start import Start
from journeykit.journeys.model.step import Inclusive, Step, Subprocess, Timer, UserTask, WaitFor
from journeykit.journeys.model.timer import AfterDelay, AtClock, TimerCatch, TimerRule
from journeykit.journeys.place import Word


def slow_until(journey: Journey) -> tuple[Word, ...]:
    """Return the steps up to which to try being slow.

    Such a step sends, a wait of no fixed length stands before it, and a timer behind it, or on a
    branch beside it, counts from something before that wait: a late message then comes close to
    the next one.
    """
    timers = [
        (str(id), _origin(rule, journey))
        for id, step in journey.steps.items()
        for rule in _rules(step)
        if not isinstance(rule, AfterDelay) or rule.since is not None
    ]
    if not timers:
        return ()
    steps = onward(journey)
    entered = [flow.to for start in journey.start.values() for flow in start.flows]
    steps[ROOT] = tuple(str(to) for to in entered if to in journey.steps)
    after = {id: behind(steps, id) for id in steps}
    waits = [str(id) for id, step in journey.steps.items() if _varies(step)]
    branches = any(_splits(step) for step in (*journey.start.values(), *journey.steps.values()))

    def comes_late(sends: str, timer: str, origin: str) -> bool:
        """Tell whether a wait after `origin` can bring `sends` close to `timer`."""
        late = any(
            sends in after[wait] for wait in waits if wait == origin or wait in after[origin]
        )
        return late and (branches or timer in after[sends])

    return tuple(
        id
        for id, step in journey.steps.items()
        if sent_by(step) and any(comes_late(str(id), *timer) for timer in timers)
    )


def _splits(item: Step | Start) -> bool:
    """Tell whether several flows can be taken at once."""
    plain = len(item.flows) > 1 and all(flow.is_default for flow in item.flows)
    return isinstance(item, Inclusive) or (plain and not isinstance(item, WaitFor))


def _origin(rule: TimerRule, journey: Journey) -> str:
    """Return the node that a timer counts from; the clock and an event may count from any."""
    if isinstance(rule, AfterDelay) and rule.since in journey.steps:
        return str(rule.since)
    return ROOT


def _rules(step: Step) -> Iterator[TimerRule]:
    if isinstance(step, Timer):
        yield step.timer
    if isinstance(step, WaitFor):
        yield from (catch.timer for catch in step.catches if isinstance(catch, TimerCatch))


def _varies(step: Step) -> bool:
    """Tell whether a step may take more or less time."""
    match step:
        case WaitFor():
            return True
        case Timer(timer=AfterDelay(after=length, since=None)) | UserTask(takes=length):
            return length.low != length.high or bool(length.parameters)
        case Timer(timer=rule):
            return isinstance(rule, AtClock)
        case Subprocess(takes=length) if length is not None:
            return length.low != length.high
        case _:
            return False
