"""What a condition makes certain about contacts."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.journeys.conditions import compile_test, parse
from journeykit.journeys.conditions.knowledge import contacts_known
from journeykit.journeys.place import Word
from tests.journeys.customer import Customer


@pytest.mark.parametrize(
    ("text", "if_true", "if_false"),
    [
        ('known("email")', "email", ""),
        ('not known("email")', "", "email"),
        ('known("email") and known("phone")', "email phone", ""),
        ('known("email") or known("phone")', "", ""),
        ('not known("email") or not known("phone")', "", "email phone"),
        ('known("email") and on_site() or known("email") and known("phone")', "email", ""),
        ('denied("email")', "", ""),
        ("customer.points > 5", "points", ""),
        ("customer.points != 5", "", "points"),
        ("customer.points + customer.bonus == customer.total", "points bonus total", ""),
        ("customer.vip", "vip", ""),
        ("on_site()", "", ""),
    ],
)
def test_what_is_known_where_the_condition_holds_and_where_not(
    text: str, if_true: str, if_false: str
) -> None:
    known = contacts_known(parse(Word(text)))
    assert (" ".join(known.if_true), " ".join(known.if_false)) == (if_true, if_false)


_TESTS = st.sampled_from(
    ['known("a")', 'known("b")', 'known("c")', 'denied("a")', "on_site()", "true"]
)
_CONDITIONS = st.recursive(
    _TESTS,
    lambda inner: (
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(" ".join)
        | inner.map("not ({})".format)
        | inner.map("({})".format)
    ),
    max_leaves=8,
)


@given(_CONDITIONS)
def test_what_is_said_to_be_known_is_known_to_every_customer(text: str) -> None:
    condition = parse(Word(text))
    known, holds = contacts_known(condition), compile_test(condition)
    for a, b, c, session in product(["known", "denied", ""], ["known", ""], ["known", ""], [0, 1]):
        customer = Customer(contacts={"a": a, "b": b, "c": c}, session=bool(session))
        for name in known.if_true if holds(customer) else known.if_false:
            assert customer.known(name)
