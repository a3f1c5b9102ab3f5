"""Figures of a sample of customers: means, percentiles and shares, with 95 % intervals.

Everything is computed from whole numbers, so the same counts give the same figures, in whatever
order and however divided they were gathered.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Z = 1.959963984540054
"""The 97.5 % quantile of the normal distribution, for intervals of 95 %."""

Histogram: TypeAlias = Mapping[int, int]
"""How many customers have each number; every customer is in it, those with 0 too."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval; without one where the sample cannot tell (None)."""

    value: float
    low: float | None = None
    high: float | None = None


def customers(histogram: Histogram) -> int:
    """Return how many customers the histogram holds."""
    return sum(histogram.values())


def total(histogram: Histogram) -> int:
    """Return the sum of all customers' numbers."""
    return sum(number * count for number, count in histogram.items())


def mean(histogram: Histogram) -> Estimate:
    """Return the mean number of a customer; the interval is the normal one, from 0 up.

    mean -+ Z * s / sqrt(n), with s^2 = sum (x - mean)^2 / (n - 1). None with one customer.

    Raises:
        ValueError: the histogram is empty.
    """
    n, first = customers(histogram), total(histogram)
    if not n:
        raise ValueError("a histogram without customers has no mean")
    value = first / n
    if n == 1:
        return Estimate(value)
    second = sum(number * number * count for number, count in histogram.items())
    half = Z * math.sqrt((n * second - first * first) / (n * (n - 1)) / n)
    return Estimate(value, max(0.0, value - half), value + half)


def percentile(histogram: Histogram, percent: int) -> int:
    """Return the least number that at least `percent` % of the customers do not exceed.

    Nearest rank, definition 1 of Hyndman and Fan (1996): always a number that occurs.
    """
    return ranked(histogram, max(1, -(-percent * customers(histogram) // 100)))


def ranked(histogram: Histogram, rank: int) -> int:
    """Return the number of the customer with this rank; the lowest number has rank 1.

    Raises:
        ValueError: there are fewer customers.
    """
    seen = 0
    for number in sorted(histogram):
        seen += histogram[number]
        if seen >= rank:
            return number
    raise ValueError(f"rank (={rank}) is more than the customers (={seen})")


def share(hits: int, n: float) -> Estimate:
    """Return hits / n with Wilson's score interval (Wilson 1927), which stays within 0..1."""
    if not n:
        return Estimate(0.0)
    return wilson(hits / n, n)


def ratio(pairs: Mapping[tuple[int, int], int]) -> Estimate:
    """Return the share of entries that converted, when a customer may have several.

    `pairs` counts customers by (entries, conversions). Entries of one customer are alike, so the
    interval is Wilson's with the effective number of entries p(1-p)/v, where v is the variance
    of the ratio by linearisation (Cochran 1977, 6.3). Where that says nothing (all or none
    converted), it is the number of customers who entered.
    """
    n = sum(pairs.values())
    entries = sum(x * count for (x, _), count in pairs.items())
    hits = sum(y * count for (_, y), count in pairs.items())
    entered = sum(count for (x, _), count in pairs.items() if x)
    if not entries:
        return Estimate(0.0)
    residuals = sum((y * entries - x * hits) ** 2 * count for (x, y), count in pairs.items())
    value = hits / entries
    if not residuals or n == 1:
        return wilson(value, entered)
    variance = residuals / (entries * entries) * n / (n - 1) / (entries * entries)
    return wilson(value, min(entries, value * (1 - value) / variance))


def wilson(value: float, n: float) -> Estimate:
    """Return a share with Wilson's score interval for n observations (Wilson 1927)."""
    middle = (value + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * math.sqrt(value * (1 - value) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return Estimate(value, max(0.0, min(value, middle - half)), min(1.0, max(value, middle + half)))


def difference(one: Estimate, other: Estimate) -> Estimate:
    """Return how much more one share is than an independent other, with its interval.

    It is made of the shares' own intervals, and so says something even of none against none:
    d - sqrt((p - l)^2 + (u' - p')^2) .. d + sqrt((u - p)^2 + (p' - l')^2), method 10 of Newcombe,
    Statistics in Medicine 17 (1998) 873-890.
    """
    value = one.value - other.value
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return Estimate(value)
    return Estimate(
        value,
        value - math.hypot(one.value - one.low, other.high - other.value),
        value + math.hypot(one.high - one.value, other.value - other.low),
    )
