"""The names that a condition uses, each with its role and place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeykit.journeys.conditions.expression import (
    Attribute,
    Call,
    Condition,
    Data,
    Expression,
    Parameter,
    walk,
)
from journeykit.journeys.conditions.functions import FUNCTIONS, Role
from journeykit.journeys.place import Word


@dataclass(frozen=True, slots=True)
class Name:
    """A name and what it names.

    `of` is the event that a data field belongs to, or `start` or `event`; empty for others.
    """

    role: Role
    word: Word
    of: str = ""


def names(condition: Condition) -> Iterator[Name]:
    """Yield every name in the condition, in written order.

    Segments, journeys, steps, messages, events, attributes, contacts (of `known` and `denied`),
    parameters and data fields. `within` is none.
    """
    for node in walk(condition.expression):
        yield from _names(node)


def _names(node: Expression) -> Iterator[Name]:
    """Yield the names that stand in a node itself."""
    match node:
        case Attribute(name=word):
            yield Name(Role.ATTRIBUTE, word)
        case Parameter(name=word):
            yield Name(Role.PARAMETER, word)
        case Data(source=source, name=word) if word != "event":
            yield Name(Role.DATA, word, of=source)
        case Call():
            role = FUNCTIONS[node.name].role
            if role is not None:
                yield Name(role, node.subject)
            for given in node.data:
                yield Name(Role.DATA, given.name, of=str(node.subject))
        case _:
            pass
