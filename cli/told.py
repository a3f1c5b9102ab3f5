"""What a run of `journey lint` tells: the report, and the status that it exits with."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import typer

from journeykit.cli.colours import Color, coloured, wanted
from journeykit.cli.whole_file import write_whole


@dataclass(frozen=True, slots=True)
class Told:
    """A report, which may have colours if it is written `for_people`, and the status."""

    report: str
    for_people: bool
    status: int


def tell(told: Told, file: Path | None, color: Color) -> None:
    """Write a report to a file, or on standard output.

    Raises:
        JourneyError: the file cannot be written.
    """
    if file is not None:
        always = color == "always" and told.for_people
        write_whole(file, coloured(told.report) if always else told.report)
    else:
        colours = told.for_people and wanted(color, sys.stdout)
        typer.echo(coloured(told.report) if colours else told.report, nl=False, color=True)
