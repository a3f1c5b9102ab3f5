"""The forecast of hand-made lives whose numbers are known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.journeys.durations import parse as parse_duration
from journeykit.journeys.expect import parse as parse_expectation
from journeykit.journeys.finding import Mistake
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.map import Channel, Map
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.policy import Cap, Duplicates, Policy, SaleRule
from journeykit.journeys.model.population import Population
from journeykit.journeys.place import Word
from journeykit.simulate.forecast import Forecast, Setting, forecast
from journeykit.simulate.life import Instance, Life, Refusal, Row, Stuck
from journeykit.simulate.survey import Survey, survey
from journeykit.simulate.tally import Tally, merge, tally
from journeykit.simulate.verdict import hold, verdicts

HOUR, DAY = 3600, 86_400
CHANNELS = {
    "email": Channel(),
    "popup": Channel(on_site=True),
    "manager": Channel(to=Word("staff")),
}
POLICY = Policy(
    sale=SaleRule(at_most=1, of=4),
    caps=(Cap(at_most=2, per=parse_duration(Word("7d"))),),
    min_gap=parse_duration(Word("4h")),
    duplicates=Duplicates(topic=parse_duration(Word("1d"))),
    exempt=(Word("transactional"),),
)
PLAN = Plan(
    "journey.yaml",
    Map(
        policy=POLICY,
        channels={Word(name): channel for name, channel in CHANNELS.items()},
    ),
    Population(),
    {name: Journey(id=Word(name), start={}) for name in ("cart", "browse")},
    {
        name: Message(
            id=Word(name),
            channel=tuple(map(Word, CHANNELS)),
            class_=Word("content"),
            topic=Word("shoes"),
        )
        for name in ("m", "n")
    },
)
SETTING = Setting("Shop", 4, 10_000, 90, date(2026, 1, 5), "UTC", 1, 0)


def _row(customer: int, time: int, **fields: str) -> Row:
    given = {"journey": "cart", "message": "x", "channel": "email", "class_": "content"} | fields
    return Row(
        customer, time, given["journey"], 1, "step", given["message"], given["channel"],
        given["class_"], "none", given.get("status", "sent"), given.get("reason", ""),
    )  # fmt: skip


def _mails(customer: int, *days: int, **fields: str) -> Life:
    return Life(customer, tuple(_row(customer, day * DAY, **fields) for day in days))


def _tally(*lives: Life, plan: Plan = PLAN) -> Tally:
    return merge(tally(life, survey(plan)) for life in lives)


def _forecast(*lives: Life, plan: Plan = PLAN) -> Forecast:
    setting = replace(SETTING, customers=len(lives))
    return forecast(_tally(*lives, plan=plan), survey(plan), setting)


def test_messages_of_a_customer_are_spread_over_all_customers() -> None:
    told = _forecast(_mails(0, 1, 20), _mails(1), _mails(2, 1, 2, 3, 40, 41, 42), Life(3))
    assert told.messages.all.period.mean.value == 2
    assert (
        told.messages.all.period.p50,
        told.messages.all.period.p90,
        told.messages.all.period.max,
    ) == (
        0,
        6,
        6,
    )
    assert told.messages.all.total == 20_000
    assert told.messages.all.reached.value == 0.5


def test_the_worst_week_is_each_customers_own() -> None:
    told = _forecast(_mails(0, 1, 2, 9), _mails(1, 1, 8), _mails(2, 60, 61, 62, 63), Life(3))
    assert told.messages.all.week.mean.value == (2 + 1 + 4 + 0) / 4
    assert told.messages.all.week.max == 4


def test_what_is_shown_on_the_site_or_goes_to_staff_is_told_apart() -> None:
    life = Life(
        0,
        (
            _row(0, 0),
            _row(0, 0, channel="popup"),
            _row(0, 9, channel="popup", journey="browse"),
            _row(0, 0, channel="manager"),
        ),
    )
    told = _forecast(life)
    reaches = (told.messages, told.on_site, told.staff)
    assert [each.all.period.max for each in reaches] == [1, 2, 1]
    assert [[(v.name, v.period.max) for v in each.channels] for each in reaches] == [
        [("email", 1)],
        [("popup", 2)],
        [("manager", 1)],
    ]
    assert [[v.period.max for v in each.journeys] for each in reaches] == [[1, 0], [1, 1], [1, 0]]
    assert [v.period.max for v in told.messages.classes] == [0, 0, 1, 0]


def test_what_was_dropped_is_counted_by_channel_and_reason_only() -> None:
    told = _forecast(_mails(0, 1, 2, status="dropped", reason="no-contact"))
    assert told.messages.all.period.max == 0
    assert told.dropped["email"] == {"no-contact": 20_000}


def test_who_is_over_a_cap_is_told_with_the_lowest_customer() -> None:
    told = _forecast(_mails(0, 1, 9), _mails(1, 1, 9), _mails(2, 1, 2, 7, 8), _mails(3, 1, 2, 3))
    cap = told.rules[0]
    assert (cap.key, cap.text) == ("cap 0", "at most 2 per 7d")
    assert cap.share.value == 0.5
    assert cap.breaks == 3 * 2500
    assert cap.example is not None
    assert cap.example.customer == 2


def test_gaps_and_topics_that_break_the_policy_are_told() -> None:
    close = Life(0, (_row(0, 0), _row(0, 4 * HOUR - 1), _row(0, 8 * HOUR - 1)))
    twice = Life(1, (_row(1, 0, message="m"), _row(1, DAY - 1, message="n", journey="browse")))
    told = {rule.key: rule.share.value for rule in _forecast(close, twice).rules}
    assert told == {"cap 0": 0.5, "gap": 0.5, "duplicate-topic": 0.5, "sale": 0.0}


def test_the_sale_rule_shows_the_messages_of_the_lowest_customer() -> None:
    sale = [_row(5, day * DAY, class_="sale") for day in (3, 6)]
    between = [_row(5, 4 * DAY), _row(5, 5 * DAY, class_="transactional")]
    life = Life(5, tuple(sorted([*sale, *between], key=lambda row: row.time)))
    told = _forecast(life, _mails(9, 1, 2, 3, class_="sale"))
    assert told.longest_sale_run == 3
    sale_rule = told.rules[-1]
    assert (sale_rule.text, sale_rule.share.value) == ("at most 1 sale in any 4 messages", 1.0)
    assert sale_rule.example is not None
    assert sale_rule.example.customer == 5
    assert [sent.time // DAY for sent in sale_rule.example.sends] == [3, 4, 6]


def test_the_warm_up_is_looked_back_at_and_not_counted() -> None:
    life = replace(_mails(0, 0), before=tuple(_row(0, time) for time in (-DAY, -5, -4)))
    told = _forecast(life)
    assert told.messages.all.period.max == 1
    assert {rule.key: rule.breaks for rule in told.rules}["cap 0"] == 10_000


def _entry(journey: str, *, entered: int = 0, converted: int | None = None) -> Instance:
    return Instance(journey, 1, "s", entered, 9, "", "exit" if converted else "ended", converted)


def test_conversions_are_those_of_entries_in_the_period() -> None:
    first = Life(0, (), (_entry("cart", converted=5), _entry("cart"), _entry("browse")))
    second = Life(1, (), (_entry("cart", entered=-5, converted=5), _entry("cart")))
    refused = Refusal(3, "cart", "s", "reentry")
    told = _forecast(first, replace(second, refusals=(refused,), stuck=(Stuck(3, "cart", 1, "q"),)))
    cart, browse = told.journeys
    assert (cart.entered, cart.converted, cart.conversion.value) == (15_000, 5_000, 1 / 3)
    assert cart.how == {"ended": 10_000, "exit": 5_000}
    assert cart.refused == {"reentry": 5_000}
    assert cart.stuck == {"q": 5_000}
    assert (browse.entered, browse.converted) == (5_000, 0)


def test_customers_that_are_written_out_have_no_interval() -> None:
    setting = replace(SETTING, customers=2, population=2, drawn=False)
    told = forecast(_tally(_mails(0, 1), Life(1)), survey(PLAN), setting)
    assert (told.messages.all.period.mean.low, told.messages.all.reached.high) == (None, None)
    assert told.messages.all.total == 1


rows = st.builds(
    _row,
    st.just(0),
    st.integers(0, 20).map(lambda hours: hours * HOUR * 5),
    journey=st.sampled_from(["cart", "browse"]),
    message=st.sampled_from(["m", "n"]),
    channel=st.sampled_from(["email", "popup"]),
    class_=st.sampled_from(["content", "sale", "transactional"]),
)


@given(st.lists(st.lists(rows, max_size=8), min_size=1, max_size=6), st.randoms())
def test_tallies_merge_in_any_order_and_grouping(lives: list[list[Row]], chance: Random) -> None:
    ordered = [sorted(each, key=lambda row: row.time) for each in lives]
    parts = [tally(Life(n, tuple(each)), survey(PLAN)) for n, each in enumerate(ordered)]
    whole = merge(parts)
    shuffled = chance.sample(parts, len(parts))
    cut = chance.randint(0, len(parts))
    again = merge([merge(shuffled[cut:]), merge(shuffled[:cut])])
    assert again == whole
    setting = replace(SETTING, customers=len(lives))
    assert forecast(again, survey(PLAN), setting) == forecast(whole, survey(PLAN), setting)


def _expecting(*lines: str) -> tuple[Plan, Survey]:
    expect = tuple(parse_expectation(Word(line)) for line in lines)
    plan = replace(PLAN, map=replace(PLAN.map, expect=expect))
    return plan, survey(plan)


@pytest.mark.parametrize(
    ("line", "figure", "holds"),
    [
        ("max(email per 2d) <= 2", 2, True),
        ("max(email per 3d) <= 2", 3, False),
        ("mean(messages) == 1.5", 1.5, True),
        ("p50(cart) < 1", 0, True),
        ("share(content) <= 40%", 0.5, False),
        ("share(sale window) <= 1%", 0, True),
        ("max(popup) == 0", 0, True),
    ],
)
def test_each_line_of_expect_is_judged(line: str, figure: float, *, holds: bool) -> None:
    plan, asked = _expecting(line)
    counted = merge(tally(life, asked) for life in (_mails(0, 1, 2, 3), Life(1)))
    setting = replace(SETTING, customers=2, drawn=False)
    (verdict,) = verdicts(forecast(counted, survey(plan), setting), [counted], asked)
    assert (verdict.line, verdict.figure.value, verdict.holds) == (line, figure, holds)


def test_without_expect_every_rule_of_the_policy_is_judged() -> None:
    counted = _tally(_mails(0, 1, 2, 3), Life(1))
    setting = replace(SETTING, customers=2)
    judged = verdicts(forecast(counted, survey(PLAN), setting), [counted], survey(PLAN))
    assert [each.holds for each in judged] == [False, True, True, True]
    assert not hold(judged)
    assert hold(judged[1:])


def test_an_unknown_subject_of_expect_is_a_mistake() -> None:
    with pytest.raises(Mistake, match="unknown channel, class or journey `emial`"):
        _expecting("p95(emial) <= 4")
