"""Conditions as closures: compiled once, evaluated for each customer and moment.

Numbers are float64 in written order. A missing value is `nan`: arithmetic with it gives `nan`,
no comparison with it holds except `!=`, and it is false.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeAlias

from journeykit.journeys.conditions.check import kind
from journeykit.journeys.conditions.expression import (
    And,
    Arithmetic,
    Attribute,
    Boolean,
    Call,
    Comparison,
    Condition,
    Data,
    Expression,
    Keyword,
    Negative,
    Not,
    Now,
    Number,
    Or,
    Order,
    Parameter,
    Sign,
    Text,
)
from journeykit.journeys.conditions.functions import Kind, Role
from journeykit.journeys.conditions.scope import MISSING, Fields, Scope, Value, Window, Within
from journeykit.journeys.durations import literal_seconds

Evaluator: TypeAlias = Callable[[Scope], Value]
Test: TypeAlias = Callable[[Scope], bool]
Measure: TypeAlias = Callable[[Scope], float]

_ORDERS: dict[Order, Callable[[float, float], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_EVENTS = {"sent": "message.sent", "opened": "message.opened", "clicked": "message.clicked"}


def compile(condition: Condition, *, messages: Mapping[str, str] | None = None) -> Evaluator:
    """Return a function that evaluates the condition in a scope.

    `messages` leads from the names that this journey may use in `sent`, `opened` and `clicked`
    (its steps) to message ids; other names are ids already.
    """
    return _compile(condition.expression, messages or {})


def compile_test(condition: Condition, *, messages: Mapping[str, str] | None = None) -> Test:
    """Return a function that tells whether the condition holds in a scope."""
    return _test(condition.expression, messages or {})


def truth(value: Value) -> bool:
    """Tell whether a value counts as true: a missing one, 0 and an empty text do not."""
    return bool(value) and value == value


def compare(left: Value, order: Order, right: Value) -> bool:
    """Compare two values; a text that meets a number is a duration, or missing if it is none."""
    if isinstance(left, str) or isinstance(right, str):
        if isinstance(left, str) and isinstance(right, str) and order in ("==", "!="):
            return (left == right) == (order == "==")
        return _ORDERS[order](number(left), number(right))
    return _ORDERS[order](left, right)


def equal(left: Value, right: Value) -> bool:
    """Tell whether a field of an event has the wanted value, as `==` would."""
    return compare(left, "==", right)


def number(value: Value) -> float:
    """Return a value as a number; a text is a duration in seconds, or missing if it is none."""
    return _duration(value) if isinstance(value, str) else value


@lru_cache(maxsize=4096)
def _duration(text: str) -> float:
    """Return the seconds of a duration; missing if the text is none."""
    seconds = literal_seconds(text)
    return MISSING if seconds is None else float(seconds)


def _compile(node: Expression, messages: Mapping[str, str]) -> Evaluator:
    """Return the evaluator of any expression."""
    if kind(node) is Kind.YES_NO:
        return _test(node, messages)
    match node:
        case Text(value=text):
            plain = str(text)
            return lambda scope: plain
        case Attribute(name=name):
            attribute = str(name)
            return lambda scope: scope.attribute(attribute)
        case Data(source="start", name=name):
            field = str(name)
            return lambda scope: scope.start(field)
        case Data(name=name):
            field = str(name)
            return lambda scope: scope.event(field)
        case Call(name="arm"):
            step = str(node.subject)
            return lambda scope: scope.arm(step)
        case _:
            return _measure(node, messages)


def _measure(node: Expression, messages: Mapping[str, str]) -> Measure:
    """Return the evaluator of a number; texts in it are durations."""
    match node:
        case Number(value=value):
            return lambda scope: value
        case Text(value=text):
            seconds = _duration(text)
            return lambda scope: seconds
        case Parameter(name=name):
            parameter = str(name)
            return lambda scope: scope.parameter(parameter)
        case Now():
            return lambda scope: scope.now()
        case Negative(operand=operand):
            inner = _measure(operand, messages)
            return lambda scope: -inner(scope)
        case Arithmetic(left=left, operator=sign, right=right):
            return _arithmetic(_measure(left, messages), sign, _measure(right, messages))
        case Call(name="count" | "since"):
            return _history(node, messages)
        case Call(name="times"):
            step = str(node.subject)
            return lambda scope: scope.times(step)
        case _:
            value_of = _compile(node, messages)
            return lambda scope: number(value_of(scope))


def _arithmetic(left: Measure, sign: Sign, right: Measure) -> Measure:
    """Return the evaluator of a sum, difference, product or quotient; x/0 is missing."""
    match sign:
        case "+":
            return lambda scope: left(scope) + right(scope)
        case "-":
            return lambda scope: left(scope) - right(scope)
        case "*":
            return lambda scope: left(scope) * right(scope)
        case "/":
            return lambda scope: _quotient(left(scope), right(scope))


def _quotient(left: float, right: float) -> float:
    """Divide; by zero there is no answer."""
    return left / right if right else MISSING


def _test(node: Expression, messages: Mapping[str, str]) -> Test:
    """Return the evaluator of a yes or no."""
    match node:
        case Boolean(value=value):
            return lambda scope: value
        case Not(operand=operand):
            inner = _test(operand, messages)
            return lambda scope: not inner(scope)
        case And(operands=operands):
            return _every(tuple(_test(operand, messages) for operand in operands))
        case Or(operands=operands):
            return _some(tuple(_test(operand, messages) for operand in operands))
        case Comparison():
            return _comparison(node, messages)
        case Call() if kind(node) is Kind.YES_NO:
            return _asked(node, messages)
        case _:
            value_of = _compile(node, messages)
            return lambda scope: truth(value_of(scope))


def _every(tests: tuple[Test, ...]) -> Test:
    """Return a test that holds when all do; the first that fails ends it."""
    if len(tests) == 2:
        first, second = tests
        return lambda scope: first(scope) and second(scope)
    return lambda scope: all(test(scope) for test in tests)


def _some(tests: tuple[Test, ...]) -> Test:
    """Return a test that holds when one does; the first that holds ends it."""
    if len(tests) == 2:
        first, second = tests
        return lambda scope: first(scope) or second(scope)
    return lambda scope: any(test(scope) for test in tests)


def _comparison(node: Comparison, messages: Mapping[str, str]) -> Test:
    """Return the evaluator of a comparison; straight when both sides are surely numbers."""
    order = node.operator
    holds = _ORDERS[order]
    kinds = kind(node.left), kind(node.right)
    if order not in ("==", "!=") or Kind.NUMBER in kinds:
        low, high = _measure(node.left, messages), _measure(node.right, messages)
        return lambda scope: holds(low(scope), high(scope))
    left, right = _compile(node.left, messages), _compile(node.right, messages)
    return lambda scope: compare(left(scope), order, right(scope))


def _asked(node: Call, messages: Mapping[str, str]) -> Test:
    """Return the evaluator of a call that gives yes or no."""
    name = str(node.subject)
    match node.name:
        case "happened":
            within, data = _within(node, messages), _data(node.data, messages)
            return lambda scope: scope.happened(name, within(scope), data(scope))
        case "known":
            return lambda scope: scope.known(name)
        case "denied":
            return lambda scope: scope.denied(name)
        case "segment":
            return lambda scope: scope.segment(name)
        case "in_journey":
            return lambda scope: scope.in_journey(name)
        case "on_site":
            return lambda scope: scope.on_site()
        case _:
            event, window = _EVENTS[node.name], _within(node, messages)
            fields: Fields = ((Role.MESSAGE.value, messages.get(name, name)),)
            return lambda scope: scope.happened(event, window(scope), fields)


def _history(node: Call, messages: Mapping[str, str]) -> Measure:
    """Return the evaluator of `count` or `since`."""
    name = str(node.subject)
    within, data = _within(node, messages), _data(node.data, messages)
    if node.name == "count":
        return lambda scope: scope.count(name, within(scope), data(scope))
    return lambda scope: scope.since(name, within(scope), data(scope))


def _within(node: Call, messages: Mapping[str, str]) -> Callable[[Scope], Within]:
    """Return the evaluator of a call's window."""
    match node.keyword("within"):
        case None:
            return lambda scope: Window.ENTRY
        case Text(value="session"):
            return lambda scope: Window.SESSION
        case Text(value="ever"):
            return lambda scope: Window.EVER
        case given:
            return _measure(given, messages)


def _data(given: tuple[Keyword, ...], messages: Mapping[str, str]) -> Callable[[Scope], Fields]:
    """Return the evaluator of the data that an event must have."""
    if not given:
        return lambda scope: ()
    pairs = tuple((str(pair.name), _compile(pair.value, messages)) for pair in given)
    return lambda scope: tuple([(name, value(scope)) for name, value in pairs])
