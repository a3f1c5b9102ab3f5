"""A journey whose messages follow one another, and how close they can come on any way.

These bounds need no search of the runs: what they rule out, no run of the journey can do.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from journeykit.journeys.durations import Duration
from journeykit.journeys.lint.choices import together
from journeykit.journeys.lint.onward import last_first
from journeykit.journeys.lint.sending import sent_by, sent_over
from journeykit.journeys.lint.waits import MONTH, WEEK, seconds
from journeykit.journeys.model.flow import Flow
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.start import Start
from journeykit.journeys.model.step import (
    Inclusive,
    Parallel,
    Step,
    Subprocess,
    Timer,
    UserTask,
    WaitFor,
)
from journeykit.journeys.model.timer import AfterDelay, AtClock, TimerCatch, TimerRule
from journeykit.journeys.place import Word


@dataclass(frozen=True, slots=True)
class Leg:
    """A way on to another step, which takes `least` to `most` seconds."""

    to: str
    least: int
    most: float


@dataclass(frozen=True, slots=True)
class Line:
    """The steps of a journey with their ways on, each step after those that it leads to.

    `sends` are the messages of a step, each with the least seconds since the arrival.
    """

    legs: dict[str, tuple[Leg, ...]]
    sends: dict[str, tuple[tuple[int, Word], ...]]
    starts: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Near:
    """The least seconds to the first, second, ... counted message, infinite where there is none.

    Counted from a message before it (`apart`), or from the entry by each start (`begin`). No
    message comes more than `latest` seconds after the entry.
    """

    apart: tuple[float, ...]
    begin: dict[str, tuple[float, ...]]
    latest: float

    def apart_by(self, number: int) -> float:
        """Return the least seconds from a message to the one so many counted ones later."""
        return self.apart[number - 1] if number <= len(self.apart) else math.inf


def line_of(journey: Journey) -> Line | None:
    """Return the line of a journey; None where it has loops, or two branches may send at once."""
    legs = {str(id): tuple(_legs(journey, step)) for id, step in journey.steps.items()}
    if not _one_sends(journey, legs):
        return None
    order = last_first({id: [leg.to for leg in legs[id]] for id in legs})
    if order is None:
        return None
    return Line(
        {id: legs[id] for id in order},
        {
            str(id): sent_over(step, journey, slow=False)
            for id, step in journey.steps.items()
            if sent_by(step)
        },
        {
            str(id): tuple(str(flow.to) for flow in start.flows if flow.to in legs)
            for id, start in journey.start.items()
        },
    )


def near(line: Line, counted: Collection[str], number: int) -> Near:
    """Return how close the next `number` of the counted messages can come."""
    apart = [math.inf] * number
    ahead: dict[str, list[float]] = {}
    for step, legs in line.legs.items():
        after = _soonest([(leg.least, ahead[leg.to]) for leg in legs], number)
        for offset, message in reversed(line.sends.get(step, ())):
            if message in counted:
                apart = [min(one, then - offset) for one, then in zip(apart, after, strict=True)]
                after = [offset, *after[:-1]]
        ahead[step] = after
    begin = {
        start: tuple(_soonest([(0, ahead[head]) for head in heads], number))
        for start, heads in line.starts.items()
    }
    return Near(tuple(apart), begin, latest(line))


def in_messages(line: Line, counted: Collection[str]) -> Line:
    """Return the line with the number of counted messages in place of seconds."""
    legs, sends = {}, {}
    for step, ways in line.legs.items():
        sent = [message for _, message in line.sends.get(step, ()) if message in counted]
        legs[step] = tuple(Leg(way.to, len(sent), math.inf) for way in ways)
        sends[step] = tuple(enumerate(sent))
    return Line(legs, sends, line.starts)


def latest(line: Line) -> float:
    """Return the most seconds from the entry to a message, infinite where a date is waited for."""
    reached: dict[str, float] = {head: 0 for heads in line.starts.values() for head in heads}
    found = 0.0
    for step, legs in reversed(line.legs.items()):
        if step in reached:
            for leg in legs:
                reached[leg.to] = max(reached.get(leg.to, 0), reached[step] + leg.most)
            if step in line.sends:
                found = max([found, reached[step], *(reached[leg.to] for leg in legs)])
    return found


def _soonest(ways: Sequence[tuple[int, Sequence[float]]], number: int) -> list[float]:
    """Return the least of each, over ways that take some seconds before them."""
    if len(ways) == 1:
        ((seconds, ahead),) = ways
        return [seconds + each for each in ahead]
    found = [math.inf] * number
    for seconds, ahead in ways:
        found = [min(known, seconds + each) for known, each in zip(found, ahead, strict=True)]
    return found


def _legs(journey: Journey, step: Step) -> Iterator[Leg]:
    """Yield the ways on from a step to steps that exist."""
    if isinstance(step, WaitFor):
        timers = [each.timer for each in step.catches if isinstance(each, TimerCatch)]
        timed = _waited(timers[0], journey) if timers else (0, MONTH)
        for catch in step.catches:
            sure = isinstance(catch, TimerCatch) or catch.since is not None
            takes = timed if isinstance(catch, TimerCatch) else (0 if sure else 1, timed[1])
            yield from _to(journey, step.flows_of(catch), takes)
    elif isinstance(step, Timer):
        yield from _to(journey, step.flows, _waited(step.timer, journey))
    elif isinstance(step, UserTask | Subprocess) and step.takes is not None:
        yield from _to(journey, step.flows, _lasting(step.takes, journey))
    else:
        yield from _to(journey, step.flows, (0, 0))


def _to(journey: Journey, flows: Sequence[Flow], takes: tuple[int, float]) -> Iterator[Leg]:
    return (Leg(str(flow.to), *takes) for flow in flows if flow.to in journey.steps)


def _waited(rule: TimerRule, journey: Journey) -> tuple[int, float]:
    """Return the least and the most seconds that a timer may wait."""
    if isinstance(rule, AtClock):
        return 1, WEEK
    if not isinstance(rule, AfterDelay):
        return 0, math.inf
    least, most = _lasting(rule.after, journey)
    return (least, most) if rule.since is None else (0, most + 1)


def _lasting(length: Duration, journey: Journey) -> tuple[int, int]:
    """Return the least and the most seconds of what lasts that long."""
    least, most = (max(1, seconds(length, journey, slow=slow)) for slow in (False, True))
    return least, most


def _one_sends(journey: Journey, legs: Mapping[str, Sequence[Leg]]) -> bool:
    """Tell whether, wherever several branches are taken at once, one of them alone sends."""
    items = (*journey.start.values(), *journey.steps.values())
    splits = [
        (str(item.id), [str(flow.to) for flow in flows if flow.to in legs])
        for item in items
        for flows in _taken(item)
        if together(item, flows)
    ]
    if not splits:
        return True
    into = Counter(str(flow.to) for item in items for flow in item.flows)
    names = {name for name, _ in splits}
    return all(_joined(journey, legs, heads, into, names) for _, heads in splits)


def _taken(item: Start | Step) -> Iterator[tuple[Flow, ...]]:
    """Yield the flows that are taken or chosen from, one time for each event or timer."""
    if isinstance(item, WaitFor):
        yield from (item.flows_of(catch) for catch in item.catches)
    else:
        yield item.flows


def _joined(
    journey: Journey,
    legs: Mapping[str, Sequence[Leg]],
    heads: Sequence[str],
    into: Mapping[str, int],
    splits: Collection[str],
) -> bool:
    """Tell whether of some branches one alone sends, before a join of all of them if of any."""
    sending, met = 0, set[str]()
    for head in heads:
        branch, waiting = {head}, [head]
        while waiting:
            id = waiting.pop()
            if isinstance(journey.steps[Word(id)], Parallel | Inclusive) and into[id] > 1:
                met.add(id)
                branch.discard(id)
                continue
            if id in splits:
                return False
            onward = {leg.to for leg in legs[id]} - branch
            branch |= onward
            waiting += onward
        sending += any(sent_by(journey.steps[Word(id)]) for id in branch)
    if len(met) != 1:
        return sending <= 1 and not met
    (join,) = met
    if into[join] != len(heads):
        return False
    return sending == 0 or (sending == 1 and isinstance(journey.steps[Word(join)], Parallel))
