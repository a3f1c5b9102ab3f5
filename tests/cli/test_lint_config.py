"""Files of settings: every option of every rule can be set, every place is told."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from journeykit.cli.config_file import ConfigFile, config_file
from journeykit.cli.lint_config import LintConfig, lint_config
from journeykit.cli.lint_schema import settings_schema
from journeykit.journeys.finding import JourneyError
from journeykit.journeys.lint.rule import Option, Rule
from journeykit.journeys.lint.rules import RULES
from journeykit.journeys.shelf import Shelf
from tests.command import journey

OPTIONS = [
    pytest.param(rule, option, id=f"{rule.name} {option.name}")
    for rule in RULES
    for option in rule.options
]
SCHEMA = Draft7Validator(settings_schema())
SCENARIOS = Path(__file__).parents[1] / "scenarios"
TABLES = re.compile(r"^==== (\S+\.toml) ====\n(.*?)(?=^====)", re.MULTILINE | re.DOTALL)


def _config(folder: Path, text: str, name: str = "journey.toml") -> LintConfig:
    return lint_config(_file(folder, text, name), folder)


def _file(folder: Path, text: str, name: str = "journey.toml") -> ConfigFile:
    (folder / name).write_text(text, encoding="utf-8")
    found = config_file(folder / name, Shelf(folder, relative=True))
    assert found is not None
    return found


@pytest.mark.parametrize(("rule", "option"), OPTIONS)
def test_every_option_of_a_rule_can_be_set(rule: Rule, option: Option, tmp_path: Path) -> None:
    default = list(option.default) if isinstance(option.default, tuple) else option.default
    text = f"[rules.{rule.name}]\n{option.name.replace('_', '-')} = {json.dumps(default)}\n"
    settings = _config(tmp_path, text).settings
    SCHEMA.validate(tomllib.loads(text))
    assert settings.options_of(rule.code) == {option.name: option.default}


@pytest.mark.parametrize(("rule", "option"), OPTIONS)
def test_an_option_of_another_kind_is_refused(rule: Rule, option: Option, tmp_path: Path) -> None:
    text = f"\n[rules.{rule.code}]\n{option.name.replace('_', '-')} = 2026-11-22\n"
    with pytest.raises(JourneyError, match=r"^journey\.toml:3: `.*; it must be "):
        _config(tmp_path, text)


def test_a_rule_is_not_tuned_twice(tmp_path: Path) -> None:
    text = "[rules.J306]\nseconds = 3\n[rules.popup-collision]\nseconds = 4\n"
    with pytest.raises(JourneyError, match=r"^journey\.toml:3: .* twice"):
        _config(tmp_path, text)


def test_true_is_no_whole_number(tmp_path: Path) -> None:
    with pytest.raises(JourneyError, match="`seconds` is true; it must be a whole number"):
        _config(tmp_path, "[rules.J306]\nseconds = true\n")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# wrong = 1\n\nwrong = 1\n", 3),
        ("select = [\n  'J1',\n]\nwrong = '''\nselect = 1\n'''\nignore = []\n", 4),
        ("[severity]\nJ101 = 'info'\n\n[wrong]\n", 4),
        ("[severity]\n'J101' = 'info'\n\n[wrong.deeper]\nkey = 1\n", 4),
        ("wrong.key = 1\n", 1),
        ('"wr\\u006fng" = 1\n', 1),
        ("x = 'wrong = 1'\nwrong = 2", 2),
    ],
)
def test_the_line_of_a_key_is_told_however_it_is_written(
    text: str, line: int, tmp_path: Path
) -> None:
    with pytest.raises(JourneyError, match=rf"^journey\.toml:{line}: here"):
        _file(tmp_path, text).refuse(("wrong",), "here")


@given(st.lists(st.integers(0, 3), min_size=1, max_size=6))
def test_the_line_of_each_key_is_told(gaps: list[int]) -> None:
    text, lines = "", []
    for number, gap in enumerate(gaps):
        text += "\n" * gap + "# k0 = 1\n" * (gap // 2)
        lines.append(text.count("\n") + 1)
        text += f"k{number} = [\n{number},\n]\n" if gap % 2 else f"k{number} = {number}\n"
    file = ConfigFile("a.toml", Path("/"), text, {})
    for number, line in enumerate(lines):
        with pytest.raises(JourneyError, match=rf"^a\.toml:{line}: m"):
            file.refuse((f"k{number}",), "m")


@pytest.mark.parametrize("name", ["journey.toml", "pyproject.toml"])
def test_a_file_that_is_not_utf_8_is_one_line_and_2(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(b"select = ['\xff']\n")
    (tmp_path / "a.yaml").write_text("journey: a\nstart: {x: {event: x, next: end}}\n")
    ran = journey("lint", "a.yaml")
    assert (ran.status, ran.stderr) == (2, f"error: {name}: not UTF-8: byte 0xff\n")


def test_what_is_said_in_pyproject_has_its_line_there(tmp_path: Path) -> None:
    text = "[project]\nname = 'x'\n[tool.other]\nselect = 1\n[tool.journey]\nselect = 1\n"
    with pytest.raises(JourneyError, match=r"^pyproject\.toml:6: `select` is 1"):
        _config(tmp_path, text, "pyproject.toml")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param(name, text, id=name)
        for name, text in TABLES.findall(
            (SCENARIOS / "lint-config-mistakes.txt").read_text(encoding="utf-8")
        )
        if name not in ("toml.toml", "pyproject.toml")
    ],
)
def test_the_schema_refuses_what_the_command_refuses(name: str, text: str) -> None:
    assert not SCHEMA.is_valid(tomllib.loads(text))


def test_the_schema_accepts_what_the_command_accepts() -> None:
    page = (SCENARIOS.parents[1] / "docs/lint.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```toml.*?\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    scenario = (SCENARIOS / "lint-config.txt").read_text(encoding="utf-8")
    tables = [text for name, text in TABLES.findall(scenario) if name.endswith("journey.toml")]
    assert shown
    assert tables
    assert [text for text in (*shown, *tables) if not SCHEMA.is_valid(tomllib.loads(text))] == []
