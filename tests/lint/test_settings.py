"""Which rules are on, how severe, and in which files."""

from __future__ import annotations

import pytest

from journeykit.journeys.finding import Finding, JourneyError, Severity
from journeykit.journeys.lint.file_pattern import FilePattern
from journeykit.journeys.lint.rule import Rule
from journeykit.journeys.lint.run import filed, lint
from journeykit.journeys.lint.select import chosen
from journeykit.journeys.lint.settings import Choice, Settings
from journeykit.journeys.load import load
from journeykit.journeys.model import Journey
from journeykit.journeys.place import Place
from journeykit.journeys.project import of_text


def _rule(code: str, name: str, severity: Severity) -> Rule:
    return Rule(code, name, severity, lambda: (), "")


RULES = (
    _rule("J101", "dead-end", Severity.ERROR),
    _rule("J102", "unreachable-step", Severity.ERROR),
    _rule("J304", "unlimited-reentry", Severity.WARNING),
    _rule("J601", "no-goal", Severity.INFO),
)


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ([], "J101 J102 J304"),
        ([Choice(select=("ALL",))], "J101 J102 J304 J601"),
        ([Choice(extend_select=("no-goal",))], "J101 J102 J304 J601"),
        ([Choice(ignore=("J1",))], "J304"),
        ([Choice(select=("J1",), ignore=("J102",))], "J101"),
        ([Choice(select=("J102",), ignore=("J1",))], "J102"),
        ([Choice(select=("J1",), ignore=("J1",))], ""),
        ([Choice(extend_select=("J601",), ignore=("J6",))], "J101 J102 J304 J601"),
        ([Choice(ignore=("J101",)), Choice(select=("J1",))], "J101 J102"),
        ([Choice(select=("J101", "J304")), Choice(ignore=("J",))], ""),
        ([Choice(ignore=("J304",)), Choice(extend_select=("J3",))], "J101 J102 J304"),
    ],
)
def test_the_closer_selector_counts_and_the_later_choice(
    choices: list[Choice], expected: str
) -> None:
    on = chosen(RULES, Settings(choices=tuple(choices)))
    assert " ".join(rule.code for rule in on) == expected


def test_a_wrong_selector_is_named_wherever_it_stands() -> None:
    for settings in (
        Settings((Choice(("J1",)), Choice(ignore=("dead-emd",)))),
        Settings(severity=(("dead-emd", Severity.INFO),)),
        Settings(per_file_ignores=((FilePattern("*"), ("dead-emd",)),)),
    ):
        with pytest.raises(JourneyError, match="did you mean `dead-end`"):
            chosen(RULES, settings)


def test_the_closest_severity_counts_and_milder_findings_stay_milder() -> None:
    warning, error, info = Severity.WARNING, Severity.ERROR, Severity.INFO
    set_ = Settings(severity=(("J101", warning), ("J1", info), ("ALL", error)))
    place = Place("a.yaml", 1, 1, 1, 2)
    findings = [
        Finding(place, "a", code="J101"),
        Finding(place, "b", code="J102"),
        Finding(place, "c", code="J304"),
        Finding(place, "d", code="J304", severity=info),
        Finding(place, "e", code="J102", severity=warning),
    ]
    found = lint((), findings, set_, rules=RULES)
    assert {each.finding.message: each.severity for each in found} == {
        "a": warning,
        "b": info,
        "c": error,
        "d": info,
        "e": info,
    }


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("old.yaml", "maps/a/old.yaml", True),
        ("*.yaml", "maps/a/old.yaml", True),
        ("maps/*.yaml", "maps/old.yaml", True),
        ("maps/*.yaml", "maps/a/old.yaml", False),
        ("maps/**/*.yaml", "maps/a/old.yaml", True),
        ("maps/**/*.yaml", "maps/old.yaml", True),
        ("maps", "maps/a/old.yaml", True),
        ("maps/", "maps/a/old.yaml", True),
        ("./maps/a", "maps/a/old.yaml", True),
        ("maps/a", "maps/ab/old.yaml", False),
        ("a", "maps/a/old.yaml", True),
        ("/maps", "maps/a/old.yaml", True),
        ("/a", "maps/a/old.yaml", False),
        ("*", "../other.yaml", True),
    ],
)
def test_patterns_of_files_count_from_their_folder(pattern: str, path: str, fits: bool) -> None:
    assert FilePattern(pattern, folder="/team", cwd="/team").fits(path) is fits
    deeper = FilePattern(pattern, folder="/team", cwd="/team/maps")
    assert deeper.fits(f"../{path}") is fits
    assert deeper.fits(f"/team/{path}") is fits


def test_rules_are_off_in_files_that_a_pattern_fits() -> None:
    ignores = ((FilePattern("old.yaml"), ("J1",)),)
    findings = [
        Finding(Place(path, 1, 1, 1, 2), "a", code="J101") for path in ("old.yaml", "new.yaml")
    ]
    found = filed(findings, Settings(per_file_ignores=ignores))
    assert [each.finding.place.path for each in found] == ["new.yaml"]


def test_options_reach_the_check_as_keywords() -> None:
    def most(journey: Journey, *, steps: int = 3) -> list[Finding]:
        place = journey.id.place
        return [Finding(place, f"{journey.id} {steps}")]

    rules = (Rule("J199", "too-long", Severity.ERROR, most, ""),)
    text = b"journey: a\nstart: {x: {event: x, next: end}}\n"
    plan = load(of_text(text, "a.yaml").documents, "a.yaml").plan
    assert plan is not None
    settings = Settings(options=(("J199", (("steps", 7),)), ("J101", (("other", 1),))))
    assert [each.finding.message for each in lint([plan], (), settings, rules=rules)] == ["a 7"]
