"""A file of rows: its header, the columns that are meant, and the rows that cannot be read."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from journeykit.journeys.finding import JourneyError
from journeykit.journeys.spelling import suggestion

LONGEST = 80
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
BLANKS = "space"

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out: `columns` are what is wanted of it -> its column's name or number.

    `delimiter` is a name of `DELIMITERS`, `space` for any blanks, or empty: then the first line
    tells. Without a header, columns are numbers, from 1. `options` are what the user names each
    column by.
    """

    columns: Mapping[str, str]
    delimiter: str = ""
    header: bool = True
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be read: its line, why, and how it begins."""

    line: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Rows(Generic[Record]):
    """What was read of a file, and what could not be."""

    path: str
    good: tuple[Record, ...]
    bad: tuple[BadRow, ...]


def read_rows(
    path: Path, layout: Layout, parse: Callable[[Mapping[str, str]], Record]
) -> Rows[Record]:
    """Read a file row by row; `parse` is given the cells that are wanted, by what they are.

    A row that `parse` refuses by a ValueError is bad, with its words as the reason.

    Raises:
        JourneyError: the file cannot be read, has no such column, or not one good row.
    """
    good: list[Record] = []
    bad: list[BadRow] = []
    lines = _lines(path)
    places: dict[str, int] | None = None
    for line, cells in _cells(path, lines, layout.delimiter):
        if not any(cells):
            continue
        if places is None:
            places = _places(path, line, cells, layout)
            if layout.header:
                continue
        try:
            good.append(parse(_wanted(cells, places)))
        except ValueError as error:
            bad.append(BadRow(line, str(error), _shortened(",".join(cells))))
    if places is None:
        raise JourneyError(f"{path}: the file is empty")
    if not good:
        why = f": {path}:{bad[0].line}: {bad[0].reason}" if bad else ""
        raise JourneyError(f"{path}: no row can be read{why}")
    return Rows(path.name, tuple(good), tuple(bad))


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines of a file of UTF-8. Raises: JourneyError."""
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                yield _decoded(path, number, line)
    except OSError as error:
        raise JourneyError(f"{path}: cannot be read: {error.strerror}") from error


def _decoded(path: Path, number: int, line: bytes) -> str:
    """Return a line as text, without the mark that a file may begin with. Raises: JourneyError."""
    try:
        return line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise JourneyError(f"{path}:{number}:{error.start + 1}: not UTF-8") from error


def _cells(path: Path, lines: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line where it ends, its cells without blanks around them."""
    first = next(lines, "")
    sign = DELIMITERS.get(delimiter) or ("" if delimiter else _delimiter(first))
    if not sign:
        yield from ((number, text.split()) for number, text in enumerate(_chained(first, lines), 1))
        return
    reader = csv.reader(_chained(first, lines), delimiter=sign)
    try:
        for cells in reader:
            yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise JourneyError(f"{path}:{reader.line_num}: not a row: {error}") from error


def _chained(first: str, lines: Iterator[str]) -> Iterator[str]:
    if first:
        yield first
    yield from lines


def _delimiter(first: str) -> str:
    """Return the sign that parts the first line most often; empty for blanks."""
    sign = max(DELIMITERS.values(), key=first.count)
    return sign if sign in first else ""


def _places(path: Path, line: int, cells: Sequence[str], layout: Layout) -> dict[str, int]:
    """Return where each wanted column stands. Raises: JourneyError."""
    return {
        wanted: _place(f"{path}:{line}", name, layout.options.get(wanted, wanted), cells, layout)
        for wanted, name in layout.columns.items()
    }


def _place(where: str, name: str, option: str, cells: Sequence[str], layout: Layout) -> int:
    """Return the place of a column, from 0; `option` names it. Raises: JourneyError."""
    if layout.header and cells.count(name) == 1:
        return cells.index(name)
    if layout.header and cells.count(name) > 1:
        raise JourneyError(f"{where}: {cells.count(name)} columns are called `{name}`")
    if name.isdecimal():
        if not 1 <= int(name) <= len(cells):
            raise JourneyError(f"{where}: no column {name}: there are {len(cells)}")
        return int(name) - 1
    if not layout.header:
        raise JourneyError(f"{where}: without a header, {option} is a number, not `{name}`")
    meant = suggestion(name, [cell for cell in cells if cell])
    help_ = f": {meant}" if meant else ""
    raise JourneyError(f"{where}: no column `{name}`{help_}; name it by {option}")


def _wanted(cells: Sequence[str], places: Mapping[str, int]) -> dict[str, str]:
    """Return the wanted cells of a row. Raises: ValueError."""
    missing = next((what for what, place in places.items() if place >= len(cells)), None)
    if missing:
        raise ValueError(f"no {missing}: the row has {len(cells)} cells")
    return {what: cells[place] for what, place in places.items()}


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
