"""The very lines of a file that hold a part of a journey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from journeykit.journeys.model import Message, Start, Step
from journeykit.journeys.place import Place

Sources = Mapping[str, Sequence[str]]
"""The lines of files by their path, as messages call it."""


@dataclass(frozen=True, slots=True)
class Written:
    """What is written: the lines of files, and by journey and step where else to read them.

    Steps are called `NAME`, starts `start.NAME`.
    """

    lines: Sources
    addresses: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Lines of a file, counted from 1, both ends included."""

    path: str
    first: int
    last: int


def excerpt(part: Start | Step | Message, sources: Sources) -> Excerpt:
    """Return the lines from the name of a part to its end, with the comments right above it.

    A part that an alias repeats ends where its name stands.
    """
    name = part.id.place
    last = part.place.end_line if part.place.path == name.path else name.line
    lines = sources.get(name.path, ())
    return Excerpt(name.path, _with_comments(name, lines), max(name.line, last))


def _with_comments(name: Place, lines: Sequence[str]) -> int:
    """Return the first line of the block of comments that belongs to the name below it."""
    first = name.line
    while first > 1 and _is_comment(lines[first - 2 : first - 1], name.column):
        first -= 1
    return first


def _is_comment(line: Sequence[str], column: int) -> bool:
    text = "".join(line)
    return text[: column - 1].isspace() and text[column - 1 :].startswith("#")


def kept(excerpts: Sequence[Excerpt], sources: Sources) -> dict[str, list[str | int]]:
    """Return the files that excerpts are from; a line that nobody shows is 0."""
    files: dict[str, list[str | int]] = {}
    for each in excerpts:
        lines = sources.get(each.path, ())
        file = files.setdefault(each.path, [])
        last = min(each.last, len(lines))
        file.extend([0] * (last - len(file)))
        file[each.first - 1 : last] = lines[each.first - 1 : last]
    return files
