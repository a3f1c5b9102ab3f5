"""Periods of thirty days: what customers get and do after each of the run's reckoning days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeykit.simulate.clock import DAY
from journeykit.simulate.life import Life
from journeykit.simulate.survey import Survey

MONTH = 30 * DAY


@dataclass(frozen=True, slots=True)
class Period:
    """One period of one customer: when it begins, and what the customer gets and does in it."""

    start: int
    messages: int
    orders: int


def periods(life: Life, survey: Survey) -> Iterator[Period]:
    """Yield the customer's whole periods of thirty days; a shorter run has none."""
    for start in range(0, survey.horizon - MONTH + 1, MONTH):
        inside = range(start, start + MONTH)
        yield Period(
            start,
            sum(row.time in inside and survey.sees(row) for row in life.rows),
            sum(each.time in inside for each in life.purchases),
        )
