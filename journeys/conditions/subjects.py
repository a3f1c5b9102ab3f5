"""What the truth of a condition depends on, and the values that make a difference to it.

A condition is a combination of tests, each of one *subject*: an attribute against a number, an
event that happened or not, a contact that is known. For each subject a few values stand for all:
every constant that it is compared with, one value between each two of them and one beyond either
end, another text, nothing at all.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from journeykit.journeys.conditions.check import kind
from journeykit.journeys.conditions.evaluate import compare, number, truth
from journeykit.journeys.conditions.expression import (
    And,
    Arithmetic,
    Attribute,
    Boolean,
    Call,
    Comparison,
    Data,
    Expression,
    Negative,
    Not,
    Number,
    Or,
    Text,
    parts,
)
from journeykit.journeys.conditions.functions import Kind
from journeykit.journeys.conditions.scope import MISSING, Value
from journeykit.journeys.conditions.write import write
from journeykit.journeys.place import NOWHERE, Word

OTHER_TEXT = "another text"
KNOWN, DENIED, NEITHER = "known", "denied", "neither known nor denied"


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact or permission: known, denied or neither."""

    name: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values compared with each other: less (-1), equal (0) or more (1)."""

    left: Expression
    right: Expression


Subject: TypeAlias = Expression | Contact | Pair
World: TypeAlias = Mapping[Subject, Value]


@dataclass(frozen=True, slots=True)
class Domain:
    """What is known of a subject: all its values (empty: any), and whether it may be missing."""

    values: tuple[Value, ...] = ()
    optional: bool = True


def holds(node: Expression, world: World) -> bool:
    """Tell whether a yes or no holds in a world that gives each subject its value."""
    match node:
        case Boolean(value=value):
            return value
        case Not(operand=operand):
            return not holds(operand, world)
        case And(operands=operands):
            return all(holds(operand, world) for operand in operands)
        case Or(operands=operands):
            return any(holds(operand, world) for operand in operands)
        case Comparison():
            return _compared(node, world)
        case Call(name="known" | "denied"):
            return world[Contact(node.subject)] == str(node.name)
        case Call(name="happened"):
            return compare(world[_counted(node)], ">=", 1.0)
        case _:
            return truth(world[node])


def subjects(node: Expression) -> Iterator[tuple[Subject, Value]]:
    """Yield each subject of a yes or no with a constant that it is tested against."""
    match node:
        case Boolean():
            return
        case Not(operand=operand):
            yield from subjects(operand)
        case And(operands=operands) | Or(operands=operands):
            for operand in operands:
                yield from subjects(operand)
        case Comparison(left=left, right=right):
            yield from _tested(left, right)
        case Call(name="known" | "denied"):
            yield Contact(node.subject), KNOWN
        case Call(name="happened"):
            yield _counted(node), 1.0
        case _:
            yield node, True


def values(
    subject: Subject, constants: tuple[Value, ...], domains: Mapping[Expression, Domain]
) -> tuple[Value, ...]:
    """Return values that stand for all the subject may have: the constants first, missing last."""
    if isinstance(subject, Contact):
        return (NEITHER, KNOWN, DENIED)
    if isinstance(subject, Pair):
        missing = any(_optional(side, domains) for side in (subject.left, subject.right))
        return (0.0, -1.0, 1.0, *([MISSING] if missing else []))
    domain = domains.get(subject, Domain())
    given = domain.values or _possible(subject, constants)
    return (*given, MISSING) if _optional(subject, domains) else given


def constant(node: Expression) -> Value | None:
    """Return the value of an expression without a subject; None if it has one."""
    match node:
        case Number(value=value) | Boolean(value=value):
            return value
        case Text(value=text):
            return str(text)
        case Negative(operand=operand):
            inner = constant(operand)
            return None if inner is None else -number(inner)
        case _:
            return None


def _compared(node: Comparison, world: World) -> bool:
    """Tell whether a comparison holds in a world."""
    left, right = constant(node.left), constant(node.right)
    if left is None and right is None:
        pair = _pair(node.left, node.right)
        if pair.left == node.left:
            return compare(world[pair], node.operator, 0.0)
        return compare(0.0, node.operator, world[pair])
    return compare(
        world[node.left] if left is None else left,
        node.operator,
        world[node.right] if right is None else right,
    )


def _tested(left: Expression, right: Expression) -> Iterator[tuple[Subject, Value]]:
    """Yield the subject of a comparison and the constant on its other side."""
    low, high = constant(left), constant(right)
    if low is None and high is None:
        yield _pair(left, right), 0.0
    elif low is None and high is not None:
        yield left, high
    elif low is not None and high is None:
        yield right, low


def _pair(left: Expression, right: Expression) -> Pair:
    """Return the pair of two values, the same one whichever of them is written first."""
    return Pair(left, right) if write(left) <= write(right) else Pair(right, left)


def _counted(node: Call) -> Call:
    """Turn `happened(...)` into the `count(...)` that is at least 1 when it holds."""
    return Call(node.place, Word("count", NOWHERE), node.arguments, node.keywords)


def _possible(subject: Expression, constants: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return values that behave differently under tests against the constants.

    What is only tested as a yes or no, or against `true` and `false`, is taken for a flag.
    """
    if kind(subject) is Kind.YES_NO or all(isinstance(value, bool) for value in constants):
        return (False, True)
    texts = tuple(dict.fromkeys(value for value in constants if isinstance(value, str)))
    if kind(subject) is Kind.TEXT:
        return (*texts, OTHER_TEXT)
    flags = (False, True) if any(isinstance(value, bool) for value in constants) else ()
    measured = map(number, (*constants, *flags))
    numbers = sorted({float(value) for value in measured if not math.isnan(value)})
    around = _around(numbers)
    if isinstance(subject, Call):
        around = tuple(value for value in around if value >= 0)
        if subject.name in ("count", "times"):
            whole = [w for n in around if n < math.inf for w in (math.floor(n), math.ceil(n))]
            return tuple(float(n) for n in dict.fromkeys(whole))
        return (*numbers, math.inf, *around)
    # A text that is no duration behaves as if it were missing, except for `==` and as a yes.
    worded = bool(flags) or any(math.isnan(number(text)) for text in texts)
    words = (*texts, OTHER_TEXT) if worded else ()
    return (*words, *around, *flags)


def _around(numbers: list[float]) -> tuple[float, ...]:
    """Return the numbers, one between each two neighbours, and one beyond either end."""
    if not numbers:
        return ()
    between = [(low + high) / 2 for low, high in pairwise(numbers)]
    return (*numbers, numbers[0] - 1, *between, numbers[-1] + 1)


def _optional(subject: Expression, domains: Mapping[Expression, Domain]) -> bool:
    """Tell whether the subject may have no value."""
    if subject in domains:
        return domains[subject].optional
    match subject:
        case Attribute() | Data() | Arithmetic(operator="/"):
            return True
        case Arithmetic() | Negative():
            # Infinity less infinity is nothing, and `since` may be infinite.
            return any(
                _optional(part, domains) or (isinstance(part, Call) and part.name == "since")
                for part in parts(subject)
            )
        case _:
            return False
