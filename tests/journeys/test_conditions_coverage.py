"""Whether the conditions of a choice leave a gap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.journeys.conditions import MISSING, Expression, Value, compile_test, parse
from journeykit.journeys.conditions.coverage import Coverage, Verdict, coverage
from journeykit.journeys.conditions.expression import Attribute
from journeykit.journeys.conditions.subjects import Domain
from journeykit.journeys.place import NOWHERE, Word
from tests.journeys.customer import Customer


def judged(*texts: str) -> Coverage:
    """Return the coverage of conditions."""
    return coverage([parse(Word(text)) for text in texts])


@pytest.mark.parametrize(
    "texts",
    [
        ["true"],
        ["customer.total > 100", "not customer.total > 100"],
        ['known("email")', 'not known("email")'],
        ['known("email")', 'denied("email")', 'not known("email") and not denied("email")'],
        ['count("order.placed") > 1', 'count("order.placed") < 2'],
        ['count("order.placed") >= 0'],
        ['happened("order.placed")', 'count("order.placed") == 0'],
        ['since("order.placed") < "30d"', 'since("order.placed") >= "30d"'],
        ["start.a > start.b", "not start.b < start.a"],
        ["$n < 3", "$n >= 3"],
        ['customer.plan == "gold"', 'customer.plan != "gold"'],
        ['segment("a") and segment("b")', 'not segment("a")', 'not segment("b")'],
        ["customer.vip", "not customer.vip"],
        ["customer.vip == true", "customer.vip != true"],
    ],
    ids=" / ".join,
)
def test_conditions_that_cover_every_case(texts: list[str]) -> None:
    assert judged(*texts) == Coverage(Verdict.COVERED)


@pytest.mark.parametrize(
    ("texts", "example", "missing"),
    [
        (["customer.total > 100", "customer.total < 100"], "`customer.total` is 100", False),
        (["customer.total > 100", "customer.total <= 99"], "`customer.total` is 100", False),
        (["customer.total > 100", "customer.total <= 100"], "`customer.total` is missing", True),
        (['known("a")', 'denied("a")'], "`a` is neither known nor denied", False),
        (['count("a") > 1', 'count("a") < 1'], '`count("a")` is 1', False),
        (['happened("a")'], '`count("a")` is 0', False),
        (['since("a") < "30d"', 'since("a") > "30d"'], '`since("a")` is 30d', False),
        (['since("a") <= "30d"'], '`since("a")` is infinite', False),
        (["start.a > start.b", "start.b > start.a"], "`start.a` equals `start.b`", False),
        (['customer.plan == "gold"', 'customer.plan == "free"'],
         "`customer.plan` is another text", False),
        (["customer.vip"], "`customer.vip` is false", False),
        (["customer.vip == true", "customer.vip == false"], "`customer.vip` is missing", True),
        (['opened("m")'], '`opened("m")` is false', False),
        (["customer.a > 1 and customer.b > 2", "customer.a <= 1"],
         "`customer.a` is 2 and `customer.b` is 2", False),
        (["false"], "", False),
    ],
    ids=lambda value: " / ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_conditions_that_leave_a_gap(texts: list[str], example: str, missing: bool) -> None:
    assert judged(*texts) == Coverage(Verdict.GAP, example, missing)


def test_a_gap_that_needs_two_events_to_be_independent_is_not_certain() -> None:
    found = judged('opened("m")', 'not clicked("m")')
    assert found.verdict is Verdict.UNKNOWN
    assert found.example == '`opened("m")` is false and `clicked("m")` is true'


def test_a_choice_with_too_many_subjects_is_not_searched() -> None:
    texts = [f"customer.a{number} > {number}" for number in range(12)]
    assert judged(*texts) == Coverage(Verdict.UNKNOWN)


def test_what_is_known_of_an_attribute_closes_a_gap() -> None:
    conditions = [parse(Word(f'customer.plan == "{plan}"')) for plan in ("free", "paid")]
    plan: Expression = Attribute(NOWHERE, Word("plan"))
    assert coverage(conditions, {plan: Domain(("free", "paid"))}).missing
    closed = {plan: Domain(("free", "paid"), optional=False)}
    assert coverage(conditions, closed) == Coverage(Verdict.COVERED)


_SUBJECTS = st.sampled_from(["customer.a", "customer.b"])
_TESTS = (
    st.tuples(
        _SUBJECTS, st.sampled_from(["<", "<=", ">", ">="]), st.sampled_from(["1", "2.5", '"2s"'])
    ).map(" ".join)
    | st.tuples(
        _SUBJECTS,
        st.sampled_from(["==", "!="]),
        st.sampled_from(["1", "2", '"2s"', '"gold"']),
    ).map(" ".join)
    | st.sampled_from(['known("c")', 'denied("c")', "customer.a"])
)
_CONDITIONS = st.recursive(
    _TESTS,
    lambda inner: (
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(" ".join)
        | inner.map("not {}".format)
        | inner.map("({})".format)
    ),
    max_leaves=4,
)
_SOME: list[Value] = [MISSING, "gold", "other", "", "2s", True, False, -1.0, 0.0, 0.5, 1.0, 1.5]
_SOME += [2.0, 2.25, 2.5, 3.0, 4.0]
_VALUES = st.sampled_from(_SOME)


@given(
    st.lists(_CONDITIONS, min_size=1, max_size=3),
    st.lists(st.tuples(_VALUES, _VALUES, st.sampled_from(["known", "denied", ""])), min_size=20),
)
def test_no_customer_falls_through_a_choice_that_is_covered(
    texts: list[str], people: list[tuple[Value, Value, str]]
) -> None:
    verdict = judged(*texts).verdict
    tests = [compile_test(parse(Word(text))) for text in texts]
    for a, b, c in people:
        customer = Customer(attributes={"a": a, "b": b}, contacts={"c": c})
        assert verdict is not Verdict.COVERED or any(test(customer) for test in tests)


@given(st.lists(_CONDITIONS.filter(lambda text: "customer.b" not in text), min_size=1, max_size=3))
def test_some_customer_falls_through_a_gap(texts: list[str]) -> None:
    tests = [compile_test(parse(Word(text))) for text in texts]
    fallen = [
        (a, c)
        for a in _SOME
        for c in ("known", "denied", "")
        if not any(test(Customer(attributes={"a": a}, contacts={"c": c})) for test in tests)
    ]
    assert bool(fallen) is (judged(*texts).verdict is Verdict.GAP)
