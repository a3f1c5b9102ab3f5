"""Rules as text: the page of one rule, the table of all, and the reference in the docs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby

from journeykit.journeys.lint.rule import Rule

_INTRODUCTION = """\
# The rules of `journey lint`

<!-- Written by `make docs` from the rules themselves; change them, not this page. -->

Names complete the sentence "allow ...". `journey rule CODE` prints a rule's part of this page,
`journey lint --select` and `--ignore` take codes, the beginnings of codes, names, and `ALL`.
Findings of severity `error` make `journey lint` exit with 1.
"""


def explained(rule: Rule, *, level: int = 1) -> str:
    """Return the page of one rule in Markdown, its headings from `level` on."""
    marks = "#" * level
    text = rule.explanation.replace("\n## ", f"\n{marks}# ")
    head = f"{marks} {rule.code} {rule.name}\n\n*{rule.group}, {rule.severity}*\n"
    return f"{head}\n{text}\n{_options(rule)}"


def reference(rules: Sequence[Rule]) -> str:
    """Return the page of all rules in Markdown, as it stands in the docs."""
    parts = [_INTRODUCTION, markdown(rules)]
    parts += [explained(rule, level=2) for rule in rules]
    return "\n".join(parts)


def table(rules: Sequence[Rule]) -> str:
    """Return a line for each rule, below its group."""
    width = max((len(rule.name) for rule in rules), default=0)
    blocks = []
    for group, members in groupby(rules, key=lambda rule: rule.group):
        lines = [
            f"  {rule.code}  {rule.name:<{width}}  {rule.severity!s:<7}  {rule.summary}"
            for rule in members
        ]
        blocks.append("\n".join([group, *lines]))
    return "\n".join(blocks) + "\n"


def markdown(rules: Sequence[Rule]) -> str:
    """Return a table of the rules in Markdown."""
    lines = ["| code | name | severity | reports |", "|---|---|---|---|"]
    for rule in rules:
        link = f"[{rule.code}](#{rule.code.lower()}-{rule.name})"
        lines.append(f"| {link} | {rule.name} | {rule.severity} | {rule.summary} |")
    return "\n".join(lines) + "\n"


def as_json(rules: Sequence[Rule]) -> str:
    """Return the rules as a JSON list."""
    return json.dumps([_as_dict(rule) for rule in rules], indent=2, ensure_ascii=False) + "\n"


def _as_dict(rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "group": rule.group,
        "severity": str(rule.severity),
        "summary": rule.summary,
        "explanation": rule.explanation,
        "options": {option.name: option.default for option in rule.options},
        "url": rule.url,
    }


def _options(rule: Rule) -> str:
    """Return the lines on a rule's options, empty when it has none."""
    lines = [f"- `{each.name}` ({each.type}, {each.default!r})" for each in rule.options]
    return "\n".join(["", "Options:", "", *lines, ""]) if lines else ""
