"""Figures of two plans side by side, and their differences, customer by customer."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from journeykit.simulate.estimates import Estimate, Z, share
from journeykit.simulate.figures import Figure, Numbers
from journeykit.simulate.replications import half_width

_Moments: TypeAlias = tuple[int, int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Exact sums over customers who lived under two plans.

    `moments` are, of each figure that anybody has, the sums of a, a^2, b, b^2 and ab, and the
    number of customers for whom a and b differ; a is the first plan's number, b the second's.
    """

    customers: int = 0
    moments: Mapping[Figure, _Moments] = field(default_factory=dict)

    def of(self, figure: Figure) -> _Moments:
        """Return the sums of a figure, all 0 where nobody has it."""
        return self.moments.get(figure, (0, 0, 0, 0, 0, 0))


@dataclass(frozen=True, slots=True)
class Contrast:
    """A figure under two plans, per customer, and its difference (second - first).

    `difference` is the mean of the customers' differences with its paired 95 % interval; without
    one where no customer differs, or the customers are no sample. `changed` is the share of
    customers for whom the number differs.
    """

    figure: Figure
    first: Estimate
    second: Estimate
    difference: Estimate
    changed: Estimate


def pairs(lived: Iterable[tuple[Numbers, Numbers]]) -> Pairs:
    """Return the sums over customers, each with the numbers under both plans."""
    sums: dict[Figure, _Moments] = {}
    customers = 0
    for first, second in lived:
        customers += 1
        for figure in {**first, **second}:
            a, b = first.get(figure, 0), second.get(figure, 0)
            sums[figure] = _added(
                sums.get(figure, (0, 0, 0, 0, 0, 0)), (a, a * a, b, b * b, a * b, int(a != b))
            )
    return Pairs(customers, sums)


def merged(parts: Iterable[Pairs]) -> Pairs:
    """Return the sums over the customers of all parts, whatever their order."""
    sums: dict[Figure, _Moments] = {}
    customers = 0
    for part in parts:
        customers += part.customers
        for figure, moments in part.moments.items():
            sums[figure] = _added(sums.get(figure, (0, 0, 0, 0, 0, 0)), moments)
    return Pairs(customers, sums)


def _added(one: _Moments, other: _Moments) -> _Moments:
    a, aa, b, bb, ab, changed = one
    return (
        a + other[0], aa + other[1], b + other[2], bb + other[3], ab + other[4], changed + other[5],
    )  # fmt: skip


def contrast(figure: Figure, runs: Sequence[Pairs], *, drawn: bool = True) -> Contrast:
    """Return a figure under both plans; `runs` are the replications, mostly one.

    With one run the customers are independent: the interval of a mean x is x -+ Z s / sqrt(n), of
    the difference that of the customers' differences. With several, where customers depend on
    each other, the runs are: x -+ t s / sqrt(R), with Student's t (Law, Simulation Modeling and
    Analysis, 5th ed., 4.5 and 10.2). Shares have Wilson's interval.
    """
    whole = merged(runs)
    n = whole.customers
    a, aa, b, bb, ab, changed = whole.of(figure)
    differences = _mean(figure, n, b - a, bb + aa - 2 * ab) if changed else Estimate(0.0)
    told = Contrast(
        figure,
        first=share(a, n) if figure.is_share else _from_zero(_mean(figure, n, a, aa)),
        second=share(b, n) if figure.is_share else _from_zero(_mean(figure, n, b, bb)),
        difference=differences,
        changed=share(changed, n),
    )
    if len(runs) > 1:
        return _over_runs(told, runs)
    return told if drawn else _certain(told)


def _mean(figure: Figure, n: int, total: int, squares: int) -> Estimate:
    """Return the mean of n numbers with their sum and the sum of their squares."""
    if not n:
        return Estimate(0.0)
    value = total / n / figure.parts
    if n == 1:
        return Estimate(value)
    variance = (n * squares - total * total) / (n * (n - 1))
    half = Z * math.sqrt(variance / n) / figure.parts
    return Estimate(value, value - half, value + half)


def _from_zero(estimate: Estimate, most: float = math.inf) -> Estimate:
    """Return an estimate of what is never negative."""
    if estimate.low is None or estimate.high is None:
        return estimate
    return Estimate(estimate.value, max(0.0, estimate.low), min(most, estimate.high))


def _over_runs(told: Contrast, runs: Sequence[Pairs]) -> Contrast:
    """Return a figure with the intervals that the differences between runs give."""
    figure = told.figure
    parts = [(run.of(figure), run.customers * figure.parts) for run in runs]
    most = 1.0 if figure.is_share else math.inf

    def spread(estimate: Estimate, values: Sequence[float]) -> Estimate:
        half = half_width(values)
        return Estimate(estimate.value, estimate.value - half, estimate.value + half)

    return Contrast(
        figure,
        _from_zero(spread(told.first, [sums[0] / n for sums, n in parts]), most),
        _from_zero(spread(told.second, [sums[2] / n for sums, n in parts]), most),
        spread(told.difference, [(sums[2] - sums[0]) / n for sums, n in parts])
        if told.changed.value
        else told.difference,
        Estimate(told.changed.value),
    )


def _certain(told: Contrast) -> Contrast:
    """Return the figures without intervals, of customers who are no sample."""
    first, second, difference, changed = (
        Estimate(each.value) for each in (told.first, told.second, told.difference, told.changed)
    )
    return Contrast(told.figure, first, second, difference, changed)
