"""The formats of findings: each a function from findings to text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence

from journeykit.cli.cells import shown
from journeykit.cli.formats import Format, Sources
from journeykit.cli.frames import frame
from journeykit.cli.report_github import github
from journeykit.cli.report_gitlab import gitlab
from journeykit.cli.report_junit import junit
from journeykit.cli.report_sarif import sarif
from journeykit.journeys.finding import Severity
from journeykit.journeys.lint.run import Found
from journeykit.journeys.place import Place


def full(found: Sequence[Found], sources: Sources) -> str:
    """Return a code frame for each finding, and the summary."""
    return "\n\n".join([*(frame(each, sources) for each in found), summary(found)]) + "\n"


def concise(found: Sequence[Found], sources: Sources) -> str:
    """Return a line for each finding, and the summary."""
    lines = [
        f"{each.finding.place}: {each.rule.code} {shown(each.finding.message)}" for each in found
    ]
    return "\n".join([*lines, summary(found)]) + "\n"


def as_json(found: Sequence[Found], sources: Sources) -> str:
    """Return the findings as a JSON list; positions count from 1."""
    return json.dumps([_as_dict(each) for each in found], indent=2, ensure_ascii=False) + "\n"


REPORTS: dict[Format, Callable[[Sequence[Found], Sources], str]] = {
    "full": full,
    "concise": concise,
    "json": as_json,
    "sarif": sarif,
    "github": github,
    "gitlab": gitlab,
    "junit": junit,
}


def summary(found: Sequence[Found]) -> str:
    """Return the last line: how many of each severity were found."""
    count = Counter(each.severity for each in found)
    parts = [_number(count[severity], severity) for severity in Severity if count[severity]]
    return f"Found {', '.join(parts)}." if parts else "All checks passed!"


def _number(count: int, severity: Severity) -> str:
    word = "note" if severity is Severity.INFO else str(severity)
    return f"{count} {word}" + ("" if count == 1 else "s")


def _as_dict(each: Found) -> dict[str, object]:
    finding = each.finding
    return {
        "code": each.rule.code,
        "name": each.rule.name,
        "severity": str(each.severity),
        "message": finding.message,
        "help": finding.help,
        **_position(finding.place),
        "journey": finding.journey,
        "step": finding.step,
        "related": [
            {"label": related.label, **_position(related.place)} for related in finding.related
        ],
        "url": each.rule.url,
    }


def _position(place: Place) -> dict[str, object]:
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }
