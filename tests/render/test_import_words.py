"""Small parts of the import: times, ids, events."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.journeys.durations import parse
from journeykit.journeys.place import Word
from journeykit.journeys.write import one_line
from journeykit.render.bpmn.definitions import iso
from journeykit.render.bpmn.reading.names import Ids, events, is_id
from journeykit.render.bpmn.reading.times import duration, schedule, spoken, timer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P1DT2H", "1d2h"),
        ("P2W", "2w"),
        ("P3M", "3mo"),
        ("PT3M", "3m"),
        ("P1Y2M3DT4H5M6S", "1y2mo3d4h5m6s"),
        ("PT0.5H", "30m"),
        ("PT0S", "0s"),
        (" P1D ", "1d"),
        ("1d12h", "1d12h"),
        ("7d..14d", "7d..14d"),
        ("P", ""),
        ("PT", ""),
        ("P1H", ""),
        ("${delay}", ""),
        ("P999999999Y", ""),
    ],
)
def test_a_duration_is_written_as_the_language_does(text: str, expected: str) -> None:
    assert duration(text) == expected


@given(st.integers(0, 10**9))
def test_every_duration_that_is_written_is_read_again(seconds: int) -> None:
    assert parse(Word(duration(iso(seconds)))).low == seconds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P2D", "2d"),
        ("R3/PT10H", "10h"),
        ("25h since start", "{after: 25h, since: start}"),
        ("7d before birthday", "{before: 7d, date: birthday}"),
        ("2026-01-05T10:00:00", None),
        ("0 0 9 ? * MON", None),
    ],
)
def test_a_timer_waits_for_what_the_language_can_say(text: str, expected: str | None) -> None:
    found = timer(text)
    assert (None if found is None else one_line(found)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("R/P7D", "{every: 7d}"),
        ("R/2026-01-05T10:00:00/P1W", '{every: 1w, starting: 2026-01-05, at: "10:00"}'),
        ("R5/PT10H", "{rrule: FREQ=HOURLY;INTERVAL=10;COUNT=5}"),
        (
            "2026-01-05T10:00:00",
            '{rrule: FREQ=DAILY;COUNT=1, starting: 2026-01-05, at: "10:00"}',
        ),
        ("2026-01-05", "{rrule: FREQ=DAILY;COUNT=1, starting: 2026-01-05}"),
        ("0 0 9 ? * MON", None),
        ("R/soon/P1D", None),
    ],
)
def test_a_schedule_is_a_rule_with_its_first_day(text: str, expected: str | None) -> None:
    found = schedule(text)
    assert (None if found is None else one_line(found).replace('"2026-01-05"', "2026-01-05")) == (
        expected
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [("7 days", "7d"), ("2 Hours", "2h"), ("3 недели", "3w"), ("5 минут", "5m"), ("Later", None)],
)
def test_a_name_may_say_the_time(name: str, expected: str | None) -> None:
    assert spoken(name) == expected


@given(st.lists(st.text(max_size=60), max_size=20))
def test_ids_are_ids_and_no_two_are_one(names: list[str]) -> None:
    ids = Ids()
    found = [ids.free(name, "step") for name in names]
    assert len(set(found)) == len(found)
    assert all(map(is_id, found))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("order.placed", ["order.placed"]),
        ("cart.filled / cart.changed", ["cart.filled", "cart.changed"]),
        ("Order placed", ["order_placed"]),
        ("2nd order", ["event_2nd_order"]),
        ("Заказ оформлен", ["zakaz_oformlen"]),
        ("!", ["event"]),
    ],
)
def test_an_event_is_called_as_the_message_is(name: str, expected: list[str]) -> None:
    assert events(name) == expected
