"""The interval of a percentile, against its definition and against samples."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.simulate.draws import mix
from journeykit.simulate.estimates import Estimate
from journeykit.simulate.percentiles import percentile_estimate, ranks

PERCENTS = st.sampled_from([50, 90, 95, 99])


def _below(rank: int, n: int, percent: int) -> float:
    """Return P(B < rank) of a binomial number, from whole numbers."""
    ways = (math.comb(n, k) * percent**k * (100 - percent) ** (n - k) for k in range(rank))
    share: float = sum(ways) / 100**n
    return share


@given(st.integers(1, 400), PERCENTS)
def test_the_ranks_leave_out_at_most_a_fortieth_at_each_end(n: int, percent: int) -> None:
    low, high = ranks(n, percent)
    assert _below(low, n, percent) <= 0.025 < _below(low + 1, n, percent)
    assert high == 0 or _below(high, n, percent) >= 0.975 > _below(high - 1, n, percent)
    assert high or _below(n, n, percent) < 0.975


def test_the_median_of_a_hundred_lies_between_the_fortieth_and_the_sixty_first() -> None:
    # Conover, Practical Nonparametric Statistics, 3rd ed., 3.2: the sign test's interval.
    assert ranks(100, 50) == (40, 61)


def test_few_customers_have_no_upper_end() -> None:
    # 0.99^368 is the first power below 2.5 %.
    assert [ranks(n, 99)[1] for n in (367, 368)] == [0, 368]
    assert percentile_estimate({0: 9, 7: 1}, 99) == Estimate(7, 0, None)
    assert percentile_estimate({2: 400}, 99) == Estimate(2, 2, 2)


@given(st.dictionaries(st.integers(0, 30), st.integers(1, 200), min_size=1), PERCENTS)
def test_the_interval_holds_the_percentile(histogram: dict[int, int], percent: int) -> None:
    found = percentile_estimate(histogram, percent)
    assert found.low is not None
    assert found.low <= found.value
    assert found.high is None or found.value <= found.high


@pytest.mark.parametrize("percent", [50, 90, 95])
def test_nineteen_of_twenty_intervals_hold_the_true_percentile(percent: int) -> None:
    # Numbers from 0 to 9, each with the chance of a tenth: the percentile is known.
    true, samples, size = -(-percent // 10) - 1, 400, 200
    held = 0
    for sample in range(samples):
        numbers = Counter(mix(sample, each) % 10 for each in range(size))
        found = percentile_estimate(numbers, percent)
        assert found.low is not None
        held += found.low <= true and (found.high is None or true <= found.high)
    assert held >= samples * 0.95 - 4 * math.sqrt(samples * 0.95 * 0.05)
