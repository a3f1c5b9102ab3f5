"""Colours: whether they are wanted, and one function that adds them to a finished report."""

from __future__ import annotations

import os
import re
from typing import Literal, TextIO, TypeAlias

Color: TypeAlias = Literal["auto", "always", "never"]

_BOLD, _RED, _YELLOW, _CYAN, _BLUE, _GREEN = "1", "1;31", "1;33", "1;36", "1;34", "1;32"
_SEVERITY = {"error": _RED, "warning": _YELLOW, "info": _CYAN}
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^ *(?:-->|:::)(?= )", re.MULTILINE), _BLUE),
    (re.compile(r"^ *\d* \|(?= |$)", re.MULTILINE), _BLUE),
    (re.compile(r"(?<= \| ) *\^+(?: .*)?$", re.MULTILINE), _RED),
    (re.compile(r"(?<= \| ) *-+(?: .*)?$", re.MULTILINE), _BLUE),
    (re.compile(r"(?<= = )(?:help|note)(?=:)", re.MULTILINE), _BOLD),
    (re.compile(r"^All checks passed!", re.MULTILINE), _GREEN),
)
_LINE = re.compile(r"^(\S.*?:\d+:\d+: )(J\d{3})(?= )", re.MULTILINE)
_HEAD = re.compile(r"^(error|warning|info)(\[J\d{3}\])(: .*)$", re.MULTILINE)


def wanted(color: Color, stream: TextIO) -> bool:
    """Tell whether to colour what goes to `stream`: the option, FORCE_COLOR, NO_COLOR, a tty."""
    if color != "auto":
        return color == "always"
    if os.environ.get("FORCE_COLOR"):
        return True
    return not os.environ.get("NO_COLOR") and stream.isatty()


def coloured(report: str) -> str:
    """Return a report with its severities, margins and marks in colour."""
    report = _HEAD.sub(_head, report)
    report = _LINE.sub(lambda match: match[1] + _paint(match[2], _RED), report)
    for pattern, colour in _RULES:
        report = pattern.sub(f"\x1b[{colour}m\\g<0>\x1b[0m", report)
    return report


def _head(match: re.Match[str]) -> str:
    return _paint(match[1] + match[2], _SEVERITY[match[1]]) + _paint(match[3], _BOLD)


def _paint(text: str, colour: str) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m"
