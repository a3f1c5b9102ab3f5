"""The sample shop under a policy that acts: no customer ever gets more than it allows.

The rules are looked for in the timetables by brute force, not by the code that enforces them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from journeykit.journeys.durations import Duration, parse
from journeykit.journeys.model import Plan
from journeykit.journeys.model.policy import Cap, Duplicates, Policy, Quiet, Reserve, SaleRule
from journeykit.journeys.place import Word
from journeykit.simulate.life import Life, Row
from journeykit.simulate.program import compile_plan
from journeykit.simulate.reference.live import live
from journeykit.simulate.warmup import warm_up
from tests.samples.maps import plan_of

DAY = 86400
MONDAY = date(2026, 1, 5)
PERIODS = {3600: 3600, DAY: DAY, 7 * DAY: 7 * DAY}
"""The calendar windows that whole divisions find, as the shop's zone has no change of clocks."""


@pytest.fixture(scope="module")
def shop() -> Plan:
    """The sample shop with its own policy, under which little is held back."""
    return plan_of("shop")


@pytest.fixture(scope="module", params=["drop", "defer"])
def narrow_shop(request: pytest.FixtureRequest, shop: Plan) -> Plan:
    """The shop with messages of one topic and so narrow a policy that all of its rules act."""
    policy = replace(
        shop.map.policy,
        sale=SaleRule(at_most=1, of=30),
        caps=(
            Cap(at_most=4, per=duration("10d"), reserve=Reserve(from_=70, keep=1)),
            Cap(at_most=1, per=duration("1d"), window=Word("calendar"), channels=words("email")),
            Cap(at_most=3, per=duration("1w"), window=Word("calendar")),
            Cap(at_most=6, per=duration("30d"), topics=words("goods")),
            Cap(at_most=1, per=duration("3d"), channels=words("popup", "chat")),
        ),
        min_gap=duration("36h"),
        quiet=Quiet(from_=shop.map.policy.quiet.from_, to=shop.map.policy.quiet.to)
        if shop.map.policy.quiet
        else None,
        duplicates=Duplicates(message=duration("40d"), topic=duration("1d")),
        on_exceed=Word(request.param),
        defer_at_most=duration("5d"),
    )
    alike = {name: replace(each, topic=Word("goods")) for name, each in shop.messages.items()}
    return replace(shop, map=replace(shop.map, policy=policy), messages=alike)


def duration(text: str) -> Duration:
    """Return a fixed duration."""
    return parse(Word(text))


def words(*texts: str) -> tuple[Word, ...]:
    """Return names as the model has them."""
    return tuple(map(Word, texts))


def lives(plan: Plan, customers: int, seed: int = 1) -> Iterator[Life]:
    """Yield the lives of the first customers under the policy."""
    before = warm_up(plan)
    program = compile_plan(plan, start=MONDAY, horizon=90 * DAY, warm_up=before, enforces=True)
    return (live(program, number, seed) for number in range(customers))


def breaks(plan: Plan, life: Life) -> Iterator[str]:
    """Yield the rules that the messages of a life break, as docs/language.md words them."""
    policy = plan.map.policy
    hidden = [name for name, each in plan.map.channels.items() if each.on_site or each.to]
    seen = [
        row
        for row in (*life.before, *life.rows)
        if row.status == "sent" and row.class_ not in policy.exempt
    ]
    usual = [row for row in seen if row.channel not in hidden]
    for place, cap in enumerate(policy.caps):
        counted = [row for row in seen if row.channel in cap.channels] if cap.channels else usual
        if cap.classes:
            counted = [row for row in counted if row.class_ in cap.classes]
        if cap.topics:
            counted = [
                row for row in counted if plan.messages[Word(row.message)].topic in cap.topics
            ]
        if over(plan, cap, counted):
            yield f"cap {place}"
    if policy.sale and crowded_sales(policy.sale, usual):
        yield "sale"
    if any(later.time - row.time < seconds(policy.min_gap) for row, later in pairs(usual)):
        yield "gap"
    if policy.duplicates:
        yield from doubles(plan, policy.duplicates, usual)
    if in_the_night(policy, seen, usual):
        yield "quiet"


def seconds(given: Duration | None) -> int:
    """Return the seconds of a duration, 0 where there is none."""
    return given.low if given else 0


def pairs(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Yield each message with the next."""
    return pairwise(rows)


def over(plan: Plan, cap: Cap, rows: Sequence[Row]) -> bool:
    """Tell whether any message found the cap full."""
    for number, row in enumerate(rows):
        if cap.window == "calendar":
            length = PERIODS[cap.per.low]
            taken = sum(each.time // length == row.time // length for each in rows[:number])
        else:
            taken = sum(row.time - each.time < cap.per.low for each in rows[:number])
        room = cap.at_most
        if cap.reserve and priority(plan, row) < cap.reserve.from_:
            room -= cap.reserve.keep
        if taken >= room:
            return True
    return False


def priority(plan: Plan, row: Row) -> int:
    """Return the priority of who sent a message."""
    if row.journey:
        return plan.journeys[Word(row.journey)].priority
    return next(line.priority for line in plan.map.calendar if line.send == row.message)


def crowded_sales(rule: SaleRule, rows: Sequence[Row]) -> bool:
    """Tell whether so many messages in a row hold more sales than they may."""
    sales = [row.class_ == "sale" or row.promo != "none" for row in rows]
    return any(sum(sales[first : first + rule.of]) > rule.at_most for first in range(len(sales)))


def doubles(plan: Plan, rule: Duplicates, rows: Sequence[Row]) -> Iterator[str]:
    """Yield what comes twice too soon: a message, or a topic from two senders."""
    topics = {name: message.topic for name, message in plan.messages.items()}
    for number, later in enumerate(rows):
        for row in rows[:number]:
            age = later.time - row.time
            same = row.message == later.message
            if same and (row.journey or later.journey) and age < seconds(rule.message):
                yield "duplicate-message"
            topic = topics[Word(later.message)]
            other = (row.journey or row.message) != (later.journey or later.message)
            if topic and topics[Word(row.message)] == topic and other and age < seconds(rule.topic):
                yield "duplicate-topic"


def in_the_night(policy: Policy, seen: Sequence[Row], usual: Sequence[Row]) -> bool:
    """Tell whether a message came in quiet hours, which go over midnight."""
    if policy.quiet is None:
        return False
    begin, end, channels = policy.quiet.from_.second, policy.quiet.to.second, policy.quiet.channels
    rows = [row for row in seen if row.channel in channels] if channels else usual
    return any(not end <= row.time % DAY < begin for row in rows)


def test_the_policy_of_the_shop_holds_for_every_customer(shop: Plan) -> None:
    for life in lives(shop, 60):
        assert list(breaks(shop, life)) == [], life.customer


def test_a_narrow_policy_holds_for_every_customer_and_each_rule_acts(narrow_shop: Plan) -> None:
    acted: dict[str, None] = {}
    for life in lives(narrow_shop, 120):
        assert list(breaks(narrow_shop, life)) == [], life.customer
        acted.update(dict.fromkeys(row.reason for row in life.rows if row.status != "sent"))
    rules = ("duplicate-message", "duplicate-topic", "quiet", "cap", "gap", "sale")
    assert [rule for rule in rules if rule not in acted] == []


@pytest.mark.deep
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_policy_of_the_shop_holds_for_ten_thousand_customers(shop: Plan, seed: int) -> None:
    broken = {
        life.customer: found
        for life in lives(shop, 10_000, seed)
        if (found := [*breaks(shop, life)])
    }
    assert broken == {}
