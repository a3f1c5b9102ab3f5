"""The parts of a condition: frozen nodes that know where they are written.

Two nodes are equal when they say the same, wherever they stand: places are not compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from journeykit.journeys.place import Place, Word

Order: TypeAlias = Literal["<", "<=", ">", ">=", "==", "!="]
Sign: TypeAlias = Literal["+", "-", "*", "/"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: `2`, `0.05`."""

    place: Place = field(compare=False)
    value: float


@dataclass(frozen=True, slots=True)
class Text:
    """A text between quotes; a duration where it meets a number. `value` has its own place."""

    place: Place = field(compare=False)
    value: Word


@dataclass(frozen=True, slots=True)
class Boolean:
    """`true` or `false`."""

    place: Place = field(compare=False)
    value: bool


@dataclass(frozen=True, slots=True)
class Attribute:
    """`customer.NAME`."""

    place: Place = field(compare=False)
    name: Word


@dataclass(frozen=True, slots=True)
class Parameter:
    """`$NAME`; the name is without the dollar."""

    place: Place = field(compare=False)
    name: Word


@dataclass(frozen=True, slots=True)
class Data:
    """`start.NAME` or `event.NAME`; the name `event` is the event's own name."""

    place: Place = field(compare=False)
    source: Literal["start", "event"]
    name: Word


@dataclass(frozen=True, slots=True)
class Now:
    """`now`, the time."""

    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Keyword:
    """`NAME=value` in a call."""

    name: Word
    value: Expression


@dataclass(frozen=True, slots=True)
class Call:
    """`NAME(arguments, keywords)`; the parser has checked them against the function."""

    place: Place = field(compare=False)
    name: Word
    arguments: tuple[Expression, ...]
    keywords: tuple[Keyword, ...]

    def keyword(self, name: str) -> Expression | None:
        """Return the value given for the keyword `name`."""
        return next((given.value for given in self.keywords if given.name == name), None)

    @property
    def data(self) -> tuple[Keyword, ...]:
        """The keywords that the event's data must match: all but `within`."""
        return tuple(given for given in self.keywords if given.name != "within")

    @property
    def subject(self) -> Word:
        """The name that the call is about: an event, a message, a contact, a step; or empty."""
        first = self.arguments[0] if self.arguments else None
        return first.value if isinstance(first, Text) else Word("")


@dataclass(frozen=True, slots=True)
class Not:
    """`not operand`."""

    place: Place = field(compare=False)
    operand: Expression


@dataclass(frozen=True, slots=True)
class And:
    """`a and b and c`; a chain `a < b < c` is one too."""

    place: Place = field(compare=False)
    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """`a or b or c`."""

    place: Place = field(compare=False)
    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`left operator right`."""

    place: Place = field(compare=False)
    left: Expression
    operator: Order
    right: Expression


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`left operator right` on numbers, times and durations."""

    place: Place = field(compare=False)
    left: Expression
    operator: Sign
    right: Expression


@dataclass(frozen=True, slots=True)
class Negative:
    """`-operand`."""

    place: Place = field(compare=False)
    operand: Expression


Expression: TypeAlias = (
    Number
    | Text
    | Boolean
    | Attribute
    | Parameter
    | Data
    | Now
    | Call
    | Not
    | And
    | Or
    | Comparison
    | Arithmetic
    | Negative
)


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition or value: its text as written, and what it says."""

    source: Word
    expression: Expression


def parts(expression: Expression) -> tuple[Expression, ...]:
    """Return the expressions right inside, in written order."""
    match expression:
        case Not(operand=operand) | Negative(operand=operand):
            return (operand,)
        case And(operands=operands) | Or(operands=operands):
            return operands
        case Comparison(left=left, right=right) | Arithmetic(left=left, right=right):
            return (left, right)
        case Call(arguments=arguments, keywords=keywords):
            return (*arguments, *(given.value for given in keywords))
        case _:
            return ()


def walk(expression: Expression) -> Iterator[Expression]:
    """Yield the expression and everything in it, in written order."""
    yield expression
    for part in parts(expression):
        yield from walk(part)


def calls(condition: Condition) -> Iterator[Call]:
    """Yield the calls of a condition, in written order."""
    return (node for node in walk(condition.expression) if isinstance(node, Call))
