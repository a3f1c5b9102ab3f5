"""Seasonality: known ones come out, and the edges of a history do not make one."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from journeykit.simulate.fit.seasons import WEEKDAYS, has_days_only, seasons
from tests.simulate.fit.given import shop
from tests.simulate.fit.recipe import HOURS
from tests.simulate.fit.recipe import WEEKDAYS as TRUE_WEEKDAYS

MONDAY = datetime(2025, 1, 6)


def test_the_same_every_day_is_no_season_however_many_mondays_there_are() -> None:
    found = seasons([MONDAY + timedelta(days=day, hours=5) for day in range(10)])
    assert found.weekdays == pytest.approx((1.0,) * 7)
    assert found.hours[5] == 24.0


def test_a_day_with_twice_as_many_has_twice_the_factor() -> None:
    days = [MONDAY + timedelta(days=day) for day in range(14)]
    found = seasons([*days, *(day for day in days if day.weekday() == 5)])
    assert found.busiest == WEEKDAYS[5]
    assert found.weekdays[5] == pytest.approx(2 * found.weekdays[0])
    assert sum(found.weekdays) == pytest.approx(7)


def test_days_without_a_time_tell_no_hours() -> None:
    days = [MONDAY + timedelta(days=day) for day in range(7)]
    assert has_days_only(days)
    assert seasons(days).hours == ()


def test_the_seasons_of_the_sample_come_out() -> None:
    visits = [each.time for each in shop()[1].good if each.event == "site.visit"]
    found = seasons(visits)
    mean = sum(TRUE_WEEKDAYS) / 7
    for factor, true in zip(found.weekdays, TRUE_WEEKDAYS, strict=True):
        # Some 500 visits a weekday: four standard errors are 0.18.
        assert factor == pytest.approx(true / mean, abs=0.18)
    for factor, true in zip(found.hours, HOURS, strict=True):
        assert factor == pytest.approx(true * 24 / sum(HOURS), abs=0.5)
