"""What `journey simulate --check` says, and how it exits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import Ran, journey

MAP = """
map: Small shop
expect: [{expect}]
---
population: Visitors
customers: 2000
attributes: {{email: {{known: 80%}}}}
behaviour: {{site.visit: {{about_every: 6d}}}}
---
journey: come-back
reentry: 14d
start: {{visited: {{event: site.visit, next: mail}}}}
steps: {{mail: {{send: {{channel: email, class: content}}, next: end}}}}
"""
LINES = (
    "p95(email per 7d) <= 1",
    "mean(email) >= 3",
    "mean(email) <= 1.4",
    "share(email) >= 75%",
    "max(email per 7d) <= 1",
    "share(sale window) == 0%",
    "share(sale window) <= 1%",
)
SAID = """\
Check                                              figure customers needed
p95(email per 7d) <= 1   too few to say     1 (1 or more)               73
mean(email) >= 3                 broken       1.42 ± 0.20
mean(email) <= 1.4       too few to say       1.42 ± 0.20            9,044
share(email) >= 75%      too few to say 80.0% (68.2–88.2)              289
max(email per 7d) <= 1            holds                 1
share(sale window) == 0%          holds    0.0% (0.0–6.0)
share(sale window) <= 1% too few to say    0.0% (0.0–6.0)              381
1 line of 7 broken.
Too few customers to say of 4 lines of 7.
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _checked(*options: str, expect: tuple[str, ...] = LINES, customers: int = 60) -> Ran:
    text = MAP.format(expect=", ".join(expect))
    Path("shop.yaml").write_text(text, encoding="utf-8")
    most = ("--customers", str(customers), "--for", "28d")
    return journey("simulate", "shop.yaml", *most, *options)


def _check_of(ran: Ran) -> str:
    return ran.stdout[ran.stdout.index("\nCheck ") + 1 :]


def test_each_line_is_told_with_its_figure_its_interval_and_what_it_needs() -> None:
    assert _check_of(_checked("--check")) == SAID


def test_a_broken_line_exits_with_1_and_an_unsure_one_only_with_strict() -> None:
    assert _checked("--check").status == 1
    unsure = ("share(sale window) <= 1%",)
    assert _checked("--check", expect=unsure).status == 0
    assert _checked("--check", "--strict", expect=unsure).status == 1
    assert _checked("--check", "--strict", expect=unsure, customers=381).status == 0


def test_the_json_holds_the_same_verdicts() -> None:
    told = json.loads(_checked("--check", "--format", "json").stdout)["check"]
    assert [each["line"] for each in told if each["holds"]] == [LINES[4], LINES[5]]
    assert [each["line"] for each in told if each["broken"]] == [LINES[1]]
    assert [each["needed"] for each in told] == [73, None, 9044, 289, None, None, 381]
    assert told[0]["figure"] == {"value": 1, "low": 1, "high": None}


def test_where_a_run_is_repeated_it_says_how_many_replications_it_takes() -> None:
    people = "staff: {sales: 1}\nexpect"
    text = MAP.format(expect="mean(email) <= 1.3").replace("expect", people, 1)
    text = text.replace("next: mail}", "next: call}").replace(
        "{mail:", "{call: {user_task: Call, by: sales, takes: 4h, next: mail}, mail:"
    )
    Path("shop.yaml").write_text(text, encoding="utf-8")
    options = ("--customers", "20", "--for", "28d", "--replications", "3")
    ran = journey("simulate", "shop.yaml", *options, "--check", "--strict")
    assert ran.status == 1
    assert "figure replications needed\n" in _check_of(ran)
    assert ran.stdout.endswith("Too few replications to say of 1 line of 1.\n")


def test_the_rules_of_the_policy_are_judged_where_nothing_is_expected() -> None:
    ran = _checked("--check", "--strict", expect=())
    assert ran.status == 0
    assert "All lines hold." in ran.stdout


def test_strict_without_a_check_is_refused() -> None:
    ran = _checked("--strict")
    assert (ran.status, ran.stdout) == (2, "")
    assert "Invalid value for --strict: goes with --check" in ran.stderr
