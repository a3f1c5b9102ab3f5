"""What a journey cannot be without: the journeys that it calls, asks for, or is started by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from journeykit.journeys.conditions import calls
from journeykit.journeys.model import (
    Call,
    EventCatch,
    EventStart,
    Journey,
    Map,
    Message,
    NoneStart,
    Plan,
    Population,
    Send,
    Subprocess,
)
from journeykit.journeys.model.population import LifeEvent
from journeykit.journeys.model.step import Emit
from journeykit.journeys.names import MADE_EVENTS
from journeykit.journeys.parts import parts
from journeykit.journeys.references import Reference, references


def needed(plan: Plan, ids: Iterable[str]) -> tuple[str, ...]:
    """Return the journeys with all that they need, in the plan's order.

    A journey needs those that it calls or asks for, and, where nothing else gives it, the first
    that defines or sends a message, makes an event or sets an attribute that it names. One that
    starts by a call alone needs the first that calls it. What the map and the population name is
    needed always.
    """
    offers = _Offers.of(plan)
    shared = (*_named(plan.map, offers), *_named(plan.population, offers))
    found = dict.fromkeys([*ids, *shared])
    waiting = list(found)
    while waiting:
        new = [id for id in _needs(plan, plan.journeys[waiting.pop()], offers) if id not in found]
        found.update(dict.fromkeys(new))
        waiting += new
    return tuple(id for id in plan.journeys if id in found)


@dataclass(frozen=True, slots=True)
class _Offers:
    """What each journey gives to others, by its id, and what is there without any journey."""

    defines: dict[str, frozenset[str]]
    sends: dict[str, frozenset[str]]
    makes: dict[str, frozenset[str]]
    sets: dict[str, frozenset[str]]
    calls: dict[str, frozenset[str]]
    given: frozenset[str]
    attributes: frozenset[str]

    @staticmethod
    def of(plan: Plan) -> _Offers:
        """Look through a plan once."""

        def each(what: Callable[[Journey], Iterator[str]]) -> dict[str, frozenset[str]]:
            return {str(journey.id): frozenset(what(journey)) for journey in plan.journeys.values()}

        return _Offers(
            defines=each(_defined),
            sends=each(_sent),
            makes=each(lambda journey: (str(emit.event) for emit in parts(journey, Emit))),
            sets=each(_set),
            calls=each(lambda journey: (str(step.call) for step in parts(journey, Call))),
            given=frozenset((*MADE_EVENTS, *_given(plan.population))),
            attributes=frozenset(_attributes(plan)),
        )


def _needs(plan: Plan, journey: Journey, offers: _Offers) -> Iterator[str]:
    """Yield what one journey needs itself."""
    own = str(journey.id)
    yield from _named(journey, offers)
    for reference in references(journey):
        name = str(reference.word)
        if reference.kind == "message" and name in plan.messages:
            yield from _first(name, offers.sends, own)
    for event in _awaited(journey):
        if event not in offers.given:
            yield from _first(event, offers.makes, own)
    if all(isinstance(start, NoneStart) for start in journey.start.values()):
        yield from _first(own, offers.calls)


def _named(part: Journey | Map | Population, offers: _Offers) -> Iterator[str]:
    """Yield the journeys without which a name would mean nothing."""
    own = str(part.id) if isinstance(part, Journey) else ""
    for reference in references(part):
        yield from _giver(reference, offers, own)


def _giver(reference: Reference, offers: _Offers, own: str) -> Iterator[str]:
    """Yield the journey that a name is of, or that gives what has the name."""
    name = str(reference.word)
    if reference.kind in ("journey", "subject") and name in offers.sends:
        yield name
    elif reference.kind == "message":
        yield from _first(name, offers.defines, own)
    elif reference.kind in ("attribute", "contact") and name not in offers.attributes:
        yield from _first(name, offers.sets, own)


def _first(name: str, by: dict[str, frozenset[str]], own: str = "") -> Iterator[str]:
    """Yield the first journey that gives what is called `name`, nothing where `own` does."""
    if name not in by.get(own, ()):
        yield from [id for id, names in by.items() if name in names][:1]


def _defined(journey: Journey) -> Iterator[str]:
    return (str(message.id) for message in parts(journey, Message))


def _sent(journey: Journey) -> Iterator[str]:
    for step in journey.steps.values():
        if isinstance(step, Send):
            yield str(step.message_id)
            yield from (str(other.send) for other in step.by_segment.values())
        elif isinstance(step, Subprocess):
            yield from map(str, step.sends)


def _set(journey: Journey) -> Iterator[str]:
    """Yield the attributes that a journey gives its customers."""
    for step in journey.steps.values():
        yield from map(str, getattr(step, "set", {}))
    for message in parts(journey, Message):
        yield from map(str, message.form)


def _awaited(journey: Journey) -> Iterator[str]:
    yield from (str(event) for start in parts(journey, EventStart) for event in start.event)
    yield from (str(event) for catch in parts(journey, EventCatch) for event in catch.event)


def _given(population: Population) -> Iterator[str]:
    """Yield the events that customers make by themselves, or by their answers."""
    yield from map(str, population.behaviour)
    yield from (str(event.event) for event in parts(population, LifeEvent))
    yield "order.placed"


def _attributes(plan: Plan) -> Iterator[str]:
    """Yield the attributes that customers have without any journey."""
    population = plan.population
    yield from map(str, population.attributes)
    for customer in population.written_out:
        yield from map(str, customer.attributes)
    for causes in population.behaviour.values():
        yield from (str(name) for cause in causes for name in cause.set)
    for channel in plan.map.channels.values():
        yield from [str(channel.consent)] if channel.consent else []
        yield from (str(call.subject) for call in (calls(channel.needs) if channel.needs else ()))
    for message in plan.map.messages.values():
        yield from map(str, message.form)
