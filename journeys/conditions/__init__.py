"""Conditions and values: read them, ask about them, evaluate them."""

from journeykit.journeys.conditions.evaluate import compile, compile_test, equal
from journeykit.journeys.conditions.expression import Call, Condition, Expression, calls, walk
from journeykit.journeys.conditions.functions import Role
from journeykit.journeys.conditions.names import Name, names
from journeykit.journeys.conditions.parse import parse, parse_value
from journeykit.journeys.conditions.scope import MISSING, Scope, Value, Window

__all__ = [
    "MISSING",
    "Call",
    "Condition",
    "Expression",
    "Name",
    "Role",
    "Scope",
    "Value",
    "Window",
    "calls",
    "compile",
    "compile_test",
    "equal",
    "names",
    "parse",
    "parse_value",
    "walk",
]
