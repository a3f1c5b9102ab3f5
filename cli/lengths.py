"""Lengths of time as options give them."""

from __future__ import annotations

import typer

from journeykit.journeys.durations import parse
from journeykit.journeys.finding import Mistake
from journeykit.journeys.place import Word

DAY = 86_400
LONGEST = 7300 * DAY


def days_of(text: str, option: str, *, least: int = 1) -> int:
    """Return a length in whole days. Raises: typer.BadParameter."""
    seconds = seconds_of(text, option)
    if seconds < least * DAY or seconds % DAY:
        raise typer.BadParameter(f"`{text}` is not in whole days", param_hint=option)
    return seconds // DAY


def seconds_of(text: str, option: str) -> int:
    """Return a length of at most 20 years in seconds. Raises: typer.BadParameter."""
    try:
        duration = parse(Word(text), ranges=False)
    except Mistake as mistake:
        finding = mistake.finding
        message = f"{finding.message}: {finding.help}" if finding.help else finding.message
        raise typer.BadParameter(message, param_hint=option) from mistake
    if duration.parameters or duration.attributes:
        raise typer.BadParameter(f"`{text}` is not a duration", param_hint=option)
    if duration.low > LONGEST:
        raise typer.BadParameter(f"`{text}` is more than 20y", param_hint=option)
    return duration.low
