"""Findings as a code quality report of GitLab."""

from __future__ import annotations

import json
from collections.abc import Sequence

from journeykit.cli.anchors import Anchor, anchor
from journeykit.cli.fingerprints import fingerprints
from journeykit.cli.formats import Sources
from journeykit.cli.repository import top
from journeykit.journeys.finding import Severity
from journeykit.journeys.lint.run import Found

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def gitlab(found: Sequence[Found], sources: Sources) -> str:
    """Return a JSON list with an issue for each finding."""
    base = top()
    issues = [
        _issue(each, anchor(each, sources, base), fingerprint)
        for each, fingerprint in zip(found, fingerprints(found, base), strict=True)
    ]
    return json.dumps(issues, indent=2, ensure_ascii=False) + "\n"


def _issue(found: Found, where: Anchor, fingerprint: str) -> dict[str, object]:
    return {
        "description": f"{found.rule.code} {where.message}",
        "check_name": found.rule.name,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[found.severity],
        "location": {
            "path": where.path,
            "lines": {"begin": where.place.line, "end": where.place.end_line},
        },
    }
