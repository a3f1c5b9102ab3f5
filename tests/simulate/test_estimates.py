"""Means, percentiles, shares and ratios, against figures known from elsewhere."""

from __future__ import annotations

import math
import random
import statistics
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.simulate.estimates import Estimate, mean, percentile, ratio, share

numbers = st.lists(st.integers(0, 30), min_size=2, max_size=60)


@given(numbers)
def test_the_mean_and_its_interval_are_those_of_the_sample(sample: list[int]) -> None:
    found = mean(Counter(sample))
    half = 1.959964 * statistics.stdev(sample) / math.sqrt(len(sample))
    assert found.value == pytest.approx(statistics.fmean(sample))
    assert found.high == pytest.approx(found.value + half, abs=1e-5)
    assert found.low == pytest.approx(max(0, found.value - half), abs=1e-5)


def test_one_customer_has_no_interval() -> None:
    assert mean({3: 1}) == Estimate(3.0)


@given(numbers, st.sampled_from([50, 90, 95, 99]))
def test_a_percentile_is_the_nearest_rank(sample: list[int], percent: int) -> None:
    found = percentile(Counter(sample), percent)
    enough = [x for x in sample if sum(y <= x for y in sample) * 100 >= percent * len(sample)]
    assert found == min(enough)


def test_a_share_has_wilsons_interval() -> None:
    # Newcombe (1998), table I: 81 of 263 and 15 of 148, method 3.
    assert _near(share(81, 263), 0.3080, 0.2553, 0.3662)
    assert _near(share(15, 148), 0.1014, 0.0624, 0.1605)
    assert _near(share(0, 20), 0.0, 0.0, 0.1611)
    assert _near(share(20, 20), 1.0, 0.8389, 1.0)


def test_nobody_asked_gives_no_interval() -> None:
    assert share(0, 0) == Estimate(0.0)
    assert ratio({(0, 0): 9}) == Estimate(0.0)


def test_single_entries_give_nearly_the_interval_of_a_share() -> None:
    found, plain = ratio({(0, 0): 500, (1, 0): 700, (1, 1): 300}), share(300, 1000)
    assert found.value == plain.value
    assert found.low == pytest.approx(plain.low, abs=1e-4)
    assert found.high == pytest.approx(plain.high, abs=1e-4)


def test_entries_of_few_customers_tell_less_than_those_of_many() -> None:
    alike = ratio({(10, 0): 70, (10, 10): 30})
    assert alike.value == 0.3
    assert _near(alike, 0.3, *_bounds(share(30, 100)), within=5e-3)


def test_the_ratio_covers_the_truth_about_as_often_as_it_says() -> None:
    chance = random.Random(5)
    covered = 0
    for _ in range(300):
        pairs = Counter(_customer(chance) for _ in range(200))
        found = ratio(pairs)
        assert found.low is not None
        assert found.high is not None
        covered += found.low <= 0.2 <= found.high
    assert 0.90 <= covered / 300 <= 0.99


def _customer(chance: random.Random) -> tuple[int, int]:
    """Return entries and conversions of one whose own rate is 0 or 0.4, half and half."""
    rate = chance.choice([0.0, 0.4])
    entries = chance.randint(0, 6)
    return entries, sum(chance.random() < rate for _ in range(entries))


def _bounds(estimate: Estimate) -> tuple[float, float]:
    assert estimate.low is not None
    assert estimate.high is not None
    return estimate.low, estimate.high


def _near(found: Estimate, value: float, low: float, high: float, within: float = 5e-5) -> bool:
    near = pytest.approx((value, low, high), abs=within)
    return bool((found.value, *_bounds(found)) == near)
