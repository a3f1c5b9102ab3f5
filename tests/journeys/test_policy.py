"""The policy against its own definitions, written out naively, on random timetables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.journeys.clocks import Clock
from journeykit.journeys.durations import Duration, parse
from journeykit.journeys.limits import limits_of
from journeykit.journeys.model.map import Channel, Map
from journeykit.journeys.model.policy import Cap, Duplicates, Policy, Quiet, Reserve, SaleRule
from journeykit.journeys.place import Word
from journeykit.journeys.policy import (
    Broken,
    CapLimit,
    Limits,
    QuietHours,
    SaleLimit,
    Sent,
    broken,
    is_sale,
    plain_days,
    reason,
)
from journeykit.journeys.timetable import breaks

HOUR = 3600
DAY = 24 * HOUR
MESSAGE = Sent(0, "cart", "reminder", "email", "content", topic="cart")
LIMITS = Limits(exempt=("transactional",), hidden=("popup", "manager"))


def _at(*hours: float, channel: str = "email", class_: str = "content") -> list[Sent]:
    sent = replace(MESSAGE, channel=channel, class_=class_)
    return [replace(sent, time=int(hour * HOUR)) for hour in hours]


def _first(limits: Limits, timetable: list[Sent]) -> str:
    return reason(limits, timetable[:-1], timetable[-1])


@pytest.mark.parametrize(
    ("limits", "hours", "expected"),
    [
        (replace(LIMITS, same_message=14 * DAY), (0, 14 * 24), ""),
        (replace(LIMITS, same_message=14 * DAY), (0, 14 * 24 - 1), "duplicate-message"),
        (replace(LIMITS, min_gap=4 * HOUR), (0, 4), ""),
        (replace(LIMITS, min_gap=4 * HOUR), (0, 3.99), "gap"),
        (replace(LIMITS, min_gap=4 * HOUR), (0, 0), "gap"),
        (replace(LIMITS, caps=(CapLimit(2, 7 * DAY),)), (0, 1, 7 * 24), ""),
        (replace(LIMITS, caps=(CapLimit(2, 7 * DAY),)), (0, 1, 7 * 24 - 1), "cap"),
        (replace(LIMITS, caps=(CapLimit(0, DAY),)), (0,), "cap"),
        (replace(LIMITS, caps=(CapLimit(1, DAY, "day"),)), (23, 24), ""),
        (replace(LIMITS, caps=(CapLimit(1, DAY, "day"),)), (0, 23), "cap"),
        (replace(LIMITS, caps=(CapLimit(1, HOUR, "hour"),)), (0.9, 1), ""),
        (replace(LIMITS, caps=(CapLimit(1, 7 * DAY, "week"),)), (0, 6 * 24 + 23), "cap"),
        (replace(LIMITS, caps=(CapLimit(1, 7 * DAY, "week"),)), (0, 7 * 24), ""),
        (replace(LIMITS, caps=(CapLimit(1, 30 * DAY, "month"),)), (0, 26 * 24 + 23), "cap"),
        (replace(LIMITS, caps=(CapLimit(1, 30 * DAY, "month"),)), (0, 27 * 24), ""),
    ],
)
def test_every_window_is_half_open(limits: Limits, hours: tuple[float, ...], expected: str) -> None:
    assert _first(limits, _at(*hours)) == expected


@pytest.mark.parametrize(
    ("week_from", "day", "expected"),
    [(0, 6, "cap"), (0, 7, ""), (6, 5, "cap"), (6, 6, ""), (2, 1, "cap"), (2, 2, "")],
)
def test_a_week_begins_where_the_policy_says(week_from: int, day: int, expected: str) -> None:
    limits = replace(LIMITS, caps=(CapLimit(1, 7 * DAY, "week", week_from=week_from),))
    assert _first(limits, _at(0, 24 * day)) == expected


def test_a_cap_may_count_what_it_never_stops() -> None:
    limits = replace(LIMITS, caps=(CapLimit(1, DAY, counts_exempt=True),))
    receipt = _at(0, class_="transactional")
    assert _first(limits, [*receipt, *_at(1)]) == "cap"
    assert _first(limits, [*_at(0), *_at(1, class_="transactional")]) == ""
    assert _first(limits, [*_at(0, class_="transactional", channel="popup"), *_at(1)]) == ""


@pytest.mark.parametrize("field", [{"class_": "transactional"}, {"channel": "popup"}])
def test_exempt_and_hidden_sends_are_neither_stopped_nor_counted(field: dict[str, str]) -> None:
    limits = replace(
        LIMITS, caps=(CapLimit(1, DAY),), min_gap=HOUR, same_message=DAY, sale=SaleLimit(1, 4)
    )
    unseen = _at(0, **field)
    assert _first(limits, [*unseen, *_at(0)]) == ""
    assert _first(limits, [*_at(0), *unseen]) == ""


def test_a_cap_that_names_an_on_site_channel_counts_it() -> None:
    limits = replace(LIMITS, caps=(CapLimit(1, DAY, channels=("popup",)),))
    assert _first(limits, _at(0, 1, channel="popup")) == "cap"
    assert _first(limits, _at(0, 1)) == ""


def test_a_cap_sums_its_channels_and_classes() -> None:
    limits = replace(LIMITS, caps=(CapLimit(1, DAY, channels=("email", "sms"), classes=("sale",)),))
    assert _first(limits, _at(0, class_="sale") + _at(1, channel="sms", class_="sale")) == "cap"
    assert _first(limits, _at(0, class_="sale") + _at(1, class_="content")) == ""


def test_a_cap_of_a_topic_counts_that_topic() -> None:
    limits = replace(LIMITS, caps=(CapLimit(1, DAY, topics=("cart",)),))
    assert _first(limits, _at(0, 1)) == "cap"
    assert reason(limits, [MESSAGE], replace(MESSAGE, topic="")) == ""


def test_a_map_gives_its_limits() -> None:
    def span(text: str) -> Duration:
        return parse(Word(text))

    policy = Policy(
        sale=SaleRule(at_most=1, of=4),
        caps=(
            Cap(at_most=4, per=span("7d"), reserve=Reserve(from_=80, keep=1)),
            Cap(at_most=2, per=span("1w"), window=Word("calendar"), classes=(Word("sale"),)),
        ),
        min_gap=span("4h"),
        duplicates=Duplicates(message=span("14d")),
        quiet=Quiet(from_=Clock(None, 75600), to=Clock(None, 34200), channels=(Word("sms"),)),
        exempt=(Word("transactional"),),
    )
    channels = {
        Word("email"): Channel(),
        Word("popup"): Channel(on_site=True),
        Word("manager"): Channel(to=Word("staff")),
    }
    assert limits_of(Map(policy=policy, channels=channels)) == Limits(
        caps=(
            CapLimit(4, 7 * DAY, reserve_from=80, reserve_keep=1),
            CapLimit(2, 7 * DAY, "week", classes=("sale",)),
        ),
        min_gap=4 * HOUR,
        same_message=14 * DAY,
        sale=SaleLimit(1, 4),
        exempt=("transactional",),
        hidden=("popup", "manager"),
        quiet=QuietHours(21 * HOUR, 9 * HOUR + 1800, ("sms",)),
    )


def test_a_calendar_window_that_does_not_exist_counts_as_a_rolling_one() -> None:
    cap = Cap(at_most=1, per=parse(Word("2d")), window=Word("calendar"))
    assert limits_of(Map(policy=Policy(caps=(cap,)))).caps == (CapLimit(1, 2 * DAY),)


@pytest.mark.parametrize(
    ("start", "end", "hour", "quiet"),
    [(21, 9, 20.99, ""), (21, 9, 21, "quiet"), (21, 9, 8.99, "quiet"), (21, 9, 9, ""),
     (1, 5, 0.5, ""), (1, 5, 1, "quiet"), (1, 5, 5, ""), (7, 7, 7, "")],
)  # fmt: skip
def test_quiet_hours_are_half_open_and_may_pass_midnight(
    start: int, end: int, hour: float, quiet: str
) -> None:
    limits = replace(LIMITS, quiet=QuietHours(start * HOUR, end * HOUR))
    assert _first(limits, _at(hour)) == quiet
    assert _first(limits, _at(hour, class_="transactional")) == ""
    assert _first(limits, _at(hour, channel="popup")) == ""


def test_quiet_hours_may_name_their_channels_hidden_ones_too() -> None:
    limits = replace(LIMITS, quiet=QuietHours(0, DAY, ("sms", "popup")))
    assert _first(limits, _at(1)) == ""
    assert _first(limits, _at(1, channel="sms")) == "quiet"
    assert _first(limits, _at(1, channel="popup")) == "quiet"


def test_a_reserve_keeps_room_for_the_urgent() -> None:
    limits = replace(LIMITS, caps=(CapLimit(2, DAY, reserve_from=80, reserve_keep=1),))
    before = _at(0)
    assert reason(limits, before, replace(MESSAGE, priority=79)) == "cap"
    assert reason(limits, before, replace(MESSAGE, priority=80)) == ""


def test_one_topic_repeats_within_its_own_journey_only() -> None:
    limits = replace(LIMITS, same_topic=DAY)
    other = replace(MESSAGE, journey="browse", message="viewed")
    assert reason(limits, [MESSAGE], other) == "duplicate-topic"
    assert reason(limits, [MESSAGE], replace(MESSAGE, message="second")) == ""
    assert reason(limits, [replace(MESSAGE, topic="")], replace(other, topic="")) == ""


def test_a_calendar_line_is_never_its_own_duplicate() -> None:
    limits = replace(LIMITS, same_message=30 * DAY)
    line = replace(MESSAGE, journey="", line="tuesday")
    assert reason(limits, [line], line) == ""
    assert reason(limits, [line], MESSAGE) == "duplicate-message"


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        ("s", ""),
        ("ss", "sale"),
        ("sccs", "sale"),
        ("scccs", ""),
        ("csccs", "sale"),
    ],
)
def test_one_sale_of_four(classes: str, expected: str) -> None:
    names = {"s": "sale", "c": "content"}
    timetable = [replace(MESSAGE, time=n, class_=names[c]) for n, c in enumerate(classes)]
    assert _first(replace(LIMITS, sale=SaleLimit(1, 4)), timetable) == expected


def test_a_promo_makes_a_sale_unless_the_message_is_transactional() -> None:
    assert is_sale(replace(MESSAGE, promo="code"))
    assert not is_sale(replace(MESSAGE, promo="code", class_="transactional"))


def test_the_first_broken_rule_is_the_reason() -> None:
    limits = replace(
        LIMITS, same_message=DAY, same_topic=DAY, min_gap=DAY, caps=(CapLimit(1, DAY),)
    )
    rules = list(broken(limits, [MESSAGE], MESSAGE))
    assert rules == [Broken("duplicate-message"), Broken("cap", 0), Broken("gap")]


def test_a_calendar_day_follows_the_clock_of_the_zone() -> None:
    zone = ZoneInfo("Europe/Berlin")
    start = datetime(2026, 10, 25, tzinfo=zone).timestamp()

    def local(seconds: int) -> datetime:
        return datetime.fromtimestamp(start + seconds, zone)

    limits = replace(LIMITS, caps=(CapLimit(1, DAY, "day"),))
    late = replace(MESSAGE, time=24 * HOUR)
    assert reason(limits, [MESSAGE], late, local) == "cap"
    assert reason(limits, [MESSAGE], replace(late, time=25 * HOUR), local) == ""


sends = st.builds(
    Sent,
    time=st.integers(0, 12).map(lambda hour: hour * HOUR),
    journey=st.sampled_from(["a", "b"]),
    message=st.sampled_from(["m", "n"]),
    channel=st.sampled_from(["email", "sms", "popup"]),
    class_=st.sampled_from(["transactional", "content", "sale"]),
    promo=st.sampled_from(["none", "code"]),
    topic=st.sampled_from(["", "t"]),
    priority=st.sampled_from([10, 90]),
)
timetables = st.lists(sends, max_size=12).map(lambda found: sorted(found, key=lambda s: s.time))
caps = st.builds(
    CapLimit,
    at_most=st.integers(0, 3),
    per=st.integers(1, 8).map(lambda hours: hours * HOUR),
    unit=st.sampled_from(["", "hour", "day"]),
    channels=st.sampled_from([(), ("email",), ("email", "popup")]),
    classes=st.sampled_from([(), ("sale",)]),
    reserve_from=st.sampled_from([0, 50]),
    reserve_keep=st.integers(0, 1),
    counts_exempt=st.booleans(),
)
policies = st.builds(
    Limits,
    caps=st.lists(caps, max_size=2).map(tuple),
    min_gap=st.integers(0, 3).map(lambda hours: hours * HOUR),
    same_message=st.integers(0, 5).map(lambda hours: hours * HOUR),
    same_topic=st.integers(0, 5).map(lambda hours: hours * HOUR),
    sale=st.none() | st.builds(SaleLimit, at_most=st.integers(1, 2), of=st.integers(2, 5)),
    exempt=st.just(("transactional",)),
    hidden=st.just(("popup",)),
)


@given(policies, timetables)
def test_breaks_are_those_of_the_definition(limits: Limits, timetable: list[Sent]) -> None:
    found = [(timetable.index(b.sent), b.rule) for b in breaks(limits, _distinct(timetable))]
    expected = [
        (timetable.index(sent), rule)
        for place, sent in enumerate(_distinct(timetable))
        for rule in _by_definition(limits, _distinct(timetable)[:place], sent)
    ]
    assert found == expected


def _distinct(timetable: list[Sent]) -> list[Sent]:
    return list(dict.fromkeys(timetable))


def _by_definition(limits: Limits, before: list[Sent], sent: Sent) -> list[Broken]:
    """Return the broken rules, each definition by itself over the whole past."""

    def ages(seen: Callable[[Sent], bool]) -> list[int]:
        return [sent.time - other.time for other in before if seen(other)]

    def off_site(one: Sent) -> bool:
        return one.class_ != "transactional" and one.channel != "popup"

    rules = []
    if off_site(sent):
        same = ages(lambda other: off_site(other) and other.message == sent.message)
        if any(age < limits.same_message for age in same):
            rules.append(Broken("duplicate-message"))
        near = ages(
            lambda other: (
                off_site(other)
                and bool(sent.topic)
                and (other.topic, other.journey != sent.journey) == (sent.topic, True)
            )
        )
        if any(age < limits.same_topic for age in near):
            rules.append(Broken("duplicate-topic"))
    for place, cap in enumerate(limits.caps):
        if _breaks_cap(cap, before, sent):
            rules.append(Broken("cap", place))
    if off_site(sent):
        if any(age < limits.min_gap for age in ages(off_site)):
            rules.append(Broken("gap"))
        latest = [other for other in before if off_site(other)]
        rule = limits.sale
        if rule and is_sale(sent):
            window = latest[max(0, len(latest) - (rule.of - 1)) :]
            if sum(is_sale(other) for other in window) >= rule.at_most:
                rules.append(Broken("sale"))
    return rules


def _breaks_cap(cap: CapLimit, before: list[Sent], sent: Sent) -> bool:
    def fills(one: Sent) -> bool:
        channels = cap.channels or ("email", "sms")
        classes = cap.classes or ("content", "sale", "transactional")
        counted = one.class_ != "transactional" or cap.counts_exempt
        return one.channel in channels and one.class_ in classes and counted

    def inside(one: Sent) -> bool:
        here, there = plain_days(sent.time), plain_days(one.time)
        if cap.unit == "hour":
            return (here.date(), here.hour) == (there.date(), there.hour)
        return here.date() == there.date() if cap.unit else sent.time - one.time < cap.per

    allowed = cap.at_most - (cap.reserve_keep if sent.priority < cap.reserve_from else 0)
    taken = sum(fills(one) and inside(one) for one in before)
    return sent.class_ != "transactional" and fills(sent) and taken >= allowed
