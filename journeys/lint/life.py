"""Which events can happen at all: by customers' lives, by journeys, by messages that are sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeykit.journeys.lint.index import Index
from journeykit.journeys.model.message import Response
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.population import Population
from journeykit.journeys.model.step import Task, UserTask

_DEFAULT = "default "
"""What the paths of the files begin with that ship with the tool."""

_ANSWERS = ("message.sent", "message.opened", "message.clicked", "message.replied")
_FORM_ANSWERS = ("message.filled", "message.refused")
_REFUSALS = ("unsubscribed", "complained")
_OF_MESSAGES = (*_ANSWERS, *_FORM_ANSWERS, *_REFUSALS)


@dataclass(frozen=True, slots=True)
class Life:
    """What can happen: `events` by whatever cause, `sent` are the messages that are sent.

    `told` says that the population tells what its customers do. Where it does not, as with the
    preset one, any event may come but the answers to messages.
    """

    events: frozenset[str]
    sent: frozenset[str]
    filled: frozenset[str]
    told: bool

    def can_come(self, event: str, message: str | None = None) -> bool:
        """Tell whether an event can come; `message` narrows the answers to one message."""
        if event in self.events:
            return message is None or event not in _OF_MESSAGES or self._can_answer(event, message)
        return not self.told and event not in _OF_MESSAGES

    def _can_answer(self, event: str, message: str) -> bool:
        return message in (self.filled if event in _FORM_ANSWERS else self.sent)


def life(plan: Plan, index: Index) -> Life:
    """Look through a plan for all that makes events."""
    sent = {str(each.message) for senders in index.senders.values() for each in senders}
    sent |= {str(line.send) for line in plan.map.calendar}
    filled = {id for id in sent if id in plan.messages and plan.messages[id].form}
    population = plan.population
    events = {str(each.event) for customer in population.written_out for each in customer.events}
    events |= set(_made(plan))
    if sent:
        events.update(_ANSWERS, _REFUSALS)
    if filled:
        events.update(_FORM_ANSWERS)
    if any(map(_orders, _responses(plan, sent))):
        events.add("order.placed")
    _let_follow(population, events)
    return Life(frozenset(events), frozenset(sent), frozenset(filled), _tells(population))


def _tells(population: Population) -> bool:
    """Tell whether a population of the user's own says what its customers do."""
    own = not population.place.path.startswith(_DEFAULT)
    return own and bool(population.behaviour or any(each.events for each in population.written_out))


def _made(plan: Plan) -> Iterator[str]:
    """Yield the events that tasks emit."""
    for journey in plan.journeys.values():
        for step in journey.steps.values():
            if isinstance(step, Task | UserTask) and step.emit is not None:
                yield str(step.emit.event)


def _responses(plan: Plan, sent: set[str]) -> Iterator[Response]:
    """Yield how the messages that are sent are answered."""
    yield from plan.population.responses.values()
    messages = (plan.messages[id] for id in sent if id in plan.messages)
    yield from (each.responses for each in messages if each.responses is not None)


def _orders(response: Response) -> bool:
    return bool(response.order)


def _let_follow(population: Population, events: set[str]) -> None:
    """Add what the customers do by themselves, and what follows from other events."""
    waiting = list(events)
    followers: dict[str, list[str]] = {}
    for name, causes in population.behaviour.items():
        for cause in causes:
            if cause.chance == 0:
                continue
            if cause.after is None:
                waiting.append(str(name))
            else:
                followers.setdefault(str(cause.after), []).append(str(name))
    followers.setdefault("site.visit", []).append("session.ended")
    while waiting:
        event = waiting.pop()
        events.add(event)
        waiting += followers.pop(event, ())
