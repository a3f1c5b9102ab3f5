"""What is known of conditions on one way through a journey.

Facts are expressions with their truth. They are used to leave out ways that no customer can go,
such as a branch for those who opened a mail that was never sent; where nothing is known, both
ways are possible.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from journeykit.journeys.conditions import Call, Condition, Expression, walk
from journeykit.journeys.conditions.expression import (
    And,
    Boolean,
    Comparison,
    Data,
    Not,
    Number,
    Or,
    Text,
)
from journeykit.journeys.place import NOWHERE, Word

Facts: TypeAlias = dict[Expression, bool]
Arrivals: TypeAlias = Callable[[str], int]

HISTORY = ("happened", "sent", "opened", "clicked")
_LASTING = (*HISTORY, "known")


def call(name: str, subject: str) -> Call:
    """Return the expression `name("subject")`."""
    return Call(NOWHERE, Word(name), (Text(NOWHERE, Word(subject)),), ())


def truth(
    expression: Expression, facts: Mapping[Expression, bool], arrivals: Arrivals
) -> bool | None:
    """Return whether the expression holds, None where the facts do not tell."""
    match expression:
        case Boolean(value=value):
            return value
        case Not(operand=operand):
            inner = truth(operand, facts, arrivals)
            return None if inner is None else not inner
        case And(operands=operands):
            return _all([truth(operand, facts, arrivals) for operand in operands])
        case Or(operands=operands):
            inner = _all([_negated(truth(operand, facts, arrivals)) for operand in operands])
            return _negated(inner)
        case Comparison(left=Call(name="times") as times, right=Number(value=value)):
            return _compare(arrivals(times.subject), expression.operator, value)
        case _:
            return facts.get(expression)


def assume(expression: Expression, value: bool, facts: Facts) -> None:
    """Add to the facts what follows when the expression is `value`."""
    match expression:
        case Not(operand=operand):
            assume(operand, not value, facts)
        case And(operands=operands) if value:
            for operand in operands:
                assume(operand, True, facts)
        case Or(operands=operands) if not value:
            for operand in operands:
                assume(operand, False, facts)
        case _:
            facts[expression] = value
            if value and isinstance(expression, Call) and expression.name == "clicked":
                facts[call("opened", expression.subject)] = True


def wait(facts: Facts) -> Facts:
    """Return the facts that still hold after some time."""
    return {fact: value for fact, value in facts.items() if _lasts(fact, facts)}


def at_entry(condition: Condition | None, facts: Facts) -> None:
    """Assume a condition of the entry, but for its history, which is that of the whole life."""
    if condition is None:
        return
    known: Facts = {}
    assume(condition.expression, True, known)
    for fact, value in known.items():
        if not any(isinstance(part, Call | Data) and _is_passing(part) for part in walk(fact)):
            facts[fact] = value


def _is_passing(part: Call | Data) -> bool:
    if isinstance(part, Data):
        return part.source == "event"
    return part.name in (*HISTORY, "count", "since", "on_site")


def _lasts(fact: Expression, facts: Facts) -> bool:
    """Tell whether a fact outlasts a wait: what is past, and what customers seldom change."""
    if isinstance(fact, Call):
        if fact.name in _LASTING and facts[fact]:
            return fact.keyword("within") is None
        if fact.name in ("opened", "clicked"):
            return facts.get(call("sent", fact.subject)) is False
        return fact.name in ("sent", "segment", "known", "denied")
    parts = list(walk(fact))
    calls = [part for part in parts if isinstance(part, Call)]
    if calls:
        return all(part.name == "arm" for part in calls)
    return all(not isinstance(part, Data) or part.source == "start" for part in parts)


def _all(values: list[bool | None]) -> bool | None:
    if False in values:
        return False
    return None if None in values else True


def _negated(value: bool | None) -> bool | None:
    return None if value is None else not value


def _compare(left: float, operator: str, right: float) -> bool:
    return {
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
        "==": left == right,
        "!=": left != right,
    }[operator]
