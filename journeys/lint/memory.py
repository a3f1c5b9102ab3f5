"""What of a run can still matter for what follows: situations that agree in it are one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from journeykit.journeys.conditions import Call, Expression, walk
from journeykit.journeys.conditions.expression import Boolean, Comparison, Data
from journeykit.journeys.durations import Duration
from journeykit.journeys.lint.entries import again
from journeykit.journeys.lint.facts import HISTORY, Facts
from journeykit.journeys.lint.onward import has_loops
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.lint.situation import Situation
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.step import Timer, WaitFor
from journeykit.journeys.model.timer import AfterDelay, EventCatch, TimerCatch
from journeykit.journeys.place import NOWHERE, Word

STARTED_BY = Data(NOWHERE, "start", Word("event"))
"""The event that started the journey, in conditions."""

_ASKED = ("sent", "opened", "clicked")


@dataclass(frozen=True, slots=True)
class Memory:
    """What to remember of a run.

    `anchors` are the steps and events that timers count from; sends matter within `window`
    seconds, the sales among the `latest` of `counted` ones, those of `repeated` messages, and all
    of them when the next entry may follow soon (`whole`). `asked` are the messages that conditions
    and events ask for. With `loops` the arrivals at steps matter and all facts, else the `facts`
    that are asked for again.
    """

    anchors: frozenset[str]
    window: int
    latest: int
    counted: dict[str, bool]
    repeated: frozenset[str]
    asked: frozenset[str]
    facts: frozenset[Expression]
    loops: bool
    whole: bool

    def kept(self, facts: Facts) -> Facts:
        """Return the facts that can matter later."""
        if self.loops:
            return facts
        return {fact: value for fact, value in facts.items() if fact in self.facts}

    def asks_nothing(self, expression: Expression) -> bool:
        """Tell whether nothing of a run decides about a condition, nor is decided by it."""
        return not self.loops and not any(
            part in self.facts or isinstance(part, Boolean) or _is_of_run(part)
            for part in walk(expression)
        )

    def key(self, situation: Situation) -> object:
        """Return what tells situations apart that can lead to different findings."""
        visits = situation.visits
        times: dict[str, int] = {}
        if self.anchors:
            times = {str(visit.step): visit.time for visit in visits} | situation.events
        return (
            situation.tokens,
            situation.held,
            tuple(self._sends(situation)),
            tuple((name, time) for name, time in times.items() if name in self.anchors),
            frozenset(situation.facts.items()),
            situation.sent,
            situation.pins,
            situation.heard,
            tuple(Counter(visit.step for visit in visits).items()) if self.loops else (),
        )

    def _sends(self, situation: Situation) -> Iterator[object]:
        """Yield what matters of the sends so far."""
        sends = situation.sends
        if self.whole:
            yield sends
            return
        yield tuple(send for send in sends if send[0] > situation.now - self.window)
        yield tuple(send[1:] for send in sends if send[2] in self.repeated)
        seen = [self.counted[message] for _, _, message in sends if message in self.counted]
        yield tuple(seen[max(0, len(seen) - self.latest) :])


def memory_of(plan: Plan, journey: Journey) -> Memory:
    """Return what to remember of the runs of a journey."""
    policy = plan.map.policy
    window = max([cap.per.low for cap in policy.caps] + [_low(policy.min_gap)])
    sends = Counter(str(id) for step in journey.steps.values() for id in sent_by(step))
    entries = (again(plan, journey, start) for start in journey.start.values())
    asked = Counter(_asked(journey))
    return Memory(
        anchors=frozenset(_anchors(journey)),
        window=window,
        latest=policy.sale.of - 1 if policy.sale else 0,
        counted=dict(_counted(plan, sends)),
        repeated=frozenset(id for id, number in sends.items() if number > 1),
        asked=frozenset(_messages(journey, asked)),
        facts=frozenset(fact for fact, times in asked.items() if times > 1 or _is_past(fact)),
        loops=has_loops(journey),
        whole=any(each is not None and each.limited and each.spacing < window for each in entries),
    )


def _low(duration: Duration | None) -> int:
    return duration.low if duration else 0


def _counted(plan: Plan, ids: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Yield the messages that the sale rule counts, and whether they are sales."""
    for message in map(plan.messages.get, ids):
        if message is not None and message.class_ not in plan.map.policy.exempt:
            channel = plan.map.channels.get(message.channel[0])
            if channel is not None and not channel.on_site and not channel.to:
                yield str(message.id), message.is_sale


def _anchors(journey: Journey) -> Iterator[str]:
    """Yield the steps and events that timers count from, or that may have come before."""
    for step in journey.steps.values():
        rules = [step.timer] if isinstance(step, Timer) else []
        for catch in step.catches if isinstance(step, WaitFor) else ():
            if isinstance(catch, TimerCatch):
                rules.append(catch.timer)
            elif catch.since is not None:
                yield from map(str, catch.event)
        yield from (
            str(rule.since) for rule in rules if isinstance(rule, AfterDelay) and rule.since
        )


def _asked(journey: Journey) -> Iterator[Expression]:
    """Yield the conditions of a journey and all their parts."""
    conditions = [journey.audience, *(start.condition for start in journey.start.values())]
    for item in (*journey.start.values(), *journey.steps.values()):
        conditions += [flow.condition for flow in item.flows]
        if isinstance(item, WaitFor):
            conditions += [
                catch.condition for catch in item.catches if isinstance(catch, EventCatch)
            ]
    for condition in conditions:
        if condition is not None:
            yield from walk(condition.expression)


def _messages(journey: Journey, asked: Iterable[Expression]) -> Iterator[str]:
    """Yield the messages, or their steps, that conditions and events ask for."""
    for part in asked:
        if isinstance(part, Call) and part.name in _ASKED:
            yield str(part.subject)
    for step in journey.steps.values():
        for catch in step.catches if isinstance(step, WaitFor) else ():
            if isinstance(catch, EventCatch) and catch.message is not None:
                yield str(catch.message)


def _is_of_run(part: Expression) -> bool:
    """Tell whether the way so far can tell of a part of a condition."""
    return isinstance(part, Call) and part.name in (*HISTORY, "times", "arm")


def _is_past(fact: Expression) -> bool:
    """Tell whether a fact can also come from a caught or starting event, or from an arm."""
    if isinstance(fact, Comparison):
        return fact.left == STARTED_BY or any(
            isinstance(part, Call) and part.name == "arm" for part in walk(fact)
        )
    return isinstance(fact, Call) and fact.name in HISTORY
