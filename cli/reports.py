"""The formats of findings: each a function from findings to text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from journeykit.cli.cells import shown
from journeykit.cli.formats import Format, Sources
from journeykit.cli.frames import frame, marked
from journeykit.cli.report_github import github
from journeykit.cli.report_gitlab import gitlab
from journeykit.cli.report_junit import junit
from journeykit.cli.report_sarif import sarif
from journeykit.journeys.finding import Severity
from journeykit.journeys.lint.run import Found
from journeykit.journeys.place import Place


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the findings that are not reported."""

    ignored: int = 0
    known: int = 0
    fixed: int = 0


NONE = Tally()


def full(found: Sequence[Found], sources: Sources) -> str:
    """Return a code frame for each finding."""
    return "".join(f"{frame(each, sources)}\n\n" for each in found)


def concise(found: Sequence[Found], sources: Sources) -> str:
    """Return a line for each finding."""
    return "".join(
        f"{each.finding.place}: {each.rule.code} {shown(marked(each))}\n" for each in found
    )


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


def summary(found: Sequence[Found], tally: Tally = NONE) -> str:
    """Return the last lines: how many of each severity were found, and what was not reported."""
    count = Counter(each.severity for each in found)
    parts = [_number(count[severity], severity) for severity in Severity if count[severity]]
    aside = [
        f"{number} {what}"
        for number, what in (
            (tally.fixed, "fixed"),
            (tally.ignored, "ignored"),
            (tally.known, "in the baseline"),
        )
        if number
    ]
    head = f"Found {', '.join(parts)}" if parts else "All checks passed!"
    line = head + (f" ({', '.join(aside)})" if aside else "") + ("." if parts else "")
    fixable = sum(each.finding.fix is not None for each in found)
    return line + (f"\n[*] {fixable} can be mended with `--fix`." if fixable else "")


def statistics(found: Sequence[Found]) -> str:
    """Return a line for each rule that reports: how often, most often first."""
    count = Counter((each.rule.code, each.rule.name) for each in found)
    fixable = {each.rule.code for each in found if each.finding.fix is not None}
    width = len(str(max(count.values(), default=0)))
    return "".join(
        f"{number:>{width}}  {code}  {'[*]' if code in fixable else '   '}  {name}\n"
        for (code, name), number in sorted(count.items(), key=lambda each: (-each[1], each[0]))
    )


def counts(found: Sequence[Found]) -> str:
    """Return the statistics as a JSON list."""
    count = Counter((each.rule.code, each.rule.name, str(each.severity)) for each in found)
    rows = [
        {"code": code, "name": name, "severity": severity, "count": number}
        for (code, name, severity), number in sorted(
            count.items(), key=lambda each: (-each[1], each[0])
        )
    ]
    return json.dumps(rows, indent=2) + "\n"


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
        "fix": finding.fix and {"text": finding.fix.text, **_position(finding.fix.place)},
    }


def _position(place: Place) -> dict[str, object]:
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }
