"""Up to which sends a slow run can bring two messages closer than a fast one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from journeykit.journeys.graph import ROOT
from journeykit.journeys.lint.onward import behind, entered, onward
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.start import DateStart, ScheduleStart, Start
from journeykit.journeys.model.step import Inclusive, Step, Subprocess, Timer, UserTask, WaitFor
from journeykit.journeys.model.timer import AfterDelay, AtClock, AtDate, TimerCatch, TimerRule
from journeykit.journeys.place import Word


def slow_until(journey: Journey) -> tuple[Word, ...]:
    """Return the steps up to which to try being slow.

    Such a step sends, a wait of no fixed length stands before it, and a timer behind it, or on a
    branch beside it, counts from something before that wait: a late message then comes close to
    the next one.
    """
    rules = [(str(id), rule) for id, step in journey.steps.items() for rule in _rules(step)]
    if all(isinstance(rule, AfterDelay) and rule.since is None for _, rule in rules):
        return ()
    steps = {ROOT: entered(journey), **onward(journey)}
    after = {id: behind(steps, heads) for id, heads in steps.items()}
    waits = [str(id) for id, step in journey.steps.items() if _varies(step)]
    branches = any(_splits(step) for step in (*journey.start.values(), *journey.steps.values()))
    late = [
        (id, {step for wait in waits if wait in since for step in after[wait]})
        for id, rule in rules
        for since in _since(id, rule, rules, journey, after)
    ]
    return tuple(
        id
        for id, step in journey.steps.items()
        if sent_by(step)
        and any(id in found and (branches or timer in after[id]) for timer, found in late)
    )


def _since(
    id: str,
    rule: TimerRule,
    rules: Sequence[tuple[str, TimerRule]],
    journey: Journey,
    after: Mapping[str, set[str]],
) -> Iterator[set[str]]:
    """Yield the steps behind each node that a timer counts from, those that send late among them.

    The clock and a date count from an entry that is at a fixed time, and from the timers that
    fix it for the others: until then the customer may have entered at whatever time suits.
    """
    if isinstance(rule, AfterDelay):
        if rule.since in journey.steps:
            yield {str(rule.since), *after[str(rule.since)]}
        elif rule.since is not None:
            yield after[ROOT]
        return
    if any(_fixes(start, rule) for start in journey.start.values()):
        yield after[ROOT]
    for other, fixing in rules:
        if (other != id or id in after[id]) and _fixes(fixing, rule):
            yield after[other]


def _fixes(one: Start | TimerRule, rule: TimerRule) -> bool:
    """Tell whether a start or timer fixes the time that a timer waits for."""
    if isinstance(rule, AtDate):
        return isinstance(one, DateStart | AtDate) and one.date == rule.date
    return isinstance(one, DateStart | ScheduleStart | AtClock)


def _splits(item: Step | Start) -> bool:
    """Tell whether several flows can be taken at once."""
    plain = len(item.flows) > 1 and all(flow.is_default for flow in item.flows)
    return isinstance(item, Inclusive) or (plain and not isinstance(item, WaitFor))


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
