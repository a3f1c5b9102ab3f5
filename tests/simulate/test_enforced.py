"""The sample shop under a policy that acts: no customer ever gets more than it allows.

The rules are looked for in the timetables by brute force, not by the code that enforces them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from journeykit.journeys.durations import Duration, parse
from journeykit.journeys.model import Plan
from journeykit.journeys.model.policy import Cap, Duplicates, Quiet, Reserve, SaleRule
from journeykit.journeys.place import Word
from journeykit.simulate.life import Life
from journeykit.simulate.program import compile_plan
from journeykit.simulate.reference.live import live
from journeykit.simulate.warmup import warm_up
from tests.brute_policy import breaks
from tests.samples.maps import plan_of

DAY = 86400
MONDAY = date(2026, 1, 5)


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
