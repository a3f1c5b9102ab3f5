"""Local time: midnight is midnight, also across the changes of the clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from journeykit.simulate.clock import DAY, LocalClock, local_clock

HOUR = 3600
START = date(2026, 3, 23)


@pytest.fixture
def berlin() -> LocalClock:
    """The clocks go forward on 2026-03-29 at 2:00 and back on 2026-10-25 at 3:00."""
    return local_clock(START, "Europe/Berlin", before=0, after=300 * DAY)


def test_midnights_follow_the_wall_clock_and_not_86400_seconds(berlin: LocalClock) -> None:
    assert berlin.on(date(2026, 3, 29)) == 6 * DAY
    assert berlin.on(date(2026, 3, 30)) == 7 * DAY - HOUR
    assert berlin.on(date(2026, 10, 26)) == 217 * DAY


def test_every_hour_of_the_year_agrees_with_zoneinfo(berlin: LocalClock) -> None:
    zone = ZoneInfo("Europe/Berlin")
    origin = datetime(2026, 3, 23, tzinfo=zone).astimezone(UTC)
    for hour in range(24 * 300):
        wall = datetime(2026, 3, 23) + timedelta(hours=hour)
        expected = wall.replace(tzinfo=zone).astimezone(UTC) - origin
        assert berlin.instant(hour * HOUR) == expected.total_seconds()
        moment = (origin + timedelta(hours=hour)).astimezone(zone)
        assert berlin.moment(hour * HOUR) == moment.replace(tzinfo=None)


def test_a_time_in_the_gap_uses_the_offset_before_it(berlin: LocalClock) -> None:
    assert berlin.on(date(2026, 3, 29), 2 * HOUR + 1800) == 6 * DAY + 2 * HOUR + 1800


def test_a_repeated_time_is_the_first(berlin: LocalClock) -> None:
    first = berlin.on(date(2026, 10, 25), 2 * HOUR)
    assert berlin.on(date(2026, 10, 25), 3 * HOUR) - first == 2 * HOUR


def test_the_next_time_of_day_is_strictly_later(berlin: LocalClock) -> None:
    ten = 10 * HOUR
    assert berlin.next(ten - 1, ten) == ten
    assert berlin.next(ten, ten) == DAY + ten
    assert berlin.next(-5 * DAY, ten) == -5 * DAY + ten


def test_the_next_weekday_counts_from_monday(berlin: LocalClock) -> None:
    assert berlin.next(0, 10 * HOUR, 0) == 10 * HOUR
    assert berlin.next(10 * HOUR, 10 * HOUR, 0) == 7 * DAY + 9 * HOUR
    assert berlin.next(0, 0, 2) == 2 * DAY


def test_a_run_that_begins_in_summer_counts_winter_with_its_own_offset() -> None:
    clock = local_clock(date(2026, 7, 1), "America/New_York", before=300 * DAY, after=300 * DAY)
    assert clock.on(date(2026, 12, 1)) == 153 * DAY + HOUR
    assert clock.on(date(2026, 1, 1)) == -181 * DAY + HOUR
    assert clock.day(-181 * DAY + HOUR) == date(2026, 1, 1)
    assert clock.day(-181 * DAY) == date(2025, 12, 31)
