"""Rules as text: the page of one rule, the table of all, and both as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby

from journeykit.journeys.finding import Severity
from journeykit.journeys.lint.rule import Rule

_DOCS = "docs/"
_INTRODUCTION = """\
# The rules of `journey lint`

<!-- Written by `make docs` from the rules themselves; change them, not this page. -->

Names complete the sentence "allow ...". `journey rule CODE` prints a rule's page, and
`journey lint --select` and `--ignore` take codes, the beginnings of codes, names, and `ALL`.
Findings of severity `error` make `journey lint` exit with 1. Rules of severity `info` are off
unless they are selected; what a rule marked "yes" finds, `journey lint --fix` can mend.
"""


def explained(rule: Rule) -> str:
    """Return the page of one rule in Markdown."""
    marks = ", ".join([rule.group, str(rule.severity), *_remarks(rule)])
    return f"# {rule.code} {rule.name}\n\n*{marks}*\n\n{rule.explanation}\n{_options(rule)}"


def reference(rules: Sequence[Rule]) -> str:
    """Return the page of all rules in Markdown, as it stands in the docs."""
    return f"{_INTRODUCTION}\n{markdown(rules, folder=_DOCS)}"


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


def markdown(rules: Sequence[Rule], *, folder: str = "") -> str:
    """Return a table of the rules in Markdown for each group, its links relative to `folder`."""
    blocks = []
    for group, members in groupby(rules, key=lambda rule: rule.group):
        head = "| code | name | severity | fix | options | reports |\n|---|---|---|---|---|---|"
        rows = [_row(rule, folder) for rule in members]
        blocks.append("\n".join([f"## {group[:1].upper()}{group[1:]}\n", head, *rows, ""]))
    return "\n".join(blocks)


def as_json(rules: Sequence[Rule]) -> str:
    """Return the rules as a JSON list."""
    return _json([_as_dict(rule) for rule in rules])


def one_as_json(rule: Rule) -> str:
    """Return a rule as a JSON object."""
    return _json(_as_dict(rule))


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _remarks(rule: Rule) -> list[str]:
    off = ["off unless selected"] if rule.severity is Severity.INFO else []
    return [*off, *(["mended by `--fix`"] if rule.fixable else [])]


def _row(rule: Rule, folder: str) -> str:
    link = f"[{rule.code}]({rule.url.removeprefix(folder)})"
    fix = "yes" if rule.fixable else ""
    options = ", ".join(f"`{each.key} = {_toml(each.default)}`" for each in rule.options)
    cells = (link, rule.name, str(rule.severity), fix, options, rule.summary)
    return f"| {' | '.join(cells)} |"


def _as_dict(rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "group": rule.group,
        "severity": str(rule.severity),
        "fixable": rule.fixable,
        "summary": rule.summary,
        "explanation": rule.explanation,
        "options": {option.key: option.default for option in rule.options},
        "url": rule.url,
    }


def _options(rule: Rule) -> str:
    """Return how a rule's options are written, empty when it has none."""
    lines = [f"{each.key} = {_toml(each.default)}" for each in rule.options]
    table = "\n".join([f"[rules.{rule.name}]", *lines])
    head = "\n## Options\nTheir defaults, as `journey.toml` has them:\n\n"
    return f"{head}```toml\n{table}\n```\n" if lines else ""


def _toml(value: object) -> str:
    """Return a value as `journey.toml` has it; JSON writes numbers, texts and lists alike."""
    return json.dumps(value, ensure_ascii=False)
