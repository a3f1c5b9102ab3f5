"""Judgements on whole timetables, against naive ones and known cases."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from journeykit.journeys.policy import Limits, SaleLimit, Sent
from journeykit.journeys.timetable import (
    first_sale_break,
    longest_sale_run,
    worst_window,
)

MESSAGE = Sent(0, "cart", "reminder", "email", "content")
LIMITS = Limits(sale=SaleLimit(1, 4), exempt=("transactional",), hidden=("popup",))


def _timetable(*times: int) -> list[Sent]:
    return [replace(MESSAGE, time=time) for time in times]


def _classes(letters: str) -> list[Sent]:
    names = {"s": "sale", "c": "content", "t": "transactional"}
    return [replace(MESSAGE, time=n, class_=names[letter]) for n, letter in enumerate(letters)]


@given(st.lists(st.integers(0, 50), max_size=20).map(sorted), st.integers(1, 20))
def test_the_worst_window_holds_as_many_as_any_window(times: list[int], window: int) -> None:
    found = worst_window(_timetable(*times), window)
    fullest = max((sum(0 <= t - start < window for t in times) for start in range(51)), default=0)
    assert len(found) == fullest
    assert not found or found[-1].time - found[0].time < window


def test_the_worst_window_is_the_earliest_of_equals() -> None:
    assert [s.time for s in worst_window(_timetable(1, 2, 8, 9), 3)] == [1, 2]


def test_the_longest_sale_run_sees_through_exempt_messages() -> None:
    assert [s.time for s in longest_sale_run(LIMITS, _classes("scsstscss"))] == [2, 3, 5]
    assert longest_sale_run(LIMITS, _classes("ccc")) == ()


def test_the_first_sale_break_shows_the_messages_of_its_window() -> None:
    assert [s.time for s in first_sale_break(LIMITS, _classes("cscccscs"))] == [4, 5, 6, 7]
    assert [s.time for s in first_sale_break(LIMITS, _classes("ss"))] == [0, 1]
    assert first_sale_break(LIMITS, _classes("scccsccc")) == ()
