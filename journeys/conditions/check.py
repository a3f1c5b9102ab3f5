"""What an expression gives, and the mistakes of putting the wrong kinds together."""

from __future__ import annotations

from dataclasses import replace

from journeykit.journeys import durations
from journeykit.journeys.conditions.expression import (
    And,
    Arithmetic,
    Boolean,
    Call,
    Comparison,
    Expression,
    Negative,
    Not,
    Now,
    Number,
    Or,
    Parameter,
    Text,
    parts,
)
from journeykit.journeys.conditions.functions import FUNCTIONS, Kind
from journeykit.journeys.conditions.tokens import mistake
from journeykit.journeys.finding import Mistake
from journeykit.journeys.place import Word


def kind(expression: Expression) -> Kind:
    """Return what an expression gives."""
    match expression:
        case Boolean() | Not() | And() | Or() | Comparison():
            return Kind.YES_NO
        case Number() | Parameter() | Now() | Arithmetic() | Negative():
            return Kind.NUMBER
        case Text():
            return Kind.TEXT
        case Call(name=name):
            return FUNCTIONS[name].gives
        case _:
            return Kind.ANY


def check_condition(expression: Expression) -> None:
    """Refuse what is not a yes or no.

    Raises:
        Mistake: J007.
    """
    match kind(expression):
        case Kind.TEXT:
            raise mistake(
                expression.place, "a text is not a condition", 'compare it, as in `x == "text"`'
            )
        case Kind.NUMBER:
            raise mistake(
                expression.place, "a number is not a condition", "compare it, as in `number >= 1`"
            )
    check_value(expression)


def check_value(expression: Expression) -> None:
    """Refuse an expression that puts the wrong kinds together.

    Raises:
        Mistake: J007.
    """
    match expression:
        case Not() | And() | Or():
            for part in parts(expression):
                check_condition(part)
        case Comparison():
            _check_comparison(expression)
        case Arithmetic() | Negative():
            for part in parts(expression):
                _check_number(part)
        case Call(keywords=keywords):
            for given in keywords:
                if given.name != "within":
                    check_value(given.value)
        case _:
            pass


def check_within(expression: Expression) -> None:
    """Refuse what is not a window: a duration, `$n`, "session" or "ever".

    Raises:
        Mistake: J007.
    """
    match expression:
        case Text(value=value) if value in ("session", "ever"):
            return
        case Number():
            raise mistake(expression.place, "a window has a unit", 'write it as `"3d"`')
        case _:
            _check_number(expression)


def seconds(text: Word) -> int:
    """Return the seconds of a duration in quotes.

    Raises:
        Mistake: J007.
    """
    try:
        duration = durations.parse(text, ranges=False)
    except Mistake as error:
        raise Mistake(replace(error.finding, code="J007")) from error
    if duration.parameters or duration.attributes:
        raise mistake(text.place, "a name stands outside the quotes", 'write it as `$n + "24h"`')
    return duration.low


def _check_comparison(comparison: Comparison) -> None:
    """Refuse to compare a yes or no with a number, a text that is no duration with a number."""
    sides = (comparison.left, comparison.right)
    if comparison.operator not in ("==", "!="):
        for side in sides:
            _check_number(side)
        return
    for side, other in (sides, sides[::-1]):
        if kind(other) is Kind.NUMBER:
            _check_number(side)
        elif kind(other) is Kind.TEXT and kind(side) is Kind.YES_NO:
            raise mistake(side.place, "yes or no never equals a text", "leave the comparison out")
        else:
            check_value(side)


def _check_number(expression: Expression) -> None:
    """Refuse what can be no number: a yes or no, a text that is not a duration."""
    match expression:
        case Text(value=value):
            seconds(value)
        case Call(name=name) if FUNCTIONS[name].gives is Kind.TEXT:
            raise mistake(
                expression.place, f"`{name}` gives a text, not a number", "compare with `==`"
            )
        case _ if kind(expression) is Kind.YES_NO:
            raise mistake(
                expression.place, "a yes or no is not a number", "leave the comparison out"
            )
        case _:
            check_value(expression)
