"""Which contacts are certainly known where a condition holds, and where it does not.

The analysis is sound, not complete: a name that is returned is known for every customer who
gets there; one that is not returned may be known all the same.

- `known("x")` holds: x is known.
- `customer.x` compared, other than with `!=`, and the comparison holds: x has a value, for no
  comparison with a missing value holds. The same where `!=` does not hold.
- `a and b` holds: what either tells. It fails: what both tell on failing, for either may be the
  one that failed. `or` the other way round; `not` turns the two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from journeykit.journeys.conditions.expression import (
    And,
    Arithmetic,
    Attribute,
    Call,
    Comparison,
    Condition,
    Expression,
    Negative,
    Not,
    Or,
    parts,
)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The names certainly known when a condition is true, and when it is false."""

    if_true: tuple[str, ...] = ()
    if_false: tuple[str, ...] = ()


def contacts_known(condition: Condition) -> Knowledge:
    """Return the contacts and attributes that the condition makes certain either way."""
    return _knowledge(condition.expression)


def _knowledge(node: Expression) -> Knowledge:
    """Return what a yes or no makes certain."""
    match node:
        case Not(operand=operand):
            inner = _knowledge(operand)
            return Knowledge(inner.if_false, inner.if_true)
        case And(operands=operands):
            inside = [_knowledge(operand) for operand in operands]
            return Knowledge(
                _union(each.if_true for each in inside), _common(each.if_false for each in inside)
            )
        case Or(operands=operands):
            inside = [_knowledge(operand) for operand in operands]
            return Knowledge(
                _common(each.if_true for each in inside), _union(each.if_false for each in inside)
            )
        case Comparison(left=left, operator=order, right=right):
            needed = _union([_needed(left), _needed(right)])
            return Knowledge(if_false=needed) if order == "!=" else Knowledge(if_true=needed)
        case Call(name="known"):
            return Knowledge(if_true=(str(node.subject),))
        case Attribute(name=name):
            return Knowledge(if_true=(str(name),))
        case _:
            return Knowledge()


def _needed(node: Expression) -> tuple[str, ...]:
    """Return the attributes without which an expression has no value."""
    match node:
        case Attribute(name=name):
            return (str(name),)
        case Arithmetic() | Negative():
            return _union(_needed(part) for part in parts(node))
        case _:
            return ()


def _union(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the names of any group, once each, in order."""
    return tuple(dict.fromkeys(name for group in groups for name in group))


def _common(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the names of all groups, in the order of the first."""
    first, *others = groups
    return tuple(name for name in first if all(name in group for group in others))
