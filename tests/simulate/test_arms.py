"""A/B tests: the difference of two arms, the customers it takes to find it, and the power."""

from __future__ import annotations

import numpy as np
import pytest

from journeykit.simulate.estimates import Estimate, difference, share
from journeykit.simulate.moments import Key, Moments
from journeykit.simulate.survey import survey
from journeykit.simulate.table import Cell, Line
from journeykit.simulate.tables.arms import QUESTION
from journeykit.simulate.tables.question import Answers
from tests.timetables import plan_of_text

PLAN = """\
map: Test
---
journey: j
start: {s: {event: asked, next: [{to: a, share: 50%}, {to: b, share: 50%}]}}
steps: {a: {task: A, next: end}, b: {task: B, next: end}}
"""


def arm(customers: int, converted: int) -> Moments:
    """Return the sums of an arm's customers."""
    return Moments(customers, converted, customers, converted, converted, customers)


def second(first: Moments, other: Moments) -> tuple[Cell, ...]:
    """Return the figures of the second arm."""
    sums: dict[Key, Moments] = {("j", "start.s", "a"): first, ("j", "start.s", "b"): other}
    lines: tuple[Line, ...] = QUESTION.table(
        Answers(sums, first.x + other.x, 1000), survey(plan_of_text(PLAN))
    ).lines
    return lines[1].cells


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        # Newcombe (1998), table II, method 10: 56/70 - 48/80, 9/10 - 3/10, 10/10 - 0/20.
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0000),
    ],
)
def test_a_difference_of_shares_has_newcombes_interval(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    found = difference(share(*one), share(*other))
    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)


def test_none_against_none_is_not_certain_to_be_equal() -> None:
    _, _, apart, needed, power = second(arm(8, 0), arm(8, 0))
    assert isinstance(apart, Estimate)
    assert apart.high == pytest.approx(0.324, abs=1e-3)
    assert apart.low == pytest.approx(-0.324, abs=1e-3)
    assert (needed, power) == (None, None)


def test_so_many_customers_find_the_difference_in_eight_of_ten_tests() -> None:
    # 10 % against 15 %: 683 customers an arm, as calculators without a correction say.
    _, _, _, needed, power = second(arm(100, 10), arm(100, 15))
    assert needed == 683
    assert isinstance(power, Estimate)
    _, _, _, _, enough = second(arm(683 * 20, 1366), arm(683 * 20, 2049))
    assert isinstance(enough, Estimate)
    draw = np.random.default_rng(3)
    a, b = draw.binomial(683, 0.10, 20_000) / 683, draw.binomial(683, 0.15, 20_000) / 683
    error = np.sqrt((a * (1 - a) + b * (1 - b)) / 683)
    assert np.mean(abs(a - b) > 1.96 * error) == pytest.approx(0.8, abs=0.015)


def test_the_power_is_how_often_so_many_customers_find_the_difference() -> None:
    _, _, _, _, power = second(arm(300, 30), arm(200, 32))
    draw = np.random.default_rng(4)
    a, b = draw.binomial(300, 0.10, 20_000) / 300, draw.binomial(200, 0.16, 20_000) / 200
    error = np.sqrt(a * (1 - a) / 300 + b * (1 - b) / 200)
    assert isinstance(power, Estimate)
    assert np.mean(abs(a - b) > 1.96 * error) == pytest.approx(power.value, abs=0.015)


def test_the_interval_of_a_difference_holds_it_in_95_of_100_tests() -> None:
    draw = np.random.default_rng(5)
    tests = zip(draw.binomial(60, 0.04, 2000), draw.binomial(40, 0.1, 2000), strict=True)
    found = [difference(share(int(a), 60), share(int(b), 40)) for a, b in tests]
    covered = np.mean([each.low <= -0.06 <= each.high for each in found])  # type: ignore[operator]
    assert 0.93 <= covered <= 0.98  # it holds a little more in small tests
