"""What of a subject is still known after some time has passed.

What is past stays: an event that has come, a message that was sent, the data of the start, an
arm, a contact that is known. All else may have changed: attributes, segments, sessions, and
whatever had not happened yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from journeykit.journeys.conditions.expression import (
    Attribute,
    Call,
    Data,
    Expression,
    Now,
    Text,
    walk,
)
from journeykit.journeys.conditions.subjects import KNOWN, Contact, Pair, Subject
from journeykit.journeys.lint.worlds.atlas import sets
from journeykit.journeys.lint.worlds.cells import Cells
from journeykit.journeys.model.plan import Plan

Later: TypeAlias = Callable[[int], int]
"""From the cells that are possible to those that are possible later."""

_TOLD = ("sent", "opened", "clicked")


@dataclass(frozen=True, slots=True)
class Lasting:
    """What the subjects of a journey may turn into while time passes.

    `taken` are contacts that something on the map may take away again, `exits` the events that
    end the journey; in a journey with parallel ways (`split`) another one may go on meanwhile.
    """

    taken: frozenset[str]
    exits: frozenset[str]
    split: bool

    def later(self, cut: Cells) -> Later:
        """Return how a subject changes while time passes."""
        subject = cut.subject
        if isinstance(subject, Contact):
            known = cut.only(KNOWN)
            taken = subject.name in self.taken
            return lambda cells: cells if cells == known and not taken else cut.all
        if isinstance(subject, Call) and subject.name == "count" and is_lasting(subject):
            if self._ends(subject):
                return lambda cells: cells
            return cut.least
        if isinstance(subject, Call) and subject.name == "times" and self.split:
            return cut.least
        if isinstance(subject, Call) and subject.name in _TOLD and is_lasting(subject):
            true = cut.only(wanted=True)
            return lambda cells: cells if cells == true else cut.all
        if all(self._stays(part) for part in _parts(subject)):
            return lambda cells: cells
        return lambda cells: cut.all

    def _ends(self, counted: Call) -> bool:
        """Tell whether an event cannot come in the journey, for it would end it."""
        return counted.subject in self.exits and counted.keyword("within") is None

    def _stays(self, part: Expression) -> bool:
        """Tell whether a part of a subject never changes while time passes."""
        match part:
            case Attribute() | Now():
                return False
            case Data(source=source):
                return source == "start" or not self.split
            case Call(name=name):
                return name in ("arm", "times")
            case _:
                return True


def is_lasting(asked: Call) -> bool:
    """Tell whether what a call has seen stays in its window: since the entry, or ever."""
    within = asked.keyword("within")
    return within is None or (isinstance(within, Text) and within.value == "ever")


def _parts(subject: Subject) -> Iterator[Expression]:
    """Yield all that a subject is made of."""
    sides = (subject.left, subject.right) if isinstance(subject, Pair) else (subject,)
    for side in sides:
        if not isinstance(side, Contact):
            yield from walk(side)


def taken(plan: Plan) -> Iterator[str]:
    """Yield the contacts that a `set` makes something else than known, and the consents."""
    for channel in plan.map.channels.values():
        if channel.consent is not None:
            yield str(channel.consent)
    for given in sets(plan):
        for name, value in given.items():
            if not isinstance(value.expression, Text) or value.expression.value != KNOWN:
                yield str(name)
