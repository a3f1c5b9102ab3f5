"""Findings as commands of GitHub's workflows, which it shows beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.cli.anchors import Anchor, anchor
from journeykit.cli.formats import Sources
from journeykit.cli.repository import top
from journeykit.journeys.finding import Severity
from journeykit.journeys.lint.run import Found

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(found: Sequence[Found], sources: Sources) -> str:
    """Return a line `::error title=...,file=...,line=...::text` for each finding."""
    base = top()
    return "".join(_command(each, anchor(each, sources, base)) for each in found)


def _command(found: Found, where: Anchor) -> str:
    properties = {"title": f"{found.rule.code} {found.rule.name}", **_position(where)}
    written = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{_COMMANDS[found.severity]} {written}::{_data(where.text)}\n"


def _position(where: Anchor) -> dict[str, str | int]:
    """Return the place; GitHub takes columns only of what is on one line."""
    place = where.place
    position: dict[str, str | int] = {"file": where.path, "line": place.line}
    if place.end_line == place.line:
        position |= {"col": place.column}
    return {**position, "endLine": place.end_line}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
