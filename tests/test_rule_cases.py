"""More cases of the rules: `tests/rules/<name>.yaml`, what each rule says of a text and where."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from journeykit.journeys.lint.rules import RULES
from tests.test_rules import found_in

FOLDER = Path(__file__).parent / "rules"
NAMES = {rule.name for rule in RULES}
CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")
    for path in sorted(FOLDER.glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_rule_reports_exactly(rule: str, case: dict[str, object]) -> None:
    assert rule in NAMES
    found = [found for found in found_in(str(case["journey"])) if found.rule.name == rule]
    assert [
        f"{each.finding.place.line}:{each.finding.place.column} {each.finding.message}"
        for each in found
    ] == case["findings"]


def test_cases_have_no_mistakes_of_reading() -> None:
    mistakes = [
        f"{parameters.id}: {found.finding.place} {found.finding.message}"
        for parameters in CASES
        for found in found_in(str(parameters.values[1]["journey"]))  # type: ignore[index]
        if found.rule.code.startswith("J0") and str(parameters.values[0]) != found.rule.name
    ]
    assert mistakes == []
