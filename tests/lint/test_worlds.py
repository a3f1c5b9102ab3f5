"""What lint says of conditions, against every customer of a small world going every way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import Any, TypeAlias

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from journeykit.journeys.conditions import MISSING, Value, compile_test, parse
from journeykit.journeys.conditions.expression import Attribute
from journeykit.journeys.conditions.subjects import subjects
from journeykit.journeys.lint.rules.constant_condition import constant_condition
from journeykit.journeys.lint.rules.no_default import no_default
from journeykit.journeys.lint.worlds import WorldsOf
from journeykit.journeys.lint.worlds.cells import cells
from journeykit.journeys.load import load
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.place import NOWHERE, Word
from journeykit.journeys.project import of_text
from tests.journeys.customer import Customer

Tree: TypeAlias = dict[str, Any]

NUMBERS: tuple[Value, ...] = (MISSING, 0.0, 1.0, 1.5, 2.0, 3.0)
CONTACTS = ("known", "denied", "")
FEW = settings(max_examples=40)
STEPS = ("s0", "s1", "s2", "s3", "s4")

_compared = st.tuples(
    st.sampled_from(["customer.a", "start.b"]),
    st.sampled_from(["<", "<=", ">", ">=", "==", "!="]),
    st.sampled_from(["1", "2"]),
).map(" ".join)
_tests = _compared | st.sampled_from(['known("c")', 'denied("c")'])
_conditions = st.recursive(
    _tests,
    lambda inner: (
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map("({0[0]} {0[1]} {0[2]})".format)
        | inner.map("(not {})".format)
    ),
    max_leaves=3,
)


@dataclass(frozen=True)
class Person:
    """The attribute `a`, the start's `b` and the contact `c`."""

    a: Value
    b: Value
    c: str

    def fits(self, condition: str) -> bool:
        """Tell whether a condition holds."""
        return self in _fitting(condition)


EVERYBODY = [Person(a, b, c) for a, b, c in product(NUMBERS, NUMBERS, CONTACTS)]


@lru_cache(maxsize=1000)
def _fitting(condition: str) -> frozenset[Person]:
    """Return everybody for whom a condition holds."""
    test = compile_test(parse(Word(condition)))
    return frozenset(
        each
        for each in EVERYBODY
        if test(
            Customer(attributes={"a": each.a}, start_data={"b": each.b}, contacts={"c": each.c})
        )
    )


@st.composite
def _journeys(draw: st.DrawFn) -> Tree:
    """Draw a journey of choices and waits that leads forwards."""
    steps: dict[str, Tree] = {}
    for place, name in enumerate(STEPS):
        onward = st.sampled_from([*STEPS[place + 1 :], "end"])
        kind = draw(st.sampled_from(["choice", "choice", "choice", "wait", "set"]))
        if kind == "choice":
            flows: list[Tree] = [
                {"to": draw(onward), "if": draw(_conditions)}
                for _ in range(draw(st.integers(1, 3)))
            ]
            if draw(st.booleans()):
                flows.append({"to": draw(onward)})
            steps[name] = {"exclusive": "", "next": flows}
        elif kind == "wait":
            steps[name] = {"timer": "1d", "next": draw(onward)}
        else:
            steps[name] = {"task": "", "set": {"a": 1}, "next": draw(onward)}
    start = {"event": "site.visit", "next": "s0"}
    return {"journey": "j", "audience": draw(_conditions), "start": {"s": start}, "steps": steps}


def _everywhere(journey: Tree) -> dict[str, list[Person]]:
    """Return who can be at each step when it is asked where to go on."""
    found: dict[str, dict[Person, None]] = {name: {} for name in STEPS}
    waiting = [("s0", each) for each in EVERYBODY if each.fits(journey["audience"])]
    while waiting:
        name, person = waiting.pop()
        step = journey["steps"].get(name, {"next": []})
        for after in _afterwards(step, person):
            if name in found and after not in found[name]:
                found[name][after] = None
                waiting.extend((to, after) for to in _next(step, after))
    return {name: list(people) for name, people in found.items()}


def _afterwards(step: Tree, person: Person) -> Iterator[Person]:
    """Yield who a person may be when the step is done: a wait changes all but what is known."""
    if "timer" in step:
        contacts = ("known",) if person.c == "known" else CONTACTS
        yield from (Person(a, person.b, c) for a, c in product(NUMBERS, contacts))
    else:
        yield person


def _next(step: Tree, person: Person) -> list[str]:
    """Return where a person goes on, nowhere when no condition holds."""
    if isinstance(step["next"], str):
        return [step["next"]]
    fits = (flow["to"] for flow in step["next"] if "if" not in flow or person.fits(flow["if"]))
    return list(fits)[:1]


def _constant(journey: Tree, people: dict[str, list[Person]]) -> Iterator[tuple[str, str]]:
    """Yield the conditions that have one answer for all who come, by step, as reported."""
    for name, step in journey["steps"].items():
        rest = people[name]
        for flow in step["next"] if isinstance(step["next"], list) and people[name] else ():
            if "if" in flow:
                answers = {person.fits(flow["if"]) for person in people[name]}
                if answers == {False}:
                    yield name, "never holds here"
                elif answers == {True}:
                    yield name, "always holds here"
                elif not any(person.fits(flow["if"]) for person in rest):
                    yield name, "never decides here"
                rest = [person for person in rest if not person.fits(flow["if"])]


def _plan(journey: Tree) -> Plan:
    population = {"population": "P", "attributes": {"a": {"value": "0..3", "known": "50%"}}}
    text = yaml.safe_dump_all([journey, population], sort_keys=False)
    project = of_text(text.encode(), "journey.yaml")
    plan = load(project.documents, project.path).plan
    assert plan is not None
    return plan


def _without_set(journey: Tree) -> Tree:
    """Return the journey with its `set` steps as plain tasks."""
    steps = {
        name: {key: value for key, value in step.items() if key != "set"}
        for name, step in journey["steps"].items()
    }
    return {**journey, "steps": steps}


@FEW
@given(_journeys())
def test_constant_conditions_are_those_of_every_customer_on_every_way(drawn: Tree) -> None:
    journey = _without_set(drawn)
    plan = _plan(journey)
    found = constant_condition.check(journey=plan.journeys["j"], worlds=WorldsOf(plan))
    reported = [
        (str(each.step), each.message.rpartition("` ")[2].partition(":")[0])
        for each in found
        if each.step
    ]
    assert reported == list(_constant(journey, _everywhere(journey)))


@FEW
@given(_journeys())
def test_gaps_are_those_through_which_some_customer_falls(drawn: Tree) -> None:
    journey = _without_set(drawn)
    plan, people = _plan(journey), _everywhere(journey)
    found = no_default.check(journey=plan.journeys["j"], plan=plan, worlds=WorldsOf(plan))
    fallen = [
        name
        for name, step in journey["steps"].items()
        if any(not _next(step, person) for person in people[name])
    ]
    assert [str(each.step) for each in found] == fallen


@FEW
@given(_journeys())
def test_what_is_set_is_never_taken_for_what_was(journey: Tree) -> None:
    plan = _plan(journey)
    found = constant_condition.check(journey=plan.journeys["j"], worlds=WorldsOf(plan))
    people = _everywhere_set(journey)
    certain = dict(_constant(journey, people))
    reported = [str(each.step) for each in found if each.step and people[str(each.step)]]
    assert [step for step in reported if step not in certain] == []


def _everywhere_set(journey: Tree) -> dict[str, list[Person]]:
    """Return who can be where when a `set` step makes `a` 1."""
    found: dict[str, dict[Person, None]] = {name: {} for name in STEPS}
    waiting = [("s0", each) for each in EVERYBODY if each.fits(journey["audience"])]
    while waiting:
        name, person = waiting.pop()
        step = journey["steps"].get(name, {"next": []})
        for after in _afterwards(step, person):
            now = replace(after, a=1.0) if "set" in step else after
            if name in found and now not in found[name]:
                found[name][now] = None
                waiting.extend((to, now) for to in _next(step, now))
    return {name: list(people) for name, people in found.items()}


_VALUES = st.sampled_from(
    [MISSING, "gold", "other", True, False, -1.0, 0.0, 0.5, 1.0, 1.5, 2.0, 2.25, 2.5, 3.0]
)
_ONE = st.tuples(
    st.just("customer.a"),
    st.sampled_from(["<", "<=", ">", ">=", "==", "!="]),
    st.sampled_from(["1", "2.5"]),
).map(" ".join) | st.sampled_from(['customer.a == "gold"', "customer.a == true", "customer.a"])


@given(st.lists(_ONE, min_size=1, max_size=4), _VALUES)
def test_each_value_is_in_a_cell_that_answers_like_it(texts: Sequence[str], value: Value) -> None:
    asked = [parse(Word(text)) for text in texts]
    constants = tuple(each for one in asked for _, each in subjects(one.expression))
    if all(isinstance(each, bool) for each in constants) and not isinstance(value, bool):
        return
    cut = cells(Attribute(NOWHERE, Word("a")), constants, {})
    answers = [compile_test(one)(Customer(attributes={"a": value})) for one in asked]
    told = [cut.where(one.expression) for one in asked]
    assert any(
        [bool(each >> index & 1) for each in told] == answers for index in range(len(cut.values))
    )
