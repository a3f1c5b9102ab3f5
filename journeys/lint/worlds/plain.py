"""Conditions made plain: parameters put in, segments spelt out, windows written.

What is left asks for as few things as can be, so that two conditions about one thing say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from journeykit.journeys.conditions.evaluate import compare, number
from journeykit.journeys.conditions.expression import (
    And,
    Arithmetic,
    Boolean,
    Call,
    Comparison,
    Expression,
    Keyword,
    Negative,
    Not,
    Number,
    Or,
    Parameter,
    Text,
    walk,
)
from journeykit.journeys.conditions.subjects import constant
from journeykit.journeys.durations import Duration
from journeykit.journeys.model.population import Segment
from journeykit.journeys.place import NOWHERE, Word

WINDOWED = ("happened", "count", "since", "sent", "opened", "clicked")
_EVER = Keyword(Word("within"), Text(NOWHERE, Word("ever")))
_SETTLED = (Parameter, Number, Text, Boolean, Arithmetic, Negative, Comparison, And, Or, Not)
_ONE = Number(NOWHERE, 1.0)


@dataclass(frozen=True, slots=True)
class Plain:
    """What conditions of a journey are made plain by.

    `whole` says that a call without a window looks at the whole life, as at the entry.
    """

    params: Mapping[Word, Duration | float]
    segments: Mapping[Word, Segment]
    whole: bool = False
    inside: tuple[str, ...] = ()

    def __call__(self, node: Expression) -> Expression:
        """Return the expression that asks the same in plain terms."""
        match node:
            case Not(operand=operand):
                return Not(node.place, self(operand))
            case And(operands=operands):
                return And(node.place, tuple(map(self, operands)))
            case Or(operands=operands):
                return Or(node.place, tuple(map(self, operands)))
            case Comparison() if is_switch(node):
                return node
            case Comparison(left=left, operator=order, right=right):
                return _settled(Comparison(node.place, self(left), order, self(right)))
            case Arithmetic(left=left, operator=sign, right=right):
                return _summed(Arithmetic(node.place, self(left), sign, self(right)))
            case Negative(operand=operand):
                return Negative(node.place, self(operand))
            case Parameter(name=name):
                return self._parameter(node, name)
            case Call():
                return self._call(node)
            case _:
                return node

    def _parameter(self, node: Parameter, name: Word) -> Expression:
        value = self.params.get(name)
        if value is None:
            return node
        return Number(NOWHERE, float(value.low if isinstance(value, Duration) else value))

    def _call(self, node: Call) -> Expression:
        if node.name == "segment":
            return self._segment(node)
        if node.name not in WINDOWED:
            return node
        given = tuple(Keyword(each.name, self(each.value)) for each in node.keywords)
        if self.whole and node.keyword("within") is None:
            given = (_EVER, *given)
        if node.name == "happened":
            counted = Call(NOWHERE, Word("count"), node.arguments, given)
            return Comparison(NOWHERE, counted, ">=", _ONE)
        return Call(NOWHERE, node.name, node.arguments, given)

    def _segment(self, node: Call) -> Expression:
        """Spell out a segment that is defined by a condition."""
        segment = self.segments.get(node.subject)
        if segment is None or segment.condition is None or node.subject in self.inside:
            return node
        inner = replace(self, whole=True, params={}, inside=(*self.inside, node.subject))
        return inner(segment.condition.expression)


def is_switch(node: Expression) -> bool:
    """Tell whether an expression asks for parameters alone: it is there to be turned."""
    if not all(isinstance(part, _SETTLED) for part in walk(node)):
        return False
    return any(isinstance(part, Parameter) for part in walk(node))


def _settled(node: Comparison) -> Expression:
    """Return the yes or no of a comparison of constants."""
    left, right = constant(node.left), constant(node.right)
    if left is None or right is None:
        return node
    return Boolean(NOWHERE, compare(left, node.operator, right))


def _summed(node: Arithmetic) -> Expression:
    """Return the number that arithmetic of constants gives."""
    left, right = constant(node.left), constant(node.right)
    if left is None or right is None:
        return node
    low, high = number(left), number(right)
    match node.operator:
        case "+":
            return Number(NOWHERE, low + high)
        case "-":
            return Number(NOWHERE, low - high)
        case "*":
            return Number(NOWHERE, low * high)
        case _:
            return Number(NOWHERE, low / high) if high else node
