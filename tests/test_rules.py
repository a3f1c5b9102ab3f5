"""The examples of the rules are their tests: each Bad is reported, each Good is silent."""

from __future__ import annotations

import re

import pytest

from journeykit.journeys.lint.checked import checked
from journeykit.journeys.lint.rule import GROUPS, Rule
from journeykit.journeys.lint.rules import RULES
from journeykit.journeys.lint.run import Found
from journeykit.journeys.lint.settings import Choice, Settings
from journeykit.journeys.project import of_text

BAD = [pytest.param(rule, text, id=rule.name) for rule in RULES for text in rule.bad]
EVERY_RULE = Settings(choices=(Choice(select=("ALL",)),))
GOOD = [pytest.param(rule, text, id=rule.name) for rule in RULES for text in rule.good]


def found_in(text: str) -> list[Found]:
    """Lint a text that is in no file with all rules."""
    return list(checked(of_text(text.encode(), "journey.yaml"), EVERY_RULE).found)


@pytest.mark.parametrize(("rule", "text"), BAD)
def test_bad_example_is_reported_by_its_rule(rule: Rule, text: str) -> None:
    assert rule.code in [found.rule.code for found in found_in(text)]


@pytest.mark.parametrize(("rule", "text"), GOOD)
def test_good_example_is_silent_under_reading_structure_and_its_group(
    rule: Rule, text: str
) -> None:
    groups = ("J0", "J1", rule.code[:2])
    assert [
        f"{found.rule.code} {found.finding.place} {found.finding.message}"
        for found in found_in(text)
        if found.rule.code.startswith(groups)
    ] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_explanation_has_its_sections(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert [*rule.sections][:1] == ["Why is this bad?"]
    # The examples of J902 are baselines; what it reports is in tests/lint/test_baseline.py.
    assert rule.bad or rule.code == "J902"
    assert rule.good or rule.code == "J902"
    assert all(f"`{option.key}`" in rule.explanation for option in rule.options)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rules_say_whether_they_can_mend(rule: Rule) -> None:
    found = [each for text in rule.bad for each in found_in(text) if each.rule is rule]
    assert any(each.finding.fix for each in found) == rule.fixable


def test_codes_and_names_are_unique_and_sorted() -> None:
    codes, names = [rule.code for rule in RULES], [rule.name for rule in RULES]
    assert codes == sorted(set(codes))
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"J\d{3}", code) and code[:2] in GROUPS for code in codes)
