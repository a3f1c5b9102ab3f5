"""Figures as people read them."""

from __future__ import annotations

from journeykit.simulate.estimates import Estimate


def count(number: int) -> str:
    """Return a whole number with commas: 12,345."""
    return f"{number:,}"


def some(number: int, noun: str) -> str:
    """Return how many of something: `1 customer`, `2,000 customers`."""
    return f"{count(number)} {noun}" + ("" if number == 1 else "s")


def mean(estimate: Estimate) -> str:
    """Return a mean with two decimals and half the width of its interval: `7.42 ± 0.32`."""
    half = "" if estimate.high is None else f" ± {estimate.high - estimate.value:.2f}"
    return f"{estimate.value:.2f}{half}"


def rank(estimate: Estimate) -> str:
    """Return a percentile or the most with its interval: `4 (3–5)`, or `4 (3 or more)`."""
    if estimate.low is None:
        return f"{estimate.value:g}"
    if estimate.high is None:
        return f"{estimate.value:g} ({estimate.low:g} or more)"
    return f"{estimate.value:g} ({round(estimate.low, 1):g}–{round(estimate.high, 1):g})"


def hours(seconds: Estimate) -> str:
    """Return a time in hours with half the width of its interval: `7.4 ± 0.3 h`."""
    half = "" if seconds.high is None else f" ± {(seconds.high - seconds.value) / 3600:.1f}"
    return f"{seconds.value / 3600:.1f}{half} h"


def share(estimate: Estimate) -> str:
    """Return a share of 1 as a percentage with its interval: `14.5% (12.9–16.2)`."""
    if estimate.low is None or estimate.high is None:
        return percentage(estimate.value)
    return f"{percentage(estimate.value)} ({100 * estimate.low:.1f}–{100 * estimate.high:.1f})"


def small_share(estimate: Estimate) -> str:
    """Return a share as a percentage with two decimals: `0.02% (0.00–0.11)`."""
    value = f"{100 * estimate.value:.2f}%"
    if estimate.low is None or estimate.high is None:
        return value
    return f"{value} ({100 * estimate.low:.2f}–{100 * estimate.high:.2f})"


def points(estimate: Estimate) -> str:
    """Return a difference of shares in percentage points: `-7.5 (-17.5 to 2.6)`."""
    value = f"{100 * estimate.value:.1f}"
    if estimate.low is None or estimate.high is None:
        return value
    return f"{value} ({100 * estimate.low:.1f} to {100 * estimate.high:.1f})"


def percentage(value: float) -> str:
    """Return a share of 1 with one decimal; some never read as none, and most never as all."""
    if 0 < value < 0.0005:
        return "<0.1%"
    return ">99.9%" if 0.9995 <= value < 1 else f"{100 * value:.1f}%"
