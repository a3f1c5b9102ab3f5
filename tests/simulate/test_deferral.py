"""What is put off is tried again at the first second at which its rule would let it pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from journeykit.journeys.policy import Broken, CapLimit, Limits, QuietHours, Sent, broken
from journeykit.simulate.clock import LocalClock, local_clock
from journeykit.simulate.deferral import renewed

HOUR, DAY = 3600, 86400
MESSAGE = Sent(0, "cart", "reminder", "email", "content")
SPRING, AUTUMN = (
    local_clock(day, "Europe/Berlin", before=0, after=90 * DAY)
    for day in (date(2026, 3, 27), date(2026, 10, 23))
)

times = st.integers(0, 16 * 24).map(lambda quarter: quarter * HOUR // 4)
sends = st.builds(
    lambda time, class_: replace(MESSAGE, time=time, class_=class_),
    times,
    st.sampled_from(["content", "transactional"]),
)
timetables = st.lists(sends, min_size=4, max_size=12).map(
    lambda found: sorted(found, key=lambda sent: sent.time)
)
windows = st.sampled_from([(2 * HOUR, ""), (30 * HOUR, ""), (HOUR, "hour"), (DAY, "day")]) | (
    st.sampled_from([(7 * DAY, "week"), (30 * DAY, "month")])
)
caps = st.builds(
    lambda at_most, window, week_from, counts_exempt: CapLimit(
        at_most, window[0], window[1], week_from=week_from, counts_exempt=counts_exempt
    ),
    st.integers(1, 3),
    windows,
    st.integers(0, 6),
    st.booleans(),
)


def _first_rule(limits: Limits, before: list[Sent], sent: Sent, clock: LocalClock) -> Broken | None:
    return next(broken(limits, before, sent, clock.moment), None)


def _expect_first_second(limits: Limits, timetable: list[Sent], clock: LocalClock) -> None:
    """Look at the last send: it passes when it is renewed, and not a second before."""
    before, sent = timetable[:-1], replace(timetable[-1], class_="content")
    rule = _first_rule(limits, before, sent, clock)
    assume(rule is not None)
    assert rule is not None
    time = renewed(limits, before, sent, rule, clock)
    assert time is not None
    assert time > sent.time
    assert _first_rule(limits, before, replace(sent, time=time), clock) is None
    assert _first_rule(limits, before, replace(sent, time=time - 1), clock) == rule


@given(caps, timetables, st.sampled_from([SPRING, AUTUMN]))
def test_a_cap_lets_pass_as_soon_as_it_has_room(
    cap: CapLimit, timetable: list[Sent], clock: LocalClock
) -> None:
    _expect_first_second(Limits(caps=(cap,), exempt=("transactional",)), timetable, clock)


@given(st.sampled_from([HOUR, 5 * HOUR, 2 * DAY]), timetables)
def test_a_gap_lets_pass_as_soon_as_it_is_over(gap: int, timetable: list[Sent]) -> None:
    _expect_first_second(Limits(min_gap=gap, exempt=("transactional",)), timetable, SPRING)


@given(
    st.sampled_from([(21, 9), (23, 5), (4, 7), (13, 18)]),
    timetables,
    st.sampled_from([SPRING, AUTUMN]),
)
def test_quiet_hours_let_pass_as_soon_as_they_end(
    hours: tuple[int, int], timetable: list[Sent], clock: LocalClock
) -> None:
    quiet = QuietHours(hours[0] * HOUR, hours[1] * HOUR)
    _expect_first_second(Limits(quiet=quiet), timetable, clock)


@pytest.mark.parametrize("reason", ["duplicate-message", "duplicate-topic", "sale"])
def test_what_can_only_be_dropped_is_never_renewed(reason: str) -> None:
    limits = Limits(same_message=DAY, same_topic=DAY)
    assert renewed(limits, [MESSAGE], MESSAGE, Broken(reason), SPRING) is None


def test_a_cap_of_none_is_never_renewed() -> None:
    limits = Limits(caps=(CapLimit(0, DAY, "day"),))
    assert renewed(limits, [], MESSAGE, Broken("cap", 0), SPRING) is None
