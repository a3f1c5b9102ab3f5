"""The funnel: known chances and delays come out, and what is left aside is counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import sqrt

import pytest

from journeykit.simulate.fit.clicks import named, with_orders
from journeykit.simulate.fit.funnel import Funnel, funnel, in_order
from journeykit.simulate.fit.history import history
from journeykit.simulate.fit.orders import Click, Purchase
from journeykit.simulate.fit.sessions import Session, sessions
from journeykit.simulate.fit.visits import VISITORS, visits
from tests.simulate.fit.given import shop
from tests.simulate.fit.recipe import SAMPLE

NOON = datetime(2025, 1, 6, 12)
HALF_AN_HOUR = 1800
TRUE = SAMPLE[0]


def _clicks(text: str, customer: str = "a") -> list[Click]:
    """Return the clicks of `visit 0, cart 5`: events with their minutes after noon."""
    pairs = (part.split() for part in text.split(","))
    return [Click(customer, NOON + timedelta(minutes=int(at)), event) for event, at in pairs]


def _sessions(*texts: str) -> tuple[Session, ...]:
    return sessions(
        [click for place, text in enumerate(texts) for click in _clicks(text, f"c{place:02}")],
        HALF_AN_HOUR,
    )


@pytest.fixture(scope="module")
def of_the_sample() -> Funnel:
    orders, events = shop()
    return funnel(sessions(with_orders(events.good, orders.good), HALF_AN_HOUR))


@pytest.mark.parametrize(
    ("event", "after", "chance", "delay"),
    [
        ("product.viewed", "site.visit", TRUE.viewed, TRUE.view_after),
        ("cart.item_added", "product.viewed", TRUE.cart, TRUE.cart_after),
        ("order.placed", "cart.item_added", TRUE.order, TRUE.order_after),
    ],
)
def test_the_funnel_of_the_sample_comes_out(
    event: str, after: str, chance: float, delay: tuple[float, float], of_the_sample: Funnel
) -> None:
    (step,) = (each for each in of_the_sample.steps if each.event == event)
    assert step.after == after
    parents = step.sessions / step.chance
    assert abs(step.chance - chance) < 4 * sqrt(chance * (1 - chance) / parents)
    median, sigma = delay
    assert step.median == pytest.approx(median, rel=4 * sigma / sqrt(step.sessions))
    assert step.sigma == pytest.approx(sigma, rel=0.15)
    assert step.without == 0


def test_a_pause_parts_sessions_and_the_last_second_does_not() -> None:
    assert len(_sessions("visit 0,visit 30,visit 61")) == 2
    (one,) = _sessions("visit 0,view 1,view 2,visit 3")
    assert one.repeated == 2
    assert list(one.first) == ["visit", "view"]


def test_events_tell_their_own_order_and_the_order_is_last() -> None:
    texts = ["visit 0,search 1,view 2,order.placed 3,thanks 4"] * 3 + ["visit 0,view 1,search 2"]
    found = in_order(_sessions(*texts))
    assert found == ["visit", "search", "view", "thanks", "order.placed"]


def test_an_event_that_comes_without_the_one_before_follows_an_earlier_one() -> None:
    texts = ["visit 0,search 1,view 2"] * 4 + ["visit 0,view 1"] * 6
    (search, view) = funnel(_sessions(*texts)).steps
    assert (search.after, search.chance) == ("visit", 0.4)
    assert (view.after, view.chance) == ("visit", 1.0)


def test_what_the_funnel_leaves_aside_is_counted() -> None:
    texts = ["visit 0,view 1,view 2"] * 9 + ["view 0"]
    found = funnel(_sessions(*texts))
    (view,) = found.steps
    assert (found.sessions, found.rootless, found.repeated) == (9, 1, 9)
    assert (view.sessions, view.without) == (9, 1)


def test_what_messages_cause_is_no_step_of_a_visit_and_is_told() -> None:
    found = funnel(_sessions(*["message.clicked 0,visit 1,view 2"] * 9, "visit 0,unsubscribed 1"))
    assert (found.root, [step.event for step in found.steps]) == ("visit", ["view"])
    assert found.aside == (("message.clicked", 9), ("unsubscribed", 1))


def test_what_never_follows_the_first_event_is_told() -> None:
    found = funnel(_sessions(*["visit 0,view 1"] * 9, "chat 0"))
    assert [step.event for step in found.steps] == ["view"]
    assert found.aside == (("chat", 1),)


def test_few_delays_give_their_median() -> None:
    (view,) = funnel(_sessions("visit 0,view 1", "visit 0,view 2", "visit 0,view 9")).steps
    assert (view.median, view.sigma) == (120.0, 0.0)


def test_orders_of_the_clickstream_stand_for_those_of_the_orders() -> None:
    clicks = _clicks("visit 0,order.placed 3")
    orders = [Purchase("a", NOON, 5.0)]
    assert with_orders(clicks, orders) == tuple(clicks)
    assert len(with_orders(clicks[:1], orders)) == 2


def test_names_of_events_are_made_fit_for_the_language() -> None:
    found = named([*_clicks("visit 0"), Click("a", NOON, "Page View"), Click("a", NOON, "2nd")], {})
    assert found.renamed == {"Page View": "page_view", "2nd": "event_2nd"}
    wanted = named(_clicks("pageview 0"), {"pageview": "site.visit"})
    assert [click.event for click in wanted.clicks] == ["site.visit"]


def _monthly(customer: str, times: Iterable[int]) -> list[Click]:
    return [Click(customer, NOON + timedelta(days=day), "visit") for day in times]


def test_visits_are_counted_by_segment_over_the_days_that_customers_were_known() -> None:
    clicks = [*_monthly("a", range(0, 100, 2)), *_monthly("b", range(50, 100, 10))]
    clicks += _monthly("v", [90, 95])
    day = NOON.toordinal()
    found = visits(
        sessions(clicks, HALF_AN_HOUR),
        "visit",
        {"a": "often", "b": "seldom"},
        {"a": day, "b": day + 50},
        end=day + 99,
        days=100,
    )
    assert found.per_day["often"] == pytest.approx(0.5)
    assert found.per_day["seldom"] == pytest.approx(0.1)
    assert found.per_day[VISITORS] == pytest.approx(0.2)
    assert found.visitors == ("v",)
    assert found.days == 100


def test_the_sample_has_visitors_and_buyers_and_each_is_one() -> None:
    orders, events = shop()
    known = history(orders.good)
    found = visits(
        sessions(with_orders(events.good, orders.good), HALF_AN_HOUR),
        "site.visit",
        dict.fromkeys(known.bought, "buyers"),
        {customer: days[0].day for customer, days in known.bought.items()},
        end=known.end,
        days=90,
    )
    seen = {each.customer for each in events.good}
    assert set(found.visitors) == seen - set(known.bought)
    # A visit ends with an order with this chance; those who never ordered have none so far.
    chance = TRUE.viewed * TRUE.cart * TRUE.order
    assert found.first_orders == pytest.approx(chance, rel=0.2)
