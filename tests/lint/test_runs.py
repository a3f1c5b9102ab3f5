"""The runs of a journey: every way through it, with exact times."""

from __future__ import annotations

import pytest

from journeykit.journeys.finding import Severity
from journeykit.journeys.lint.rule import Rule
from journeykit.journeys.lint.rules.over_mailing import over_mailing
from journeykit.journeys.lint.rules.sale_run import sale_run
from journeykit.journeys.lint.runs import Runs, RunsOf, search
from journeykit.journeys.load import load
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.project import of_text

HEAD = """
journey: a
audience: known("email")
reentry: never
start: {s: {event: site.visit, next: x}}
"""
TAIL = """
messages:
  m: {channel: email, class: sale}
  n: {channel: email, class: sale}
"""
CASES = {
    "a timer": ("x: {timer: 2h, next: m}", ["2h m"]),
    "a range is taken at its shortest": ("x: {timer: 1h..9h, next: m}", ["1h m"]),
    "a task of a person takes an hour": ("x: {user_task: Call, next: m}", ["1h m"]),
    "a choice goes either way": (
        'x: {exclusive: q, if: known("phone"), then: w, else: m}\nw: {timer: 1h, next: m}',
        ["1h m", "0h m"],
    ),
    "what the audience asks for is not asked again": (
        'x: {exclusive: q, if: known("email"), then: w, else: m}\nw: {timer: 1h, next: m}',
        ["1h m"],
    ),
    "a parallel join waits for the last": (
        "x: {parallel: , next: [v, w]}\nv: {timer: 1h, next: j}\nw: {timer: 5h, next: j}\n"
        "j: {parallel: , next: m}",
        ["5h m"],
    ),
    "a plain merge lets both through": (
        "x: {parallel: , next: [v, w]}\nv: {timer: 1h, next: m}\nw: {timer: 5h, next: m}",
        ["1h m, 5h m"],
    ),
    "an inclusive join waits for what can still come": (
        'x: {inclusive: q, next: [{to: v, if: known("phone")}, {to: w}]}\n'
        "v: {timer: 1h, next: j}\nw: {timer: 5h, next: j}\nj: {inclusive: q, next: m}",
        ["1h m", "5h m"],
    ),
    "a loop goes round as often as its condition lets it": (
        'x: {send: m, next: w}\nw: {timer: 1h, next: c}\n'
        'c: {exclusive: q, if: times("x") < 3, then: x, else: end}',
        ["0h x, 1h x, 2h x"],
    ),
    "an event comes at once, or the timer": (
        "x: {wait_for: [{event: order.placed, to: end}, {timer: 4h, to: m}]}",
        ["", "4h m"],
    ),
    "a subprocess sends over its time": (
        "x: {subprocess: Series, takes: 4h, sends: [m, n], next: end}",
        ["0h x, 2h x"],
    ),
    "an arm is kept in a loop": (
        "x:\n    exclusive: Test\n    next: [{to: v, share: 50%}, {to: w}]\n"
        'v: {send: m, next: w}\nw: {timer: 1h, next: c}\n'
        'c: {exclusive: q, if: times("x") < 2, then: x, else: end}',
        ["0h v, 1h v", ""],
    ),
}  # fmt: skip


def plan_of(steps: str) -> Plan:
    """Return a plan with one journey that has the steps, `m` and `n` sending where not given."""
    lines = steps.splitlines()
    lines += ["m: {send: m, next: end}"] if not steps.startswith("m:") else []
    text = HEAD + "steps:\n" + "".join(f"  {line}\n" for line in lines) + TAIL
    project = of_text(text.encode(), "a.yaml")
    loaded = load(project.documents, project.path)
    assert [finding.message for finding in (*project.findings, *loaded.findings)] == []
    assert loaded.plan is not None
    return loaded.plan


def not_tried(plan: Plan) -> RunsOf:
    """Return runs that were cut off before the first one."""
    runs = RunsOf(plan)
    runs["a"] = Runs((), complete=False)
    return runs


def timetables(runs: Runs) -> list[str]:
    """Return what each run sends, as `2h step, 3h step`."""
    return [
        ", ".join(f"{each.sent.time // 3600}h {each.step}" for each in run.sendings)
        for run in runs.runs
    ]


@pytest.mark.parametrize(("steps", "expected"), CASES.values(), ids=CASES)
def test_runs_are_all_ways_with_their_times(steps: str, expected: list[str]) -> None:
    plan = plan_of(steps)
    runs = search(plan, plan.journeys["a"])
    assert runs.complete
    assert timetables(runs) == expected


def test_a_search_that_is_cut_off_says_so() -> None:
    plan = plan_of("x: {send: n, next: w}\nw: {timer: 1d, next: m}")
    assert not search(plan, plan.journeys["a"], most=2).complete


@pytest.mark.parametrize("rule", [over_mailing, sale_run], ids=lambda rule: rule.name)
def test_what_was_not_tried_is_undecided_and_no_error(rule: Rule) -> None:
    plan = plan_of("x: {send: n, next: w}\nw: {timer: 1h, next: m}")
    cut_off = not_tried(plan)
    found = list(rule.check(journey=plan.journeys["a"], plan=plan, runs=cut_off))
    assert {finding.severity for finding in found} == {Severity.WARNING}
    assert all(finding.message.startswith("undecided: ") for finding in found)


@pytest.mark.parametrize(
    "steps", ["x: {timer: 1d, next: m}", "x: {send: n, next: w}\nw: {timer: 7d, next: m}"]
)
def test_what_no_search_could_find_is_not_undecided(steps: str) -> None:
    plan = plan_of(steps)
    cut_off = not_tried(plan)
    assert list(over_mailing.check(journey=plan.journeys["a"], plan=plan, runs=cut_off)) == []
