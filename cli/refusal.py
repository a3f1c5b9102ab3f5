"""Mistakes of reading: what they stop is refused, and they are told."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from journeykit.cli.exits import BROKEN
from journeykit.journeys.finding import Finding, Severity


def mistakes(findings: Iterable[Finding]) -> list[Finding]:
    """Return the errors among the findings of reading, in order of their places."""
    wrong = [each for each in findings if each.severity in (None, Severity.ERROR)]
    return sorted(wrong, key=lambda each: (each.place, each.code))


def refusal(wrong: Iterable[Finding], doing: str) -> typer.Exit:
    """Print the mistakes and what cannot be done for them; return what ends the command."""
    for each in wrong:
        typer.echo(f"{each.place}: {each.code} {each.message}", err=True)
    typer.echo(f"error: cannot {doing} what has mistakes: see `journey lint`", err=True)
    return typer.Exit(BROKEN)
