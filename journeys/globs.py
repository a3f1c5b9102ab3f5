"""Patterns of files, as a map's `journeys:` holds them."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from journeykit.journeys.files import ENDINGS, entries, folders
from journeykit.journeys.finding import Finding, Mistake
from journeykit.journeys.looks import is_file, is_folder
from journeykit.journeys.place import Word

MOST_PARTS = 20
MOST_LETTERS = 255


def matches(pattern: Word, folder: Path) -> list[Path]:
    """Return the files that a pattern finds from a folder on, sorted, each once.

    `*`, `?` and `[...]` stand for a part of one name, `**` for any folders. A pattern finds
    YAML files only, unless it ends in a whole name, and nothing in dot folders and environments.

    Raises:
        Mistake: it finds nothing, or is no pattern that can be followed.
    """
    parts = PurePosixPath(pattern).parts
    if not parts or parts[0] == "/":
        raise _mistake(pattern, "is not a path from the map's folder on")
    if len(parts) > MOST_PARTS or parts.count("**") > 1 or max(map(len, parts)) > MOST_LETTERS:
        raise _mistake(pattern, "has more than one `**`, or is too long")
    if "**" in parts and ".." in parts:
        raise _mistake(pattern, "goes up and down again: `..` and `**` do not stand together")
    found = list(dict.fromkeys(_below(folder, parts)))
    if not found:
        raise _mistake(pattern, "matches no file")
    return found


def is_pattern(name: str) -> bool:
    """Tell whether a name stands for several."""
    return any(sign in name for sign in "*?[")


def _below(folder: Path, parts: tuple[str, ...]) -> Iterator[Path]:
    """Yield the files that the rest of a pattern finds."""
    if not is_folder(folder):
        return
    head, rest = parts[0], parts[1:]
    if head == "**":
        for each in folders(folder):
            yield from _below(each, rest or ("*",))
    elif not is_pattern(head):
        yield from _below(folder / head, rest) if rest else _file(folder / head)
    else:
        for entry in entries(folder):
            if fnmatchcase(entry.name, head) and (rest or entry.name.endswith(ENDINGS)):
                path = folder / entry.name
                yield from _below(path, rest) if rest else _file(path)


def _file(path: Path) -> Iterator[Path]:
    """Yield the path if it is a file."""
    if is_file(path):
        yield path


def _mistake(pattern: Word, reason: str) -> Mistake:
    """Return the mistake about a pattern."""
    return Mistake(Finding(pattern.place, f"`{pattern}` {reason}", code="J003"))
