"""The formats of findings, and their colours."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace

import pytest

from journeykit.cli.colours import Color, coloured, wanted
from journeykit.cli.reports import REPORTS, Tally, statistics, summary
from journeykit.journeys.finding import Finding, Fix, Related, Severity
from journeykit.journeys.lint.rules import RULES
from journeykit.journeys.lint.run import Found
from journeykit.journeys.place import Place

BY_CODE = {rule.code: rule for rule in RULES}
STEP = Place("a.yaml", 4, 3, 4, 11)
DEAD = Found(
    BY_CODE["J102"],
    Finding(
        STEP,
        "step `напоминание` cannot be reached",
        help="remove it",
        related=(Related(Place("map.yaml", 1, 1, 1, 2), "the map"),),
        journey="win-back",
        step="напоминание",
    ),
)
SOON = Found(BY_CODE["J303"], Finding(STEP, "too soon"))
UNDECIDED = Found(BY_CODE["J301"], Finding(STEP, "undecided", severity=Severity.WARNING))


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


def test_concise_is_a_line_a_finding() -> None:
    assert REPORTS["concise"]([DEAD, SOON], {}) == (
        "a.yaml:4:3: J102 step `напоминание` cannot be reached\na.yaml:4:3: J303 too soon\n"
    )


def test_json_has_every_field_and_keeps_letters() -> None:
    report = REPORTS["json"]([DEAD], {})
    assert "напоминание" in report
    assert json.loads(report) == [
        {
            "code": "J102",
            "name": "unreachable-step",
            "severity": "error",
            "message": "step `напоминание` cannot be reached",
            "help": "remove it",
            "path": "a.yaml",
            "line": 4,
            "column": 3,
            "end_line": 4,
            "end_column": 11,
            "journey": "win-back",
            "step": "напоминание",
            "related": [
                {
                    "label": "the map",
                    "path": "map.yaml",
                    "line": 1,
                    "column": 1,
                    "end_line": 1,
                    "end_column": 2,
                }
            ],
            "url": "docs/rules/unreachable-step.md",
            "fix": None,
        }
    ]


def test_json_of_no_findings_is_an_empty_list() -> None:
    assert json.loads(REPORTS["json"]([], {})) == []


def test_summary_counts_by_severity() -> None:
    assert summary([]) == "All checks passed!"
    assert summary([DEAD, DEAD, SOON]) == "Found 2 errors, 1 warning."
    assert summary([UNDECIDED]) == "Found 1 warning."


def test_summary_tells_what_is_not_reported_and_what_can_be_mended() -> None:
    assert summary([SOON], Tally(3, 12)) == "Found 1 warning (3 ignored, 12 in the baseline)."
    assert summary([], Tally(ignored=1)) == "All checks passed! (1 ignored)"
    mendable = Found(SOON.rule, replace(SOON.finding, fix=Fix(STEP, "")))
    assert summary([mendable], Tally(fixed=2)) == (
        "Found 1 warning (2 fixed).\n[*] 1 can be mended with `--fix`."
    )


def test_statistics_begin_with_the_rule_that_reports_most() -> None:
    assert statistics([DEAD, SOON, SOON]) == (
        "2  J303       gap-too-short\n1  J102       unreachable-step\n"
    )


def test_colours_only_add_escapes() -> None:
    report = REPORTS["full"]([DEAD, SOON], {"a.yaml": ["a", "b", "c", "  reminder: {}", "e"]})
    painted = coloured(report)
    assert painted != report
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == report


@pytest.mark.parametrize(
    ("color", "environment", "stream", "expected"),
    [
        ("auto", {}, Terminal(), True),
        ("auto", {}, io.StringIO(), False),
        ("auto", {"NO_COLOR": "1"}, Terminal(), False),
        ("auto", {"NO_COLOR": ""}, Terminal(), True),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, io.StringIO(), True),
        ("always", {"NO_COLOR": "1"}, io.StringIO(), True),
        ("never", {"FORCE_COLOR": "1"}, Terminal(), False),
    ],
)
def test_the_option_wins_then_the_environment_then_the_stream(
    color: Color,
    environment: dict[str, str],
    stream: io.StringIO,
    expected: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert wanted(color, stream) is expected
