"""Runs that are repeated: intervals come from what differs between them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from scipy.stats import t as student

from journeykit.simulate.estimates import Estimate
from journeykit.simulate.forecast import Forecast, Setting, forecast
from journeykit.simulate.replications import half_width, seeds, with_intervals
from journeykit.simulate.survey import survey
from journeykit.simulate.table import Cell, Column, Line, Table
from journeykit.simulate.tally import Tally
from tests.timetables import plan_of_text

PLAN = plan_of_text(
    "map: Test\n---\njourney: j\nstart: {s: {event: asked, next: end}}\nsteps: {}\n"
)
SETTING = Setting("", 10, 10, 7, date(2026, 1, 5), "UTC", 1, 0, replications=3)
COLUMNS = (
    Column("messages", "messages"),
    Column("sales", "share"),
    Column("difference", "difference of shares"),
)


def told(*lines: Line) -> Forecast:
    """Return a forecast whose only table has these lines."""
    whole = forecast(Tally(10), survey(PLAN), SETTING)
    return replace(whole, tables=(Table("t", "T", "", ("journey",), COLUMNS, lines),))


def line(name: str, *cells: Cell) -> Line:
    return Line((name,), cells)


def known(value: float) -> Estimate:
    return Estimate(value, value - 0.001, value + 0.001)


def cells(pooled: Forecast, *parts: Forecast) -> dict[str, tuple[Cell, ...]]:
    """Return the figures of each line, with the intervals of replications."""
    return {each.labels[0]: each.cells for each in with_intervals(pooled, parts).tables[0].lines}


def test_lines_of_a_table_are_held_against_those_of_the_same_name() -> None:
    # t of 2 degrees of freedom is 4.303; the values of a differ by 1, those of b by 10.
    parts = [
        told(line("a", known(1), None, None), line("b", known(20), None, None)),
        told(line("b", known(30), None, None), line("a", known(2), None, None)),
        told(line("a", known(3), None, None), line("b", known(40), None, None)),
    ]
    found = cells(told(line("a", known(2), None, None), line("b", known(30), None, None)), *parts)
    half = 4.303 / 3**0.5
    a, b = found["a"][0], found["b"][0]
    assert isinstance(a, Estimate)
    assert isinstance(b, Estimate)
    assert (a.low, a.high) == pytest.approx((0.0, 2 + half))
    assert (b.low, b.high) == pytest.approx((30 - 10 * half, 30 + 10 * half))


def test_what_a_run_does_not_tell_is_a_sum_of_none_and_an_unknown_share() -> None:
    parts = [told(line("a", known(3), known(0.5), None)), told(), told()]
    messages, sales, _ = cells(told(line("a", known(1), known(0.5), None)), *parts)["a"]
    assert isinstance(messages, Estimate)
    assert messages.high == pytest.approx(1 + 4.303)  # the values are 3, 0 and 0
    assert sales == Estimate(0.5)


def test_shares_end_at_one_and_differences_go_below_none() -> None:
    parts = [
        told(line("a", known(1), known(share), known(apart)))
        for share, apart in ((0.9, -0.2), (1.0, 0.1), (0.95, -0.05))
    ]
    _, sales, apart = cells(told(line("a", known(1), known(0.95), known(-0.05))), *parts)["a"]
    assert isinstance(sales, Estimate)
    assert sales.high == 1.0
    assert isinstance(apart, Estimate)
    assert apart.low is not None
    assert apart.low < apart.value


def test_students_quantiles_are_those_of_the_distribution() -> None:
    for many in range(2, 32):
        values = [0.0] * (many - 1) + [1.0]
        error = np.std(values, ddof=1) / many**0.5
        assert half_width(values) == pytest.approx(student.ppf(0.975, many - 1) * error, rel=3e-4)


def test_five_replications_hold_what_is_true_in_95_of_100_studies() -> None:
    studies = np.random.default_rng(1).normal(3.0, 2.0, (4000, 5))
    covered = np.mean([abs(each.mean() - 3.0) <= half_width(list(each)) for each in studies])
    assert 0.935 <= covered <= 0.965  # four standard errors are 0.014


def test_every_replication_has_a_seed_of_its_own_and_more_leave_the_first_alone() -> None:
    assert seeds(1, 3) == seeds(1, 5)[:3]
    assert len(set(seeds(1, 100))) == 100
