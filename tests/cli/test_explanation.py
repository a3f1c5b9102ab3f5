"""`journey rule` and `journey rules`: what they tell a program, and what they print as a table."""

from __future__ import annotations

import json

from journeykit.journeys.lint.rules import RULES
from tests.command import journey


def test_a_rule_alone_is_the_rule_in_the_list() -> None:
    listed = json.loads(journey("rules", "--format", "json").stdout)
    assert [each["code"] for each in listed] == [rule.code for rule in RULES]
    alone = json.loads(journey("rule", "no-exit-on-goal", "--format", "json").stdout)
    assert alone in listed
    assert alone["options"] == {"min-sends": 3}
    assert (alone["group"], alone["severity"], alone["fixable"]) == ("purpose", "warning", False)


def test_the_table_tells_options_and_what_can_be_mended() -> None:
    table = journey("rules", "--format", "markdown").stdout
    assert "## Purpose\n" in table
    assert "| no-exit-on-goal | warning |  | `min-sends = 3` |" in table
    assert "| [J901](docs/rules/unused-ignore.md) | unused-ignore | warning | yes |  |" in table


def test_the_page_of_a_rule_ends_with_its_options() -> None:
    page = journey("rule", "J602").stdout
    assert page.startswith("# J602 no-exit-on-goal\n\n*purpose, warning*\n")
    assert page.endswith("```toml\n[rules.no-exit-on-goal]\nmin-sends = 3\n```\n")
    assert "off unless selected" in journey("rule", "J604").stdout
    assert "mended by `--fix`" in journey("rule", "J901").stdout
