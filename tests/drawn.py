"""Lives of drawn customers, and whether their numbers agree with a formula."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from statistics import fmean, variance

from journeykit.simulate.life import Life
from journeykit.simulate.program import compile_plan
from journeykit.simulate.reference.live import live, live_together
from tests.timetables import plan_of_text

HOUR, DAY, WEEK = 3600, 86400, 604800
MONDAY = date(2026, 1, 5)
SEED = 11


def lives(
    text: str,
    customers: int,
    *,
    days: int = 100,
    warm_up: int = 0,
    enforces: bool = False,
    seed: int = SEED,
) -> list[Life]:
    """Return the lives of the first customers of a plan; `warm_up` in days."""
    program = compile_plan(
        plan_of_text(text),
        start=MONDAY,
        horizon=days * DAY,
        warm_up=warm_up * DAY,
        enforces=enforces,
    )
    if program.staff:
        return live_together(program, range(customers), seed)
    return [live(program, number, seed) for number in range(customers)]


def expect_mean(values: Iterable[float], expected: float) -> None:
    """Assert that the mean of independent values is as expected, within four standard errors."""
    found = list(values)
    error = math.sqrt(variance(found) / len(found))
    told = f"mean {fmean(found)} of {len(found)}, expected {expected}, error {error}"
    assert abs(fmean(found) - expected) <= 4 * error + 1e-9, told


def expect_variance(values: Iterable[float], expected: float) -> None:
    """Assert the variance, by the mean of the squared distances from the mean."""
    found = list(values)
    middle = fmean(found)
    expect_mean(
        [(value - middle) ** 2 * len(found) / (len(found) - 1) for value in found], expected
    )


def expect_share(held: Sequence[bool], expected: float) -> None:
    """Assert how many of them hold, within four standard errors of that share."""
    error = math.sqrt(expected * (1 - expected) / len(held))
    told = f"{sum(held)} of {len(held)}, expected {expected}, error {error}"
    assert abs(sum(held) / len(held) - expected) <= 4 * error, told


def expect_ratio(pairs: Iterable[tuple[float, float]], expected: float) -> None:
    """Assert a ratio of two sums, each pair being independent of the others.

    Where the ratio is as expected, above - expected * below has mean 0.
    """
    expect_mean([above - expected * below for above, below in pairs], 0.0)
