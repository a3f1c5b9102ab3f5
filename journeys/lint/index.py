"""What the journeys of a plan have in common, looked up once: triggers and messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from journeykit.journeys.graph import graph, start_node
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.lint.triggers import Gate, Trigger, apart, gate, triggers
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.map import Channel
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import Start
from journeykit.journeys.model.step import Send, Step
from journeykit.journeys.place import Word


@dataclass(frozen=True, slots=True)
class Entrance:
    """A start of a journey with one of its triggers."""

    journey: Journey
    start: Start
    trigger: Trigger


@dataclass(frozen=True, slots=True)
class Sender:
    """A step of a journey that sends a message, by the id that it is sent by."""

    journey: Journey
    step: Step
    message: Word


class Index:
    """The journeys of a plan by what they have in common; each part is made when first asked for.

    Everything is in the order of the documents. `whole` tells that they could all be read and
    that every name in them is known: only then what is not there is missing.
    """

    def __init__(self, plan: Plan, *, whole: bool = True) -> None:
        """Begin with nothing looked up."""
        self.plan = plan
        self.whole = whole
        self._graphs: dict[str, nx.MultiDiGraph[str]] = {}
        self._gates: dict[tuple[str, str], tuple[int, Gate]] = {}
        self._numbers: dict[Gate, int] = {}
        self._apart: dict[tuple[int, int], bool] = {}

    @cached_property
    def by_trigger(self) -> dict[tuple[str, ...], tuple[Entrance, ...]]:
        """The starts that one trigger fires, by what the trigger is (`Trigger.what`)."""
        found: dict[tuple[str, ...], list[Entrance]] = {}
        for journey in self.plan.journeys.values():
            for start in journey.start.values():
                for trigger in triggers(journey, start):
                    entrance = Entrance(journey, start, trigger)
                    found.setdefault(trigger.what, []).append(entrance)
        return {what: tuple(entrances) for what, entrances in found.items()}

    @cached_property
    def sent_by(self) -> dict[str, tuple[Sender, ...]]:
        """The steps of each journey that send messages which exist, with each message."""
        return {
            str(journey.id): tuple(
                Sender(journey, step, message)
                for step in journey.steps.values()
                for message in _sent(step)
                if message in self.plan.messages
            )
            for journey in self.plan.journeys.values()
        }

    @cached_property
    def senders(self) -> dict[str, tuple[Sender, ...]]:
        """The steps that send each message, under the first id that has its definition."""
        found: dict[str, list[Sender]] = {}
        for senders in self.sent_by.values():
            for each in senders:
                found.setdefault(self.same[each.message], []).append(each)
        return {id: tuple(senders) for id, senders in found.items()}

    @cached_property
    def same(self) -> dict[str, str]:
        """The first id with an equal definition, for each message: mostly its own id."""
        first: dict[tuple[object, ...], str] = {}
        found = {}
        for id, message in self.plan.messages.items():
            told = definition(message)
            found[id] = first.setdefault(told, id) if says_something(message) else id
        return found

    def sent_after(self, entrance: Entrance) -> Iterator[Sender]:
        """Yield the senders that a start leads to."""
        journey, senders = entrance.journey, self.sent_by[str(entrance.journey.id)]
        if len(journey.start) < 2:
            yield from senders
            return
        if journey.id not in self._graphs:
            self._graphs[journey.id] = graph(journey)
        reached = nx.descendants(self._graphs[journey.id], start_node(entrance.start))
        yield from (each for each in senders if str(each.step.id) in reached)

    def channel(self, message: Message) -> Channel | None:
        """Return the channel that a message takes first; None where the map has no such one."""
        return self.plan.map.channels.get(message.channel[0])

    def apart(self, one: tuple[Journey, Start], other: tuple[Journey, Start]) -> bool:
        """Tell whether nobody can enter by both starts at once, as `triggers.apart` does."""
        mine, theirs = self._gate(*one), self._gate(*other)
        key = mine[0], theirs[0]
        if key not in self._apart:
            self._apart[key] = apart(mine[1], theirs[1])
        return self._apart[key]

    def _gate(self, journey: Journey, start: Start) -> tuple[int, Gate]:
        """Return what is asked at a start, with the number that equal ones share."""
        key = journey.id, start.id
        if key not in self._gates:
            asked = gate(journey, start)
            self._gates[key] = self._numbers.setdefault(asked, len(self._numbers)), asked
        return self._gates[key]


def definition(message: Message) -> tuple[object, ...]:
    """Return what a message is to its reader: all but its id, its answers and how long it holds."""
    return (
        message.channel,
        message.class_,
        message.promo,
        message.topic,
        message.title,
        message.subject,
        message.template,
        message.goods,
        message.form,
        message.button,
    )


def says_something(message: Message) -> bool:
    """Tell whether a definition has words of its own, so that an equal one is no accident."""
    return bool(message.title.by_language or message.subject.by_language or message.template)


def _sent(step: Step) -> Iterator[Word]:
    """Yield the messages that a step can send, those for one segment included, each once."""
    others = step.by_segment.values() if isinstance(step, Send) else ()
    yield from dict.fromkeys((*sent_by(step), *(each.send for each in others)))
