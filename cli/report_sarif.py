"""Findings as SARIF 2.1.0, which GitHub and other hosts of code show as alerts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import metadata, version
from urllib.parse import quote

from journeykit.cli.anchors import anchor, in_files
from journeykit.cli.cells import shown
from journeykit.cli.explanation import explained
from journeykit.cli.fingerprints import fingerprints
from journeykit.cli.formats import Sources
from journeykit.cli.repository import Top, top
from journeykit.journeys.finding import Related, Severity
from journeykit.journeys.lint.rule import Rule
from journeykit.journeys.lint.run import Found
from journeykit.journeys.place import Place

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
ROOT = "%SRCROOT%"
_SOURCE = "Source, "
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(found: Sequence[Found], sources: Sources) -> str:
    """Return a log of one run, with the rules that found something."""
    base = top()
    rules = sorted({each.rule.code: each.rule for each in found}.values(), key=lambda r: r.code)
    run = {
        "tool": {"driver": _driver(rules)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": _root(base)}}},
        "results": _results(found, rules, sources, base),
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _root(base: Top) -> str:
    where = "top folder of the git repository" if base.git else "folder that the command ran in"
    return f"The {where}."


def _driver(rules: Sequence[Rule]) -> dict[str, object]:
    return {
        "name": "journey",
        "fullName": "journey lint",
        "version": version("journeykit"),
        "rules": [_rule(rule, _home()) for rule in rules],
    }


def _home() -> str:
    """Return where the package says that its sources are, or nothing."""
    urls: list[str] = metadata("journeykit").get_all("Project-URL") or []
    return next((url.removeprefix(_SOURCE) for url in urls if url.startswith(_SOURCE)), "")


def _rule(rule: Rule, home: str) -> dict[str, object]:
    why = rule.sections["Why is this bad?"]
    link = {"helpUri": f"{home}/{rule.url}"} if home else {}  # a relative one would not be valid
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": f"{rule.summary} {' '.join(why.split())}"},
        "help": {"text": rule.explanation, "markdown": explained(rule)},
        **link,
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.group]},
    }


def _results(
    found: Sequence[Found], rules: Sequence[Rule], sources: Sources, base: Top
) -> list[dict[str, object]]:
    numbers = {rule.code: number for number, rule in enumerate(rules)}
    texts = fingerprints(found, base)
    return [
        {
            "ruleId": each.rule.code,
            "ruleIndex": numbers[each.rule.code],
            **_result(each, sources, base),
            # GitHub looks at the first alone, and makes one of the line's text where it is missing.
            "partialFingerprints": {"primaryLocationLineHash": text, "journeyFinding/v1": text},
        }
        for each, text in zip(found, texts, strict=True)
    ]


def _result(found: Found, sources: Sources, base: Top) -> dict[str, object]:
    where = anchor(found, sources, base)
    location: dict[str, object] = {"physicalLocation": _physical(where.place, base)}
    name = "/".join(filter(None, (found.finding.journey, found.finding.step)))
    if name:
        location["logicalLocations"] = [{"fullyQualifiedName": name}]
    return {
        "level": _LEVELS[found.severity],
        "message": {"text": where.text},
        "locations": [location],
        **_further(found, base),
    }


def _further(found: Found, base: Top) -> dict[str, object]:
    """Return the second places, and the path of a customer as a flow."""
    related = in_files(found.finding)
    path = [_location(each, base) for each in related if each.on_path]
    others = [_location(each, base) for each in related if not each.on_path]
    further: dict[str, object] = {}
    if others:
        further["relatedLocations"] = others
    if path:
        flow = {"threadFlows": [{"locations": [{"location": each} for each in path]}]}
        further["codeFlows"] = [flow]
    return further


def _location(related: Related, base: Top) -> dict[str, object]:
    message = {"message": {"text": shown(related.label)}} if related.label else {}
    return {"physicalLocation": _physical(related.place, base), **message}


def _physical(place: Place, base: Top) -> dict[str, object]:
    path = base.path(place.path)
    uri = quote(path, safe="/")
    artifact = {"uri": f"file://{uri}"} if path.startswith("/") else {"uri": uri, "uriBaseId": ROOT}
    return {
        "artifactLocation": artifact,
        "region": {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        },
    }
