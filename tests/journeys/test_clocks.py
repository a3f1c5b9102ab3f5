"""Clock times: what is read, and what is refused."""

from __future__ import annotations

import pytest

from journeykit.journeys.clocks import Clock, parse_clock
from journeykit.journeys.finding import Mistake
from journeykit.journeys.place import Word


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("10:00", Clock(None, 36000)),
        ("9:05", Clock(None, 32700)),
        ("00:00", Clock(None, 0)),
        ("23:59", Clock(None, 86340)),
        ("mon 10:00", Clock(0, 36000)),
        ("sun 10:00", Clock(6, 36000)),
    ],
)
def test_a_clock_time_has_a_second_and_perhaps_a_weekday(text: str, clock: Clock) -> None:
    assert parse_clock(Word(text)) == clock
    assert parse_clock(Word(str(clock))) == clock


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("24:00", "`24:00` is not a time of day"),
        ("10:60", "`10:60` is not a time of day"),
        ("10", "`10` is not a time of day"),
        ("10am", "`10am` is not a time of day"),
        ("", "`` is not a time of day"),
        ("lun 10:00", "`lun 10:00` has an unknown weekday"),
    ],
)
def test_a_wrong_clock_time_is_refused(text: str, message: str) -> None:
    with pytest.raises(Mistake, match=message) as caught:
        parse_clock(Word(text))
    assert caught.value.finding.code == "J003"


def test_a_weekday_is_refused_where_every_day_is_meant() -> None:
    with pytest.raises(Mistake) as caught:
        parse_clock(Word("mon 10:00"), weekdays=False)
    assert caught.value.finding.help == "write `10:00`"
