"""What the search for deadlocks and multiplied paths does with large journeys."""

from __future__ import annotations

from journeykit.journeys.lint.rules.deadlock import deadlock
from journeykit.journeys.lint.rules.multiplied_path import multiplied_path
from journeykit.journeys.lint.soundness.search import SoundnessOf, search
from tests.timetables import plan_of_text


def _branches(number: int, last: str) -> str:
    """Return a journey of so many branches of three steps, which all lead to `last`."""
    names = ", ".join(f"a{place}" for place in range(number))
    lines = [
        f"  a{place}: {{timer: 1d, next: b{place}}}\n"
        f"  b{place}: {{exclusive: '', next: [{{to: c{place}, if: customer.b{place} > 1}},"
        f" {{to: {'end' if place == 0 else 'j'}}}]}}\n"
        f"  c{place}: {{exclusive: '',"
        f" next: [{{to: j, if: customer.c{place} > 1}}, {{to: end}}]}}\n"
        for place in range(number)
    ]
    return (
        "journey: wide\nstart: {s: {event: begun, next: p}}\nsteps:\n"
        f"  p: {{parallel: '', next: [{names}]}}\n{''.join(lines)}"
        f"  j: {last}\n  t: {{task: Last, next: end}}\n"
    )


def test_ten_branches_of_three_steps_fold_to_nothing() -> None:
    names = [f"a{place}" for place in range(10)]
    lines = "".join(
        f"  {name}: {{timer: 1d, next: {name}b}}\n"
        f"  {name}b: {{wait_for: [{{event: e, to: {name}c}}, {{timer: 1d, to: {name}c}}]}}\n"
        f"  {name}c: {{task: Do, next: j}}\n"
        for name in names
    )
    text = (
        "journey: wide\nstart: {s: {event: begun, next: p}}\nsteps:\n"
        f"  p: {{parallel: '', next: [{', '.join(names)}]}}\n{lines}"
        "  j: {parallel: '', next: t}\n  t: {task: Last, next: end}\n"
    )
    plan = plan_of_text(text)
    found = search(plan, plan.journeys["wide"])
    assert (found.complete, found.tried, found.deadlocks, found.multiplied) == (True, 0, (), ())


def test_a_search_that_is_cut_off_is_undecided_under_both_rules() -> None:
    plan = plan_of_text(_branches(9, "{exclusive: '', next: t}"))
    journey = plan.journeys["wide"]
    soundness = SoundnessOf(plan)
    for rule in (deadlock, multiplied_path):
        *_, last = rule.check(journey, soundness, most=3)
        assert last.message.startswith("undecided: not every situation of `wide` was tried")
        assert last.severity == "warning"


def test_what_is_found_before_the_end_of_a_search_stands() -> None:
    plan = plan_of_text(_branches(9, "{parallel: '', next: t}"))
    found = search(plan, plan.journeys["wide"])
    assert [trouble.step for trouble in found.deadlocks] == ["j"]
