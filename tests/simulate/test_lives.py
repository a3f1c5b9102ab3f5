"""What must hold of every life, whatever the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from journeykit.journeys.finding import JourneyError
from journeykit.journeys.load import load
from journeykit.journeys.model import Plan
from journeykit.journeys.project import find
from journeykit.simulate.life import Life
from journeykit.simulate.program import compile_plan
from journeykit.simulate.reference.live import live
from journeykit.simulate.warmup import warm_up
from tests.timetables import plan_of_text

DAY = 86400
MONDAY = date(2026, 1, 5)
ROOT = Path(__file__).parents[2]


def plan_of_sample(name: str) -> Plan:
    """Return the plan of a sample map."""
    project = find([str(ROOT / "samples" / name)], cwd=ROOT).projects[0]
    plan = load(project.documents, project.path).plan
    assert plan is not None
    return plan


@pytest.fixture(scope="module")
def shop() -> Plan:
    """The sample shop: all of it drawn."""
    return plan_of_sample("shop")


def lives(plan: Plan, customers: range, *, seed: int = 1, days: int = 90) -> list[Life]:
    """Return some lives of a plan."""
    program = compile_plan(plan, start=MONDAY, horizon=days * DAY, warm_up=warm_up(plan))
    return [live(program, number, seed) for number in customers]


def test_the_same_seed_gives_the_same_life_and_another_seed_another(shop: Plan) -> None:
    assert lives(shop, range(5)) == lives(shop, range(5))
    assert lives(shop, range(5)) != lives(shop, range(5), seed=2)


def test_more_customers_leave_the_first_ones_alone(shop: Plan) -> None:
    many = replace(shop, population=replace(shop.population, customers=2000))
    few = replace(shop, population=replace(shop.population, customers=100))
    assert lives(many, range(17, 18)) == lives(few, range(17, 18))


def test_a_longer_run_begins_like_the_shorter_one(shop: Plan) -> None:
    short, long = lives(shop, range(20), days=30), lives(shop, range(20), days=60)
    for first, second in zip(short, long, strict=True):
        assert first.rows == tuple(row for row in second.rows if row.time < 30 * DAY)


@pytest.mark.parametrize("left_out", ["wish-list", "birthday", "points-expiry"])
def test_a_journey_that_causes_nothing_leaves_the_rows_of_the_others_alone(
    shop: Plan, left_out: str
) -> None:
    silent = {key: replace(message, responses=None) for key, message in shop.messages.items()}
    mute = replace(shop, messages=silent, population=replace(shop.population, responses={}))
    fewer = replace(
        mute, journeys={key: value for key, value in shop.journeys.items() if key != left_out}
    )
    for whole, part in zip(lives(mute, range(30)), lives(fewer, range(30)), strict=True):
        kept = [row for row in whole.rows if row.journey != left_out]
        assert [replace(row, reason="") for row in kept] == [
            replace(row, reason="") for row in part.rows
        ]


@pytest.mark.parametrize("sample", ["shop", "language", "start"])
def test_nobody_is_lost(sample: str) -> None:
    for life in lives(plan_of_sample(sample), range(30)):
        for each in life.instances:
            assert (each.ended is None) == (each.how == "running")
            assert each.how != "ended" or each.ends
            assert each.ended is None or each.entered <= each.ended < 90 * DAY
        numbers: dict[str, list[int]] = {}
        for each in life.instances:
            numbers.setdefault(each.journey, []).append(each.number)
        for found in numbers.values():
            assert sorted(set(found)) == sorted(found)
        entered = {(each.journey, each.number) for each in life.instances}
        sent = {(row.journey, row.instance) for row in life.rows if row.journey}
        assert sent <= entered


def test_rows_stand_in_order_of_time_and_inside_the_counted_days(shop: Plan) -> None:
    for life in lives(shop, range(30)):
        times = [row.time for row in life.rows]
        assert times == sorted(times)
        assert all(0 <= time < 90 * DAY for time in times)
        assert all(row.time < 0 for row in life.before)


CIRCLE = """
journey: a
reentry: always
start: {s: {event: ping, next: emit}}
steps: {emit: {task: Ping, emit: ping, next: end}}
---
population: one
customers: [{events: [{at: 1h, event: ping}]}]
"""

CALLS = """
journey: a
reentry: always
start: {s: {event: ping, next: call}}
steps: {call: {call: a, next: end}}
---
population: one
customers: [{events: [{at: 1h, event: ping}]}]
"""

FLOOD = """
journey: a
start: {s: {event: ping, next: wait}}
steps:
  wait: {timer: 1s, next: mail}
  mail: {send: {channel: email, class: service}, next: wait}
---
population: one
customers: [{attributes: {email: known}, events: [{at: 1h, event: ping}]}]
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CIRCLE, "customer 0 does not get on at second 3600"),
        (CALLS, "step `call` of journey `a`"),
        (FLOOD, "customer 0 has more than 10000 messages"),
        (CIRCLE.replace("at: 1h", "at: -1h"), "test.yaml:8:40: event `ping` at -1h is before"),
        (FLOOD.replace("timer: 1s", "timer: {after: 0s, since: start}"), "takes no time"),
    ],
    ids=["events in a circle", "calls in a circle", "flood", "too early", "cycle"],
)
def test_a_life_that_cannot_be_lived_stops_with_the_place(text: str, said: str) -> None:
    with pytest.raises(JourneyError) as caught:
        lives(plan_of_text(text), range(1))
    assert said in str(caught.value)


def test_a_schedule_with_too_many_instants_is_refused() -> None:
    plan = plan_of_text("journey: a\nstart: {s: {rrule: FREQ=SECONDLY, next: end}}\n")
    with pytest.raises(JourneyError, match="more than 100000 instants"):
        compile_plan(plan, start=MONDAY, horizon=90 * DAY, warm_up=0)
