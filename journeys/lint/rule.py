"""What a rule is: a check with a code and a name, explained by the docstring of its module."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from inspect import formatannotation
from textwrap import dedent

from journeykit.journeys.finding import Finding, Severity

GROUPS = {
    "J0": "reading",
    "J1": "structure",
    "J2": "duplicates",
    "J3": "contact pressure",
    "J4": "content",
    "J5": "people",
    "J6": "purpose",
    "J7": "words",
    "J9": "the tool",
}

_HEADING = re.compile(r"^## (.+)\n", re.MULTILINE)
_FENCE = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Option:
    """A number or text that tunes a rule: a keyword-only parameter of its check."""

    name: str
    type: str
    default: object

    @property
    def key(self) -> str:
        """The option's name in a file of settings."""
        return self.name.replace("_", "-")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of `journey lint`.

    `check` takes what it looks at by the names of its parameters (`journey`, `plan`, `runs`);
    a rule whose check takes nothing is reported by the loader while it reads. `fixable` tells that
    some of its findings carry a textual fix, for `--fix`.
    """

    code: str
    name: str
    severity: Severity
    check: Callable[..., Iterable[Finding]]
    explanation: str
    fixable: bool = False

    @property
    def summary(self) -> str:
        """What the rule reports: the first paragraph of the explanation, on one line."""
        return " ".join(self.explanation.split("\n\n", 1)[0].split())

    @property
    def sections(self) -> dict[str, str]:
        """The text below each `## ` heading of the explanation."""
        _, *parts = _HEADING.split(self.explanation)
        return {title: text.strip() for title, text in zip(parts[::2], parts[1::2], strict=True)}

    @property
    def group(self) -> str:
        """The rule's group, by the first two characters of its code."""
        return GROUPS[self.code[:2]]

    @property
    def bad(self) -> tuple[str, ...]:
        """Journeys that the rule reports."""
        return tuple(_FENCE.findall(self.sections.get("Bad", "")))

    @property
    def good(self) -> tuple[str, ...]:
        """The same journeys, cured."""
        return tuple(_FENCE.findall(self.sections.get("Good", "")))

    @property
    def url(self) -> str:
        """Where the documentation explains the rule, from the top of the repository."""
        return f"docs/rules/{self.name}.md"

    @property
    def parameters(self) -> tuple[str, ...]:
        """What the check looks at: the names of its parameters that are no options."""
        return tuple(
            parameter.name
            for parameter in inspect.signature(self.check).parameters.values()
            if parameter.kind is not inspect.Parameter.KEYWORD_ONLY
        )

    @property
    def options(self) -> tuple[Option, ...]:
        """What tunes the rule, from the signature of its check."""
        return tuple(
            Option(parameter.name, formatannotation(parameter.annotation), parameter.default)
            for parameter in inspect.signature(self.check).parameters.values()
            if parameter.kind is inspect.Parameter.KEYWORD_ONLY
        )


def rule(
    code: str, name: str, *, severity: Severity = Severity.ERROR, fixable: bool = False
) -> Callable[[Callable[..., Iterable[Finding]]], Rule]:
    """Make a rule of the function below; the docstring of its module explains it."""

    def make(check: Callable[..., Iterable[Finding]]) -> Rule:
        text = dedent(sys.modules[check.__module__].__doc__ or "").strip()
        return Rule(code, name, severity, check, text, fixable)

    return make
