"""An expression as text again, for messages; reading it back gives an equal expression."""

from __future__ import annotations

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
    Now,
    Number,
    Or,
    Parameter,
    Text,
)

_OR, _AND, _NOT, _COMPARISON, _SUM, _PRODUCT, _SIGN, _ATOM = range(8)


def write(expression: Expression) -> str:
    """Return the expression as it would be written, with no more parentheses than needed."""
    match expression:
        case Number(value=value):
            return format_number(value)
        case Text(value=text):
            return f"'{text}'" if '"' in text else f'"{text}"'
        case Boolean(value=value):
            return "true" if value else "false"
        case Attribute(name=name):
            return f"customer.{name}"
        case Parameter(name=name):
            return f"${name}"
        case Data(source=source, name=name):
            return f"{source}.{name}"
        case Now():
            return "now"
        case Call(name=name):
            given = [f"{pair.name}={write(pair.value)}" for pair in expression.keywords]
            return f"{name}({', '.join([*map(write, expression.arguments), *given])})"
        case _:
            return _compound(expression)


def format_number(value: float) -> str:
    """Return a number without an exponent, and without `.0`."""
    return f"{value:.0f}" if value == int(value) else f"{value:.12f}".rstrip("0")


def _compound(expression: Expression) -> str:
    """Write an expression that has operands."""
    match expression:
        case Or(operands=operands):
            return " or ".join(_inside(operand, _AND) for operand in operands)
        case And(operands=operands):
            return " and ".join(_inside(operand, _NOT) for operand in operands)
        case Not(operand=operand):
            return f"not {_inside(operand, _NOT)}"
        case Comparison(left=left, operator=order, right=right):
            return f"{_inside(left, _SUM)} {order} {_inside(right, _SUM)}"
        case Arithmetic(left=left, operator=sign, right=right):
            level = _level(expression)
            return f"{_inside(left, level)} {sign} {_inside(right, level + 1)}"
        case Negative(operand=operand):
            return f"-{_inside(operand, _SIGN)}"
        case _:
            return write(expression)


def _inside(expression: Expression, level: int) -> str:
    """Write an operand, in parentheses where it binds less than `level`."""
    text = write(expression)
    return text if _level(expression) >= level else f"({text})"


def _level(expression: Expression) -> int:
    """Return how tightly the expression holds together."""
    match expression:
        case Or():
            return _OR
        case And():
            return _AND
        case Not():
            return _NOT
        case Comparison():
            return _COMPARISON
        case Arithmetic(operator="+" | "-"):
            return _SUM
        case Arithmetic():
            return _PRODUCT
        case Negative():
            return _SIGN
        case _:
            return _ATOM
