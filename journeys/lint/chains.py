"""Chains of messages, and whether anything between two of them looks at an event.

An exit by the event, a wait that it ends, and a condition that depends on it are looks. Where the
event has surely come the search ends: who goes on there does so on purpose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from journeykit.journeys.conditions import Call as Expressed
from journeykit.journeys.conditions import Condition, Expression, Role, calls, names
from journeykit.journeys.conditions.expression import And, Not, Or
from journeykit.journeys.lint.reach import is_off_site, is_urgent
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.model.flow import Flow
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.step import Call, Step, Subprocess, Timer, UserTask, WaitFor
from journeykit.journeys.model.timer import Catch, EventCatch
from journeykit.journeys.place import Word

Events: TypeAlias = Callable[[str], bool]
"""Tells whether an event is one of those that are looked for."""

LONG = 3
"""From so many sends on a chain needs something that ends it, whatever they are about."""

_MOST = 9

_CALLED = {"opened": "message.opened", "clicked": "message.clicked", "known": "message.filled"}


@dataclass(frozen=True, slots=True)
class Chain:
    """The sends of a way since the last look; `waited` tells that time passed before the next."""

    sends: tuple[Word, ...] = ()
    waited: bool = False


def past_goal(plan: Plan, journey: Journey, *, min_sends: int) -> Chain | None:
    """Return a chain that goes on whether its goal was reached or not, None where there is none.

    It has `min_sends` messages, or its last two are about one topic. Without a goal any event is
    looked for, and the number alone counts.
    """
    goal = str(journey.goal.event) if journey.goal is not None else None
    events: Events = (lambda event: event == goal) if goal else (lambda event: True)
    if exits_by(journey, events):
        return None
    for chain in chains(journey, events, lambda step: is_courted(plan, step)):
        if len(chain.sends) >= min_sends or (goal and _one_topic(plan, journey, chain)):
            return chain
    return None


def is_courted(plan: Plan, step: Step) -> bool:
    """Tell whether a step writes to the customer off the site, and not only what it has to."""
    messages = [plan.messages[id] for id in sent_by(step) if id in plan.messages]
    return any(is_off_site(plan, each) and not is_urgent(each) for each in messages)


def _one_topic(plan: Plan, journey: Journey, chain: Chain) -> bool:
    topics = [
        {plan.messages[id].topic for id in sent_by(journey.steps[name]) if id in plan.messages}
        for name in chain.sends[-2:]
    ]
    return len(topics) > 1 and bool((topics[0] & topics[1]) - {None})


def exits_by(journey: Journey, events: Events) -> bool:
    """Tell whether one of the events ends the journey wherever the customer is."""
    return any(
        (each.event is not None and events(each.event))
        or (each.when is not None and _asks(each.when, events))
        for each in journey.exit
    )


def chains(journey: Journey, events: Events, counts: Callable[[Step], bool]) -> Iterator[Chain]:
    """Yield, for each way to a send after a wait without a look, the sends since the last look.

    Of the sends only those that count, of a long chain the latest; the one reached is last.
    """
    seen: set[tuple[str, Chain]] = set()
    waiting = [
        (flow, Chain())
        for start in reversed(journey.start.values())
        for flow in reversed(start.flows)
    ]
    while waiting:
        flow, chain = waiting.pop()
        step = journey.steps.get(flow.to)
        if step is None or (str(flow.to), chain) in seen:
            continue
        seen.add((str(flow.to), chain))
        if sent_by(step) and counts(step):
            chain = Chain((*chain.sends, step.id)[-_MOST:], chain.waited)
            if chain.waited:
                yield chain
            chain = Chain(chain.sends)
        waiting += reversed([*_onward(step, chain, events)])


def _onward(step: Step, chain: Chain, events: Events) -> Iterator[tuple[Flow, Chain]]:
    """Yield the flows out of a step, each with the chain as it then is."""
    if isinstance(step, WaitFor):
        looked = any(_catches(catch, events) for catch in step.catches)
        for catch in step.catches:
            if not _catches(catch, events):
                for flow in step.flows_of(catch):
                    yield flow, Chain() if looked else replace(chain, waited=True)
        return
    asked = [flow.condition for flow in step.flows if flow.condition is not None]
    if any(_asks(condition, events) for condition in asked):
        chain = Chain()
    elif _takes_time(step):
        chain = replace(chain, waited=True)
    for flow in step.flows:
        if not _has_come(flow, asked, events):
            yield flow, chain


def _catches(catch: Catch, events: Events) -> bool:
    return isinstance(catch, EventCatch) and any(events(name) for name in catch.event)


def _takes_time(step: Step) -> bool:
    waits = isinstance(step, Call) and step.wait
    takes = isinstance(step, Subprocess) and step.takes is not None
    return waits or takes or isinstance(step, Timer | UserTask)


def _asks(condition: Condition, events: Events) -> bool:
    """Tell whether a condition may depend on one of the events.

    Attributes and segments may change with any event, so they count.
    """
    for name in names(condition):
        if name.role is Role.EVENT and events(name.word):
            return True
        if name.role in (Role.SEGMENT, Role.ATTRIBUTE):
            return True
    return any(events(_CALLED[call.name]) for call in calls(condition) if call.name in _CALLED)


def _has_come(flow: Flow, asked: list[Condition], events: Events) -> bool:
    """Tell whether one of the events has surely come where a flow is taken."""
    if flow.condition is not None:
        return _tells(flow.condition.expression, events, holds=True)
    return any(_tells(condition.expression, events, holds=False) for condition in asked)


def _tells(node: Expression, events: Events, *, holds: bool) -> bool:
    """Tell whether one of the events has come if a condition holds, or does not."""
    match node:
        case Not(operand=operand):
            return _tells(operand, events, holds=not holds)
        case And(operands=operands) | Or(operands=operands):
            told = [_tells(operand, events, holds=holds) for operand in operands]
            return any(told) if isinstance(node, And) is holds else all(told)
        case Expressed(name="happened"):
            return holds and events(node.subject)
        case Expressed(name="opened" | "clicked"):
            return holds and events(_CALLED[node.name])
        case _:
            return False
