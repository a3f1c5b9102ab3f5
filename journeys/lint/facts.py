"""What is known of conditions on one way through a journey.

Facts are expressions with their truth. They are used to leave out ways that no customer can go,
such as a branch for those who opened a mail that was never sent; where nothing is known, both
ways are possible.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
from journeykit.journeys.lint.truths import every, negated
from journeykit.journeys.place import NOWHERE, Word

Facts: TypeAlias = dict[Expression, bool]

HISTORY = ("happened", "sent", "opened", "clicked")
_LASTING = (*HISTORY, "known")


@dataclass(frozen=True, slots=True)
class Seen:
    """What is certain on a way by what happened on it.

    `arrivals` counts those at a step; `sent` are the messages and steps that have sent, `own`
    those that nobody but this journey sends; `exits` are events that end the journey, so that
    they cannot have happened in it.
    """

    arrivals: Callable[[str], int]
    sent: frozenset[str]
    own: frozenset[str]
    exits: frozenset[str]


def call(name: str, subject: str) -> Call:
    """Return the expression `name("subject")`."""
    return Call(NOWHERE, Word(name), (Text(NOWHERE, Word(subject)),), ())


def truth(expression: Expression, facts: Mapping[Expression, bool], seen: Seen) -> bool | None:
    """Return whether the expression holds, None where the facts do not tell."""
    if expression in facts:
        return facts[expression]
    match expression:
        case Boolean(value=value):
            return value
        case Not(operand=operand):
            inner = truth(operand, facts, seen)
            return None if inner is None else not inner
        case And(operands=operands):
            return every([truth(operand, facts, seen) for operand in operands])
        case Or(operands=operands):
            inner = every([negated(truth(operand, facts, seen)) for operand in operands])
            return negated(inner)
        case Comparison(left=Call(name="times") as times, right=Number(value=value)):
            return _compare(seen.arrivals(times.subject), expression.operator, value)
        case Call(keywords=()):
            return _by_history(expression, seen)
        case _:
            return None


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
    return {fact: value for fact, value in facts.items() if _lasts(fact, value)}


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


def _by_history(asked: Call, seen: Seen) -> bool | None:
    """Return what the way so far tells of a call without a window."""
    if asked.name == "happened":
        return False if asked.subject in seen.exits else None
    if asked.name not in ("sent", "opened", "clicked"):
        return None
    if asked.subject in seen.sent:
        return True if asked.name == "sent" else None
    return False if asked.subject in seen.own else None


def _lasts(fact: Expression, value: bool) -> bool:
    """Tell whether a fact outlasts a wait: what is past, and what customers seldom change."""
    if isinstance(fact, Call):
        if fact.name in _LASTING and value:
            return fact.keyword("within") is None
        return fact.name in ("segment", "known", "denied")
    parts = list(walk(fact))
    calls = [part for part in parts if isinstance(part, Call)]
    if calls:
        return all(part.name == "arm" for part in calls)
    return all(not isinstance(part, Data) or part.source == "start" for part in parts)


def _compare(left: float, operator: str, right: float) -> bool:
    return {
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
        "==": left == right,
        "!=": left != right,
    }[operator]
