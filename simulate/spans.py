"""Lengths of time ready to be drawn: parameters put in, attributes still to be asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from journeykit.journeys.conditions import Value
from journeykit.journeys.durations import Duration
from journeykit.journeys.model.drawn import Lognormal
from journeykit.journeys.place import Word
from journeykit.simulate.draws import lognormal, seconds, whole

Ask: TypeAlias = Callable[[str], Value]
"""From the name of an attribute to the customer's value, `nan` where there is none."""


@dataclass(frozen=True, slots=True)
class Span:
    """`low` to `high` whole seconds, both included, plus the customer's `attributes`."""

    low: int
    high: int
    attributes: tuple[str, ...] = ()


Delay: TypeAlias = Span | Lognormal


def span_of(duration: Duration, parameters: Mapping[Word, Duration | float]) -> Span:
    """Put the parameters, which are fixed, into a duration; a population has none."""
    added = sum(int(parameter_seconds(parameters[name])) for name in duration.parameters)
    attributes = tuple(str(name) for name in duration.attributes)
    return Span(duration.low + added, duration.high + added, attributes)


def parameter_seconds(value: Duration | float) -> float:
    """Return the value of a parameter: a duration in seconds, a number as it is."""
    return float(value.low) if isinstance(value, Duration) else value


def fixed(given: int) -> Span:
    """Return the span that is always so many seconds."""
    return Span(given, given)


def length(span: Span, number: int, ask: Ask) -> int | None:
    """Return the seconds of a span by the 53-bit `number` (C6); None if an attribute is missing."""
    total = span.low if span.low == span.high else seconds(number, span.low, span.high)
    for name in span.attributes:
        value = ask(name)
        if isinstance(value, str) or value != value:
            return None
        total += int(value)
    return total


def wait(delay: Delay, number: int, ask: Ask) -> int | None:
    """Return the seconds of a delay, at least 1 (C6, C7); None if an attribute is missing."""
    if isinstance(delay, Lognormal):
        return whole(lognormal(number, delay.median, delay.sigma))
    drawn = length(delay, number, ask)
    return None if drawn is None else max(1, drawn)
