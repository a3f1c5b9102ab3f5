"""Findings as the results of tests, in the XML that JUnit began: a suite for each file."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from journeykit.cli.anchors import Anchor, anchor, files
from journeykit.cli.cells import shown
from journeykit.cli.formats import Sources
from journeykit.cli.repository import top
from journeykit.journeys.lint.run import Found

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NOT_XML = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}


def junit(found: Sequence[Found], sources: Sources) -> str:
    """Return XML with a failed test for each finding, and a passed one for each clean file."""
    base = top()
    suites: dict[str, list[str]] = {base.path(path): [] for path in files(sources)}
    for each in found:
        where = anchor(each, sources, base)
        suites.setdefault(where.path, []).append(_failed(each, where))
    inner = "".join(_suite(path, cases) for path, cases in suites.items())
    tests = sum(max(1, len(cases)) for cases in suites.values())
    counts = f'tests="{tests}" failures="{len(found)}" errors="0"'
    report = f'{_HEAD}<testsuites name="journey lint" {counts}>\n{inner}</testsuites>\n'
    return report.translate(_NOT_XML)


def _suite(path: str, cases: Sequence[str]) -> str:
    name = quoteattr(shown(path))
    passed = f'    <testcase classname={name} name="no findings" />\n'
    counts = f'tests="{max(1, len(cases))}" failures="{len(cases)}" errors="0" skipped="0"'
    inner = "".join(cases) or passed
    return f"  <testsuite name={name} {counts}>\n{inner}  </testsuite>\n"


def _failed(found: Found, where: Anchor) -> str:
    place, rule = where.place, found.rule
    name = quoteattr(f"{rule.code} {rule.name} {place.line}:{place.column}")
    message = quoteattr(where.message)
    text = escape(f"{where.path}:{place.line}:{place.column}: {where.text}")
    return (
        f"    <testcase classname={quoteattr(shown(where.path))} name={name}>\n"
        f'      <failure type="{found.severity}" message={message}>{text}</failure>\n'
        "    </testcase>\n"
    )
