"""Conditions on a customer: what holds, and what a missing value does."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.journeys.conditions import Value, compile, compile_test, parse, parse_value
from journeykit.journeys.place import Word
from tests.journeys.customer import Customer, Happening

HOUR, DAY = 3600.0, 86400.0

CUSTOMER = Customer(
    time=100 * DAY,
    attributes={
        "points": 150.0,
        "zero": 0.0,
        "plan": "gold",
        "vip": True,
        "plain": False,
        "cycle": "30d",
        "birthday": 107 * DAY,
    },
    parameters={"n": 2 * DAY, "rate": 0.5},
    start_data={"event": "cart.item_added", "product": "a", "value": 900.0},
    event_data={"event": "order.placed", "value": 1000.0},
    events=(
        Happening("order.placed", 3 * DAY, {"product": "a", "value": 900.0}),
        Happening("order.placed", 20 * DAY, {"product": "b"}),
        Happening("site.visit", 60.0),
        Happening("message.opened", HOUR, {"message": "cart-mail", "channel": "email"}),
        Happening("message.clicked", 30 * DAY, {"message": "cart-mail"}),
    ),
    contacts={"email": "known", "phone": "denied"},
    segments=("loyal",),
    journeys=("win-back",),
    session=True,
    arrivals={"reminder": 2.0},
    arms={"split": "short"},
)


@pytest.mark.parametrize(
    "text",
    [
        "customer.points > 100 and customer.points <= 150",
        "100 < customer.points < 151",
        "not 100 < customer.points < 150",
        'customer.plan == "gold"',
        'customer.plan != "silver"',
        "customer.vip",
        "customer.vip == true",
        "customer.plain == false",
        "not customer.plain and not customer.zero",
        "customer.plan",
        "$rate == 0.5",
        '$n == "2d" and $n < "49h"',
        'now == "100d"',
        'customer.birthday - now == "7d"',
        'now + "1w" >= customer.birthday',
        'customer.cycle == "30d" and customer.cycle < "31d" and customer.cycle + "1d" == "31d"',
        'start.event == "cart.item_added" and event.event == "order.placed"',
        "start.value + 100 == event.value",
        "event.value * 2 / 4 - 100 == 400",
        "-event.value < 0",
        'happened("order.placed")',
        'not happened("order.placed", within="3d")',
        'happened("order.placed", within="73h")',
        'happened("order.placed", product=start.product)',
        'not happened("order.placed", product="b")',
        'happened("order.placed", within="ever", product="b")',
        'happened("order.placed", value=event.value - 100)',
        'not happened("order.placed", product=start.missing)',
        'happened("order.placed", within=$n + "25h")',
        'happened("site.visit", within="session")',
        'not happened("order.placed", within="session")',
        'not happened("order.placed", within=customer.missing)',
        'count("order.placed") == 1 and count("order.placed", within="ever") == 2',
        'count("order.placed", within="30d") >= 2',
        'since("order.placed") == "3d"',
        'since("order.placed") < "30d" and not since("order.placed") < "3d"',
        'since("cart.cleared") > "1000y"',
        'since("order.placed", within="ever", product="b") == "20d"',
        'opened("cart-mail") and not clicked("cart-mail") and not sent("cart-mail")',
        'clicked("cart-mail", within="ever")',
        'opened("reminder")',
        'known("email") and not denied("email")',
        'denied("phone") and not known("phone")',
        'not known("web_push") and not denied("web_push")',
        'segment("loyal") and not segment("new")',
        'in_journey("win-back") and not in_journey("welcome")',
        "on_site()",
        'times("reminder") == 2 and times("other") == 0',
        'arm("split") == "short" and arm("split") != "long"',
        'not arm("other") == "short"',
    ],
)
def test_the_condition_holds(text: str) -> None:
    assert compile_test(parse(Word(text)), messages={"reminder": "cart-mail"})(CUSTOMER)


@pytest.mark.parametrize(
    "value",
    ["customer.missing", "start.missing", "customer.missing + 1", "event.value / customer.zero",
     '"1d" * customer.missing', "-customer.missing", 'customer.plan + "1d"'],
)  # fmt: skip
@pytest.mark.parametrize("order", ["<", "<=", ">", ">=", "==", "!="])
def test_no_comparison_with_a_missing_value_holds_but_unequal(value: str, order: str) -> None:
    for text in (f"{value} {order} 5", f"5 {order} {value}", f"{value} {order} {value}"):
        assert compile_test(parse(Word(text)))(CUSTOMER) is (order == "!=")


def test_a_missing_value_is_false_and_its_opposite_true() -> None:
    assert not compile_test(parse(Word("customer.missing")))(CUSTOMER)
    assert compile_test(parse(Word("not customer.missing")))(CUSTOMER)
    assert not compile_test(parse(Word("customer.missing or customer.zero")))(CUSTOMER)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("gold-member", "gold-member"),
        ("'gold member'", "gold member"),
        ("customer.points + 0.05 * event.value", 200.0),
        ("now", 100 * DAY),
        ('now + "30d"', 130 * DAY),
        ('"30d"', "30d"),
        ("customer.plan", "gold"),
        ("arm(\"split\")", "short"),
        ("true", True),
        ('known("email")', True),
        ("7", 7.0),
        ('since("order.placed") / "1d"', 3.0),
        ("start.product", "a"),
    ],
)  # fmt: skip
def test_a_value_is_a_number_a_text_or_a_yes_or_no(text: str, value: Value) -> None:
    found = compile(parse_value(Word(text)))(CUSTOMER)
    assert found == value
    assert type(found) is type(value)


def test_what_is_missing_and_a_division_by_zero_give_no_value() -> None:
    for text in ("customer.missing", "1 / customer.zero", "customer.points + start.missing"):
        found = compile(parse_value(Word(text)))(CUSTOMER)
        assert isinstance(found, float)
        assert math.isnan(found)


_NUMBERS = st.integers(0, 30).map(str) | st.sampled_from(["customer.a", "customer.b", "0.5"])
_ORDERS = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
_SUMS = st.recursive(
    _NUMBERS,
    lambda inner: (
        st.tuples(inner, st.sampled_from("+-*"), inner).map(" ".join)
        | inner.map("({})".format)
        | inner.map("-{}".format)
    ),
    max_leaves=8,
)
_COMPARED = st.tuples(_SUMS, _ORDERS, _SUMS).map(" ".join)
_CHAINED = st.tuples(_COMPARED, _ORDERS, _SUMS).map(" ".join)
_CONDITIONS = st.recursive(
    _COMPARED | _CHAINED | st.sampled_from(["true", "false"]),
    lambda inner: (
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(" ".join)
        | inner.map("not {}".format)
        | inner.map("({})".format)
    ),
    max_leaves=12,
)


@given(_CONDITIONS, st.floats(-50, 50), st.floats(-50, 50))
def test_a_condition_means_what_python_would_mean(text: str, a: float, b: float) -> None:
    customer = Customer(attributes={"a": a, "b": b})
    python = text.replace("customer.", "").replace("true", "True").replace("false", "False")
    assert compile_test(parse(Word(text)))(customer) is bool(eval(python, {"a": a, "b": b}))


_PYTHON: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}


@given(st.floats(0, 1e9), st.floats(0, 1e9), st.sampled_from("+-*"))
def test_numbers_are_float64(left: float, right: float, sign: str) -> None:
    text = f"customer.a {sign} customer.b"
    found = compile(parse_value(Word(text)))(Customer(attributes={"a": left, "b": right}))
    assert found == _PYTHON[sign](left, right)
