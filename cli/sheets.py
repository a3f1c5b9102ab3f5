"""CSV as spreadsheets read it, and folders of it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from pathlib import Path

from journeykit.cli.whole_file import write_whole
from journeykit.journeys.finding import JourneyError


def csv_text(lines: Iterable[Sequence[object]]) -> str:
    """Return lines as RFC 4180 has them, but ended by a line feed alone."""
    stream = StringIO()
    csv.writer(stream, lineterminator="\n").writerows(lines)
    return stream.getvalue()


def folder_of_sheets(folder: Path) -> Path:
    """Return the folder, made where it is missing.

    Raises:
        JourneyError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise JourneyError(f"{folder}: cannot be a folder: {error.strerror}") from error
    return folder


def write_sheets(folder: Path, sheets: Mapping[str, str]) -> None:
    """Write each text to a file of its name and `.csv`, each there as a whole or not at all.

    Raises:
        JourneyError: the folder cannot be written to.
    """
    for name, text in sheets.items():
        write_whole(folder / f"{name}.csv", text)
