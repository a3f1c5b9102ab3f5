"""Chains of messages, and whether anything between two of them looks at an event.

An exit by the event, a wait that it ends, and a condition that depends on it are looks. Where the
event has surely come the search ends: who goes on there does so on purpose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from journeykit.journeys.conditions import Call as Expressed
from journeykit.journeys.conditions import Condition, Expression, Role, calls, names
from journeykit.journeys.conditions.expression import And, Not, Or
from journeykit.journeys.lint.reach import is_off_site, is_urgent
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.model.flow import Flow
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.step import Call, Step, Subprocess, Timer, UserTask, WaitFor
from journeykit.journeys.model.timer import Catch, EventCatch
from journeykit.journeys.place import Word

LONG = 3
"""From so many sends on a chain needs something that ends it, whatever they are about."""

_MOST = 9
_CALLED = {"opened": "message.opened", "clicked": "message.clicked", "known": "message.filled"}

Events: TypeAlias = Callable[[str], bool]
"""Tells whether an event is one of those that are looked for."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The sends of a way since the last look; `waited` tells that time passed before the next."""

    sends: tuple[Word, ...] = ()
    waited: bool = False


class _Between(Enum):
    """What happens on a flow: nothing, time passes, or somebody looks whether the event came."""

    NOTHING = auto()
    TIME = auto()
    LOOK = auto()


_Moves: TypeAlias = list[tuple[Word, _Between]]


def past_goal(plan: Plan, journey: Journey, *, min_sends: int) -> Chain | None:
    """Return a chain that goes on whether its goal was reached or not, None where there is none.

    It has `min_sends` messages, or its last two are about one topic. Without a goal any event is
    looked for, and the number alone counts.
    """
    sends = {
        name: messages
        for name, step in journey.steps.items()
        if (messages := _courting(plan, step))
    }
    goal = str(journey.goal.event) if journey.goal is not None else None
    events: Events = (lambda event: event == goal) if goal else (lambda event: True)
    if len(sends) < (1 if goal else min_sends) or exits_by(journey, events):
        return None
    for chain in chains(journey, events, sends):
        if len(chain.sends) >= min_sends or (goal and _one_topic(sends, chain)):
            return chain
    return None


def goods_sent(plan: Plan, journey: Journey) -> dict[Word, tuple[Message, ...]]:
    """Return the steps that write to the customer about goods, each with its messages."""
    sends = ((name, _courting(plan, step)) for name, step in journey.steps.items())
    return {name: messages for name, messages in sends if any(each.goods for each in messages)}


def exits_by(journey: Journey, events: Events) -> bool:
    """Tell whether one of the events ends the journey wherever the customer is."""
    return any(
        (each.event is not None and events(each.event))
        or (each.when is not None and _asks(each.when, events))
        for each in journey.exit
    )


def chains(journey: Journey, events: Events, sends: Mapping[Word, object]) -> Iterator[Chain]:
    """Yield ways to one of the `sends` after a wait without a look, as the sends since the last.

    Of a long chain the latest ones are kept; the one reached is last. Of ways of one length that
    end with the same two sends only the first is told.
    """
    moves: dict[Word, _Moves] = {}
    seen: set[tuple[object, ...]] = set()
    begun = [flow for start in journey.start.values() for flow in start.flows]
    waiting = [(flow.to, Chain()) for flow in reversed(begun)]
    while waiting:
        name, chain = waiting.pop()
        step = journey.steps.get(name)
        key = (name, len(chain.sends), chain.sends[-2:], chain.waited)
        if step is None or key in seen:
            continue
        seen.add(key)
        if step.id in sends:
            chain = Chain((*chain.sends, step.id)[-_MOST:], chain.waited)
            if chain.waited:
                yield chain
            chain = Chain(chain.sends)
        if name not in moves:
            moves[name] = [*_moves(step, events)]
        waiting += [(to, _moved(chain, between)) for to, between in reversed(moves[name])]


def _courting(plan: Plan, step: Step) -> tuple[Message, ...]:
    """Return what a step sends to the customer off the site that it need not send."""
    messages = (plan.messages[id] for id in sent_by(step) if id in plan.messages)
    return tuple(each for each in messages if not is_urgent(each) and is_off_site(plan, each))


def _one_topic(sends: Mapping[Word, tuple[Message, ...]], chain: Chain) -> bool:
    """Tell whether the last two sends of a chain are about one topic."""
    if len(chain.sends) < 2:
        return False
    before, last = ({each.topic for each in sends[name]} for name in chain.sends[-2:])
    return bool((before & last) - {None})


def _moved(chain: Chain, between: _Between) -> Chain:
    if between is _Between.LOOK:
        return Chain()
    return Chain(chain.sends, waited=True) if between is _Between.TIME else chain


def _moves(step: Step, events: Events) -> Iterator[tuple[Word, _Between]]:
    """Yield where a step leads where the event has not surely come, and what happens on the way."""
    if isinstance(step, WaitFor):
        others = [catch for catch in step.catches if not _catches(catch, events)]
        looked = len(others) < len(step.catches)
        for flow in (flow for catch in others for flow in step.flows_of(catch)):
            yield flow.to, _Between.LOOK if looked else _Between.TIME
        return
    flows = step.flows
    asked = [flow.condition for flow in flows if flow.condition is not None]
    between = _Between.TIME if _takes_time(step) else _Between.NOTHING
    if any(_asks(condition, events) for condition in asked):
        between = _Between.LOOK
    for flow in flows:
        if not _has_come(flow, asked, events):
            yield flow.to, between


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
