"""Sums of pairs of numbers over customers: enough for a ratio and its interval, merged exactly."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from journeykit.simulate.estimates import Estimate, Z, wilson

Key: TypeAlias = tuple[str, ...]
Pairs: TypeAlias = Iterable[tuple[Key, int, int]]
"""What one customer adds under each key: x (how much there was to look at) and y."""


@dataclass(frozen=True, slots=True)
class Moments:
    """Sums over customers of x, y, and their products; who adds nothing counts as (0, 0).

    `asked` are the customers with an x.
    """

    x: int = 0
    y: int = 0
    xx: int = 0
    xy: int = 0
    yy: int = 0
    asked: int = 0

    def __add__(self, other: Moments) -> Moments:
        """Return the sums over both groups of customers."""
        return Moments(
            self.x + other.x,
            self.y + other.y,
            self.xx + other.xx,
            self.xy + other.xy,
            self.yy + other.yy,
            self.asked + other.asked,
        )

    def variance(self, customers: int) -> float:
        """Return the variance of y / x by linearisation (Cochran 1977, 6.3).

        n / (n - 1) * sum (y - r x)^2 / X^2 with r = Y / X, n the customers, X and Y the sums; nan
        where one customer cannot tell.
        """
        if customers < 2 or not self.x:
            return math.nan
        # r = Y / X is put in as a whole number over X^2, so that nothing is lost.
        residuals = (
            self.yy * self.x * self.x - 2 * self.xy * self.x * self.y + self.xx * self.y * self.y
        )
        return residuals / self.x**4 * customers / (customers - 1)


def collect(pairs: Pairs) -> dict[Key, Moments]:
    """Return one customer's sums by key; what comes under one key is added first."""
    found: dict[Key, tuple[int, int]] = {}
    for key, x, y in pairs:
        former = found.get(key, (0, 0))
        found[key] = former[0] + x, former[1] + y
    return {key: Moments(x, y, x * x, x * y, y * y, int(x > 0)) for key, (x, y) in found.items()}


def add(sums: dict[Key, Moments], more: Mapping[Key, Moments]) -> None:
    """Add the sums of more customers."""
    for key, moments in more.items():
        sums[key] = sums[key] + moments if key in sums else moments


def average(moments: Moments, customers: int) -> Estimate:
    """Return the mean y of a customer, those who add nothing included, with its normal interval.

    It has none where all customers are alike: they do not tell how far others may differ.
    """
    value = moments.y / customers
    spread = customers * moments.yy - moments.y * moments.y
    if not spread:
        return Estimate(value)
    half = Z * math.sqrt(spread / (customers * customers * (customers - 1)))
    return Estimate(value, max(0.0, value - half), value + half)


def rate(moments: Moments, customers: int) -> Estimate:
    """Return y / x with its normal 95 % interval from 0 up; 0 where there is no x.

    It has no interval where all customers are alike.
    """
    if not moments.x:
        return Estimate(0.0)
    value, variance = moments.y / moments.x, moments.variance(customers)
    if math.isnan(variance) or not variance:
        return Estimate(value)
    half = Z * math.sqrt(variance)
    return Estimate(value, max(0.0, value - half), value + half)


def part(moments: Moments, customers: int) -> Estimate:
    """Return y / x for y <= x: Wilson's interval with the effective number of x.

    That is p (1 - p) / variance, at most x: what comes from one customer is alike. Where all
    customers answer alike, and the variance says nothing, it is the number of those with an x.
    """
    if not moments.x:
        return Estimate(0.0)
    value, variance = moments.y / moments.x, moments.variance(customers)
    if math.isnan(variance):
        return Estimate(value)
    effective = value * (1 - value) / variance if variance else moments.asked
    return wilson(value, min(moments.x, effective))
