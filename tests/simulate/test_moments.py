"""The intervals of sums over customers: against other formulas, and against what is true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from journeykit.simulate.estimates import Estimate, Z, mean, ratio
from journeykit.simulate.moments import Key, Moments, add, average, collect, part, rate

KEY: Key = ("all",)
Pair = tuple[int, int]
PAIRS = some.lists(
    some.integers(0, 6).flatmap(lambda x: some.tuples(some.just(x), some.integers(0, x))),
    min_size=2,
    max_size=30,
)


def sums(pairs: Sequence[Pair]) -> Moments:
    """Return the sums over customers of whom each has a pair of x and y."""
    found: dict[Key, Moments] = {}
    for x, y in pairs:
        add(found, collect([(KEY, x, y)]))
    return found[KEY]


@given(PAIRS)
def test_a_share_of_a_table_is_the_share_of_entries_of_the_journeys(pairs: list[Pair]) -> None:
    found, known = part(sums(pairs), len(pairs)), ratio(Counter(pairs))
    if known.low is None:
        assert found == known
        return
    assert (found.value, found.low, found.high) == pytest.approx(
        (known.value, known.low, known.high), rel=1e-9, abs=1e-12
    )


@given(PAIRS)
def test_a_mean_of_a_table_is_the_mean_of_the_messages(pairs: list[Pair]) -> None:
    found, known = average(sums(pairs), len(pairs)), mean(Counter(y for _, y in pairs))
    if known.low == known.high:
        assert found == Estimate(known.value)
        return
    assert (found.value, found.low, found.high) == pytest.approx(
        (known.value, known.low, known.high), rel=1e-9, abs=1e-12
    )


@given(PAIRS)
def test_the_variance_of_a_ratio_is_that_of_its_residuals(pairs: list[Pair]) -> None:
    x, y = np.array(pairs, dtype=float).T
    if not x.sum():
        return
    residuals = y - y.sum() / x.sum() * x  # their mean is 0
    expected = len(pairs) * residuals.var(ddof=1) / x.sum() ** 2
    assert sums(pairs).variance(len(pairs)) == pytest.approx(expected, rel=1e-6, abs=1e-12)


@given(PAIRS, some.integers(1, 29))
def test_sums_are_the_same_however_customers_are_divided(pairs: list[Pair], cut: int) -> None:
    halves = [half for half in (pairs[:cut], pairs[cut:]) if half]
    assert sum(map(sums, halves), Moments()) == sums(pairs)


def test_none_of_few_who_were_asked_is_as_little_certain_among_many_who_were_not() -> None:
    pairs = [(30, 0)] * 4 + [(0, 0)] * 996
    alone = part(sums(pairs[:4]), 4)
    assert alone.high == pytest.approx(Z * Z / (4 + Z * Z))
    assert part(sums(pairs), 1000) == alone


def test_customers_who_are_all_alike_give_no_interval_of_a_mean() -> None:
    assert rate(sums([(1, 0)] * 8), 8) == average(sums([(1, 0)] * 8), 8) == Estimate(0.0)
    assert rate(sums([(2, 6)] * 8), 8) == Estimate(3.0)


def many_sums(seed: int, customers: int, runs: int) -> list[Moments]:
    """Return the sums of many runs: customers with 0..9 entries, each with a chance of his own.

    A customer has Poisson(1.5) entries, and each converts with the chance that he has, which is
    Beta(2, 6): 1/4 in the mean. So entries of one customer are alike.
    """
    draw = np.random.default_rng(seed)
    x = np.minimum(9, draw.poisson(1.5, (runs, customers)))
    y = draw.binomial(x, draw.beta(2, 6, (runs, customers)))
    sums_of = (x, y, x * x, x * y, y * y, x > 0)
    return [Moments(*map(int, row)) for row in np.array([each.sum(1) for each in sums_of]).T]


@pytest.mark.parametrize("of", [part, rate], ids=["share", "rate"])
@pytest.mark.parametrize("customers", [100, 1000])
def test_an_interval_of_entries_of_one_customer_holds_what_is_true_in_95_of_100_runs(
    of: Callable[[Moments, int], Estimate], customers: int
) -> None:
    found = [of(each, customers) for each in many_sums(7, customers, 2000)]
    covered = np.mean([each.low <= 0.25 <= each.high for each in found])  # type: ignore[operator]
    assert 0.93 <= covered <= 0.97  # four standard errors are 0.02
