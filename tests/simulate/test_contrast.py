"""Two numbers of each customer become a difference with its paired interval."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.simulate.contrast import Contrast, contrast, merged, pairs
from journeykit.simulate.estimates import Z
from journeykit.simulate.figures import ANY_RULE, Figure, Numbers

MESSAGES = Figure("messages")
VALUE = Figure("order value")

NUMBERS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=2, max_size=40)


def lived(
    values: list[tuple[int, int]], figure: Figure = MESSAGES
) -> list[tuple[Numbers, Numbers]]:
    """Return customers with these numbers under the two plans."""
    return [({figure: a} if a else {}, {figure: b} if b else {}) for a, b in values]


def told(values: list[tuple[int, int]], figure: Figure = MESSAGES) -> Contrast:
    """Return the contrast of one run of these customers."""
    return contrast(figure, [pairs(lived(values, figure))])


@given(NUMBERS)
def test_the_interval_is_that_of_the_differences(values: list[tuple[int, int]]) -> None:
    found = told(values).difference
    differences = [b - a for a, b in values]
    assert found.value == pytest.approx(statistics.mean(differences))
    if any(differences):
        half = Z * statistics.stdev(differences) / len(differences) ** 0.5
        assert found.low == pytest.approx(found.value - half)
        assert found.high == pytest.approx(found.value + half)


@given(NUMBERS, st.integers(1, 39))
def test_parts_merge_to_the_same_sums(values: list[tuple[int, int]], at: int) -> None:
    whole = pairs(lived(values))
    parts = [pairs(lived(values[:at])), pairs(lived(values[at:]))]
    assert merged(parts) == merged(reversed(parts)) == whole


def test_where_nobody_differs_there_is_no_interval() -> None:
    found = told([(1, 1), (5, 5), (0, 0)])
    assert (found.difference.value, found.difference.low) == (0.0, None)
    assert found.changed.value == 0


def test_a_difference_that_all_customers_share_is_certain() -> None:
    found = told([(0, 1), (9, 10), (4, 5)]).difference
    assert (found.value, found.low, found.high) == (1.0, 1.0, 1.0)


def test_the_mean_of_a_plan_is_never_below_nothing() -> None:
    found = told([(0, 0), (0, 9)])
    assert found.second.low == 0.0
    assert (found.difference.low or 0) < 0


def test_shares_have_the_interval_of_shares() -> None:
    found = told([(0, 1), (0, 1), (0, 0)], ANY_RULE)
    assert found.first.value == 0
    assert (found.first.high or 0) > 0.3
    assert (found.second.high or 2) < 1


def test_order_values_are_counted_in_hundredths() -> None:
    found = told([(0, 1050), (0, 0)], VALUE)
    assert found.second.value == pytest.approx(5.25)
    assert found.difference.value == pytest.approx(5.25)


def test_customers_who_are_no_sample_have_no_interval() -> None:
    found = contrast(MESSAGES, [pairs(lived([(1, 2), (3, 9)]))], drawn=False)
    assert found.difference.value == 3.5
    assert (found.difference.low, found.first.low, found.changed.low) == (None, None, None)


def test_replications_are_judged_by_what_differs_between_them() -> None:
    runs = [pairs(lived(values)) for values in ([(0, 1), (0, 3)], [(0, 2), (0, 4)])]
    found = contrast(MESSAGES, runs).difference
    half = 12.706 * statistics.stdev([2.0, 3.0]) / 2**0.5
    assert found.value == 2.5
    assert found.low == pytest.approx(2.5 - half)
