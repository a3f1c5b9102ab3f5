"""Percentiles of a sample of customers with intervals that assume nothing of their distribution."""

from __future__ import annotations

import math
from functools import lru_cache

from journeykit.simulate.estimates import Estimate, Histogram, customers, percentile, ranked

TAIL = 0.025
"""What an interval of 95 % leaves out at each end."""

_FAR = 12
"""So many standard deviations from its mean a binomial number never is (1e-30)."""


def percentile_estimate(histogram: Histogram, percent: int) -> Estimate:
    """Return a percentile with the interval between two of the customers, in order of number.

    With p the percentage and B binomial (n, p), the interval reaches from the l-th customer to the
    u-th, l being the greatest with P(B < l) <= 2.5 % and u the least with P(B < u) >= 97.5 %. It
    holds the true percentile in at least 95 of 100 samples whatever the distribution, also where
    many customers have one number (Scheffe and Tukey, Annals of Mathematical Statistics 16 (1945)
    187-192; David and Nagaraja, Order Statistics, 3rd ed., 7.1). Where the sample is too small to
    have a u-th customer there is no upper end (None); a missing lower end is 0.
    """
    low, high = ranks(customers(histogram), percent)
    return Estimate(
        percentile(histogram, percent),
        ranked(histogram, low) if low else 0,
        ranked(histogram, high) if high else None,
    )


@lru_cache(maxsize=64)
def ranks(n: int, percent: int) -> tuple[int, int]:
    """Return the ranks from 1 to n that hold a percentile of n customers, 0 where there is none."""
    low, high, below = 0, 0, 0.0
    for rank, chance in _binomial(n, percent / 100):
        below += chance  # P(B <= rank), that is P(B < rank + 1)
        if below <= TAIL:
            low = rank + 1
        if not high and below >= 1 - TAIL:
            high = rank + 1
    return low, high if high <= n else 0


def _binomial(n: int, p: float) -> list[tuple[int, float]]:
    """Return the numbers that are likely at all, with their chances, in order."""
    width = math.ceil(_FAR * math.sqrt(n * p * (1 - p))) + _FAR
    middle = math.floor(n * p)
    likely = range(max(0, middle - width), min(n, middle + width) + 1)
    return [(number, math.exp(_log_chance(number, n, p))) for number in likely]


def _log_chance(k: int, n: int, p: float) -> float:
    ways = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
    return ways + k * math.log(p) + (n - k) * math.log1p(-p)
