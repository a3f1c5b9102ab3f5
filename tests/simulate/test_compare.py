"""Two plans on the same customers differ in what the plans do, and in nothing else."""

from __future__ import annotations

import pytest

from journeykit.journeys.finding import JourneyError
from journeykit.simulate.compare import Comparison, OneSided, alike, compare
from journeykit.simulate.contrast import Contrast
from journeykit.simulate.figures import Figure
from journeykit.simulate.order import Order
from tests.timetables import plan_of_text

MAP = """
map: Shop
policy:
  caps: [{at_most: 2, per: 7d}]
  exempt: []
---
population: Visitors
attributes: {email: {known: 70%}, web_push: {known: 50%}}
behaviour:
  site.visit:
    - {about_every: 6d, spread: 1.0}
    - {after: message.clicked, delay: 1s..1m}
  cart.item_added: {after: site.visit, chance: 40%, delay: 1m..10m}
  order.placed: {after: cart.item_added, chance: 30%, delay: 1m..9h, data: {value: 10..20}}
---
"""
CART = """
journey: cart
reentry: 7d
exit: [order.placed]
goal: order.placed
start: {filled: {event: cart.item_added, next: wait}}
steps:
  wait: {timer: 1h, next: mail}
  mail: {send: reminder, next: pause}
  pause: {timer: 1d, next: end}
messages: {reminder: {channel: email, class: service}}
"""
MORE = CART.replace(
    "next: pause}\n", "next: again}\n  again: {send: twice, next: pause}\n"
).replace("messages: {", "messages: {twice: {channel: email, class: content}, ")
BESIDE = """---
journey: visits
start: {came: {event: site.visit, next: push}}
steps: {push: {send: hello, next: end}}
messages: {hello: {channel: web_push, class: service, responses: {click: 0%, unsubscribe: 0%}}}
"""


def order_of(journeys: str, *, customers: int = 80, **options: object) -> Order:
    """Return an order of the shop with these journeys."""
    return Order(plan_of_text(MAP + journeys), customers, **options)  # type: ignore[arg-type]


def compared(first: str, second: str, *, workers: int = 1) -> Comparison:
    """Compare the shop with the first journeys and with the second."""
    return compare(*alike([order_of(first), order_of(second)]), workers=workers)


def of(told: Comparison, kind: str, name: str = "") -> Contrast:
    """Return one figure of a comparison."""
    return next(each for each in told.figures if each.figure == Figure(kind, name))


def test_a_plan_differs_in_nothing_from_itself() -> None:
    told = compared(CART, CART)
    assert of(told, "messages").first.value > 0.5
    assert {each.difference.value for each in told.figures} == {0.0}
    assert {each.changed.value for each in told.figures} == {0.0}
    assert (told.names, told.same_population, told.same_zone) == ((), True, True)


def test_another_journey_changes_nothing_of_the_first_one() -> None:
    told = compared(CART, CART + BESIDE)
    assert of(told, "journey", "visits").difference.value > 1
    assert of(told, "journey", "visits").difference.value == of(told, "messages").difference.value
    same = [("journey", "cart"), ("converted", "cart"), ("entered", "cart"), ("channel", "email")]
    assert [of(told, *each).changed.value for each in same] == [0.0] * 4
    assert of(told, "orders").changed.value == 0


def test_a_second_letter_with_each_first_one_is_one_more_for_each() -> None:
    told = compared(CART, MORE)
    assert of(told, "class", "service").changed.value < 0.2
    assert of(told, "class", "content").first.value == 0
    content, all_ = of(told, "class", "content").difference, of(told, "messages").difference
    assert content.value > 0.5
    assert content.low is not None
    assert all_.low is not None
    assert all_.low > 0


def test_a_letter_by_chance_is_found_within_four_standard_errors() -> None:
    lucky = MORE.replace("next: again}\n  again", "next: luck}\n  luck: {exclusive: Luck?, "
        "next: [{to: again, chance: 40%}, {to: pause}]}\n  again")  # fmt: skip
    never = lucky.replace("chance: 40%", "chance: 0%")
    told = compare(order_of(never, customers=300), order_of(lucky, customers=300))
    tried, more = of(told, "class", "service").first.value, of(told, "class", "content").second
    assert abs(more.value - 0.4 * tried) < 4 * (0.4 * 0.6 * tried / 300) ** 0.5
    assert told.names == ()


def test_a_paired_interval_is_narrower_than_those_of_the_plans() -> None:
    told = of(compared(CART, MORE), "orders")
    halves = [(each.high or 0) - each.value for each in (told.first, told.second, told.difference)]
    assert halves[2] < min(halves[:2])


def test_each_rule_of_both_policies_is_asked_of_both_timetables() -> None:
    loose = order_of(MORE)
    tight = Order(plan_of_text((MAP + MORE).replace("at_most: 2", "at_most: 1")), 80)
    told = compare(loose, tight)
    two, one = (f"at most {n} per 7d" for n in (2, 1))
    assert of(told, "broken", one).first.value == of(told, "broken", one).second.value > 0
    assert of(told, "broken", two).first.value == of(told, "broken", two).second.value


def test_the_acting_policy_is_compared_with_the_watched_one() -> None:
    order = order_of(MORE)
    told = compare(order, order_of(MORE, policy="enforce"))
    assert told.policies == ("observe", "enforce")
    assert of(told, "broken", "at most 2 per 7d").second.value == 0
    assert of(told, "messages").difference.value <= 0


def test_names_that_one_plan_has_alone_are_told() -> None:
    renamed = CART.replace("mail:", "letter:").replace("next: mail", "next: letter")
    told = compared(CART, renamed + BESIDE)
    assert told.names == (
        OneSided("journeys", (), ("visits",)),
        OneSided("steps", ("cart/mail",), ("cart/letter",)),
    )


def test_other_customers_are_told() -> None:
    other = Order(plan_of_text((MAP + CART).replace("known: 70%", "known: 60%")), 20)
    told = compare(order_of(CART, customers=20), other)
    assert not told.same_population


def test_any_number_of_processes_gives_one_result(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = compared(CART, MORE)
    monkeypatch.setattr("journeykit.simulate.side_by_side.FEW", 0)
    assert compared(CART, MORE, workers=2) == alone


def test_blocks_of_customers_give_what_all_at_once_give(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = compared(CART, MORE)
    monkeypatch.setattr("journeykit.simulate.side_by_side.BLOCK", 30)
    assert compared(CART, MORE) == whole


def test_plans_are_given_one_warm_up() -> None:
    orders = alike([order_of(CART, warm_up=0), order_of(CART, warm_up=86400)])
    assert [each.warm_up for each in orders] == [86400, 86400]


def test_customers_written_out_are_not_compared_with_drawn_ones() -> None:
    written = Order(
        plan_of_text("population: One\ncustomers: [{events: [{at: 0s, event: a.b}]}]\n---" + CART)
    )
    with pytest.raises(JourneyError, match=r"1 written out in .*, drawn in "):
        alike([written, order_of(CART)])


def test_customers_who_share_staff_are_compared_run_by_run() -> None:
    talk = CART.replace(
        "next: mail}", "next: call}\n  call: {user_task: Call, by: sales, takes: 5h, next: mail}"
    )
    plans = [
        plan_of_text((MAP + talk).replace("map: Shop", f"map: Shop\nstaff: {{sales: {people}}}"))
        for people in (1, 50)
    ]
    few, many = (Order(plan, 60, replications=2) for plan in plans)
    same, more = compare(few, few), compare(few, many)
    assert {each.difference.value for each in same.figures} == {0.0}
    assert of(more, "messages").difference.value > 0
    assert of(more, "messages").difference.low is not None
