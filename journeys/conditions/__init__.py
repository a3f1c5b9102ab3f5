"""Conditions and values: read them, ask about them, evaluate them."""

from journeykit.journeys.conditions.expression import Call, Condition, Expression, calls, walk
from journeykit.journeys.conditions.parse import parse, parse_value
from journeykit.journeys.conditions.scope import MISSING, Fields, Scope, Value, Window, Within

__all__ = [
    "MISSING",
    "Call",
    "Condition",
    "Expression",
    "Fields",
    "Scope",
    "Value",
    "Window",
    "Within",
    "calls",
    "parse",
    "parse_value",
    "walk",
]
