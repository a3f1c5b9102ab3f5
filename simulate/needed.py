"""How many customers it takes until an interval leaves out the number that a line compares with."""

from __future__ import annotations

import math

from journeykit.journeys.expect import Expectation
from journeykit.simulate.estimates import Estimate, Histogram, Z, customers


def times_as_many(line: Expectation, told: Estimate, histogram: Histogram | None) -> float:
    """Return how many times as large a sample must be to judge a line; infinity if none would do.

    The figure and its variance are taken as they are; `told` is the figure with its 95 % interval,
    and `histogram` holds the customers, None where the interval comes from replications. With c
    the number of the line and n customers:

    - a mean x, and any figure of replications: the interval's half width h falls with the root of
      the sample's size, so it takes (h / (x - c))^2 times as many; of a mean that is n = (Z s /
      (x - c))^2 (Cochran, Sampling Techniques, 3rd ed., 4.6);
    - a share p: c is in Wilson's interval while (p - c)^2 <= Z^2 c (1 - c) / n (Wilson 1927), so
      it takes n = Z^2 c (1 - c) / (p - c)^2; for none of n and c = 1 % that is 381;
    - a percentile q: `p95 <= c` says that the share of customers with c or fewer is at least 95 %,
      so it takes the n of that share, with 95 % as c (the normal form of the binomial interval).

    Where the figure is c itself, its interval never leaves c out.
    """
    if histogram is None or line.stat == "mean":
        return _narrower(told, line.number)
    n = customers(histogram)
    if line.stat == "share":
        return _of_share(told.value, line.number, n)
    level = int(line.stat[1:]) / 100
    shares = [_up_to(histogram, border) / n for border in _borders(line, told.value)]
    return max(_of_share(share, level, n) for share in shares)


def _narrower(told: Estimate, limit: float) -> float:
    """Return how many times as large a sample must be for an interval around `told.value`."""
    if told.low is None or told.high is None or told.value == limit:
        return math.inf
    half = max(told.high - told.value, told.value - told.low)
    return (half / (told.value - limit)) ** 2


def _of_share(share: float, limit: float, n: int) -> float:
    """Return how many times n customers a share must be taken of."""
    if share == limit:
        return math.inf
    return Z * Z * limit * (1 - limit) / (share - limit) ** 2 / n


def _up_to(histogram: Histogram, most: float) -> int:
    return sum(count for number, count in histogram.items() if number <= most)


def _borders(line: Expectation, value: float) -> tuple[float, ...]:
    """Return the whole numbers that a percentile must be seen to be up to, or not up to.

    `p95 <= 4` and `p95 > 4` ask whether it is up to 4, `< 4` and `>= 4` up to 3; `== 4` and
    `!= 4` up to 4 and not up to 3, or the one of them that the figure fails.
    """
    upper, lower = math.floor(line.number), math.ceil(line.number) - 1
    if line.operator in ("<=", ">"):
        return (upper,)
    if line.operator in ("<", ">=") or value < line.number:
        return (lower,)
    return (upper,) if value > line.number else (lower, upper)
