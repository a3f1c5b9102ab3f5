"""What a file of settings says to `journey lint`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, get_args

from journeykit.cli.config_file import ConfigFile
from journeykit.cli.formats import Format
from journeykit.journeys.finding import JourneyError, Severity
from journeykit.journeys.lint.file_pattern import FilePattern
from journeykit.journeys.lint.rule import Option, Rule
from journeykit.journeys.lint.rules import RULES
from journeykit.journeys.lint.run import DEFAULT
from journeykit.journeys.lint.select import check_selectors, find
from journeykit.journeys.lint.settings import Choice, Settings, Value
from journeykit.journeys.spelling import suggestion

FORMATS: tuple[Format, ...] = get_args(Format)
KEYS = (
    "select",
    "extend-select",
    "ignore",
    "per-file-ignores",
    "severity",
    "rules",
    "output-format",
    "baseline",
)

_KINDS: dict[type, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a text",
    tuple: "a list of texts",
}
"""What options may be, and how to say it."""


@dataclass(frozen=True, slots=True)
class LintConfig:
    """Settings of the rules, and what else a team fixes for a run.

    `path` is how messages call the file, empty without one; `baseline` is a whole path.
    """

    path: str = ""
    settings: Settings = DEFAULT
    output_format: Format | None = None
    baseline: Path | None = None


def lint_config(file: ConfigFile, cwd: Path) -> LintConfig:
    """Read the table of a file of settings; paths of findings count from `cwd`.

    Raises:
        JourneyError: a key, a value, a rule or an option of one that does not exist.
    """
    return _Table(file, cwd).read()


@dataclass(frozen=True, slots=True)
class _Table:
    """The table of a file, read key by key."""

    file: ConfigFile
    cwd: Path

    def read(self) -> LintConfig:
        """Return what the table says."""
        self.known((), self.file.table, KEYS)
        settings = Settings(
            choices=(
                Choice(
                    self.selectors("select"),
                    self.selectors("extend-select"),
                    self.selectors("ignore"),
                ),
            ),
            per_file_ignores=self.per_file_ignores(),
            severity=self.severity(),
            options=self.options(),
        )
        return LintConfig(self.file.path, settings, self.output_format(), self.baseline())

    def selectors(self, *keys: str) -> tuple[str, ...]:
        """Return a list of selectors."""
        value = self.value(*keys)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self.refuse(keys, value, 'a list of rules, such as ["J2", "no-goal"]')
        for each in value:
            self.checked(keys, each)
        return tuple(value)

    def per_file_ignores(self) -> tuple[tuple[FilePattern, tuple[str, ...]], ...]:
        """Return the rules that are off in some files."""
        folder, cwd = self.file.folder.as_posix(), self.cwd.as_posix()
        return tuple(
            (FilePattern(name, folder, cwd), self.selectors("per-file-ignores", name))
            for name in self.table("per-file-ignores")
        )

    def severity(self) -> tuple[tuple[str, Severity], ...]:
        """Return the severities that are set."""
        found = []
        for selector, value in self.table("severity").items():
            self.checked(("severity", selector), selector)
            if value not in [*Severity]:
                self.refuse(("severity", selector), value, f"one of {', '.join(Severity)}")
            found.append((selector, Severity(str(value))))
        return tuple(found)

    def options(self) -> tuple[tuple[str, tuple[tuple[str, Value], ...]], ...]:
        """Return what tunes the rules, by their codes."""
        found: dict[str, tuple[tuple[str, Value], ...]] = {}
        for name in self.table("rules"):
            rule = self.rule(name)
            if rule.code in found:
                self.file.refuse(("rules", name), f"`{name}` is tuned twice, by code and by name")
            found[rule.code] = self.options_of(rule, name)
        return tuple(sorted(found.items()))

    def options_of(self, rule: Rule, name: str) -> tuple[tuple[str, Value], ...]:
        """Return the options of one rule."""
        options = {each.name.replace("_", "-"): each for each in rule.options}
        table = self.table("rules", name)
        self.known(("rules", name), table, options, of=f" of {rule.name}")
        return tuple(
            (options[key].name, self.option(("rules", name, key), value, options[key]))
            for key, value in sorted(table.items())
        )

    def option(self, keys: tuple[str, ...], value: object, option: Option) -> Value:
        """Return the value of an option, of the kind that its rule takes."""
        kind = type(option.default)
        found = _as(kind, value)
        if found is None:
            self.refuse(keys, value, f"{_KINDS[kind]}, such as {_written(option.default)}")
        return found

    def output_format(self) -> Format | None:
        """Return the format of the report."""
        value = self.value("output-format")
        if value is not None and value not in FORMATS:
            self.refuse(("output-format",), value, f"one of {', '.join(FORMATS)}")
        return next((each for each in FORMATS if each == value), None)

    def baseline(self) -> Path | None:
        """Return the file of the findings that are known."""
        value = self.value("baseline")
        if value is None:
            return None
        if not isinstance(value, str) or not value:
            self.refuse(("baseline",), value, 'a file, such as "journey-baseline.json"')
        return self.file.folder / value

    def rule(self, name: str) -> Rule:
        """Return the rule that a section tunes."""
        try:
            return find(RULES, name)
        except JourneyError as error:
            self.file.refuse(("rules", name), str(error))

    def checked(self, keys: tuple[str, ...], selector: str) -> None:
        """Refuse a selector that no rule has."""
        try:
            check_selectors(RULES, [selector])
        except JourneyError as error:
            self.file.refuse(keys, f"{error}", value=selector)

    def table(self, *keys: str) -> dict[str, object]:
        """Return a table of the file, empty where it is not there."""
        value = self.value(*keys)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.refuse(keys, value, "a table")
        return value

    def value(self, *keys: str) -> object:
        """Return what keys lead to; None where there is nothing."""
        value: object = self.file.table
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        return value

    def known(
        self, above: tuple[str, ...], table: dict[str, object], known: Iterable[str], of: str = ""
    ) -> None:
        """Refuse a key that means nothing."""
        names = list(known)
        for key in table:
            if key not in names:
                help = suggestion(key, names) or "it has none"
                self.file.refuse((*above, key), f"unknown key `{key}`{of}; {help}")

    def refuse(self, keys: tuple[str, ...], value: object, wanted: str) -> NoReturn:
        """Stop at a value of another kind."""
        self.file.refuse(keys, f"`{keys[-1]}` is {_written(value)}; it must be {wanted}")


def _as(kind: type, value: object) -> Value | None:
    """Return a value as the kind that an option has; None if it is of another."""
    if kind is tuple and isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    if kind is float and type(value) is int:
        return float(value)
    return value if isinstance(value, bool | int | float | str) and type(value) is kind else None


def _written(value: object) -> str:
    """Return a value as TOML writes it, cut where it is long."""
    if isinstance(value, dict):
        return "a table"
    values = list(value) if isinstance(value, tuple) else value
    return json.dumps(values, ensure_ascii=False, default=str)[:60]
