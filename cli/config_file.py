"""`journey.toml` or `[tool.journey]` of a `pyproject.toml`, read with the lines of its keys."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from journeykit.journeys.finding import JourneyError
from journeykit.journeys.looks import content, is_file
from journeykit.journeys.shelf import Shelf

NAME = "journey.toml"
_SHARED = "pyproject.toml"
_TABLE = ("tool", "journey")
_AT = re.compile(r"^(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|.*)\)$")


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """A file of settings: `path` as messages call it, `table` as TOML gives it.

    `above` are the keys that lead to the table, none in a `journey.toml`.
    """

    path: str
    folder: Path
    text: str
    table: dict[str, object]
    above: tuple[str, ...] = ()

    def refuse(self, keys: Sequence[str], message: str, *, value: str = "") -> NoReturn:
        """Stop at the line of the key that `keys` lead to, or of a value in it.

        Raises:
            JourneyError: always, path and line first.
        """
        raise JourneyError(f"{self.path}:{self._line((*self.above, *keys), value)}: {message}")

    def _line(self, keys: Sequence[str], value: str) -> int:
        """Return the number of the line where a key begins, or the text of a value in its lines."""
        lines = self.text.splitlines()
        before, count = _begun(lines, keys)
        own = [at for at in range(before, count) if lines[at].strip()[:1] not in ("", "#")]
        with_value = (at for at in own if value and value in lines[at])
        return next(with_value, own[0] if own else before) + 1


def config_file(path: Path, shelf: Shelf) -> ConfigFile | None:
    """Read a file of settings; None of a `pyproject.toml` without any of ours.

    Raises:
        JourneyError: it cannot be read, is not UTF-8 or not TOML.
    """
    shown = shelf.shown(path)
    try:
        text = content(path).decode("utf-8").removeprefix("\ufeff")
    except OSError as error:
        raise JourneyError(f"{shown}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise JourneyError(f"{shown}: not UTF-8: byte 0x{error.object[error.start]:02x}") from error
    try:
        table: dict[str, object] = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise JourneyError(_not_toml(shown, text, str(error))) from error
    if path.name != _SHARED:
        return ConfigFile(shown, path.parent, text, table)
    own = _own(table)
    return None if own is None else ConfigFile(shown, path.parent, text, own, _TABLE)


def nearest(folder: Path, shelf: Shelf) -> ConfigFile | None:
    """Return the nearest file of settings from a folder upward, of one folder `journey.toml`.

    Raises:
        JourneyError: it cannot be read, is not UTF-8 or not TOML.
    """
    for each in (folder, *folder.parents):
        for name in (NAME, _SHARED):
            if is_file(each / name) and (found := config_file(each / name, shelf)):
                return found
    return None


def _own(table: dict[str, object]) -> dict[str, object] | None:
    """Return our part of a shared file."""
    own: object = table
    for key in _TABLE:
        own = own.get(key) if isinstance(own, dict) else None
    return own if isinstance(own, dict) else None


def _parsed(text: str) -> dict[str, object] | None:
    """Return the table of a text, or None if it is not TOML, as half a list is not."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _begun(lines: Sequence[str], keys: Sequence[str]) -> tuple[int, int]:
    """Return how many lines are TOML without a key, and how many next are so with it.

    The TOML parser of Python tells no lines, but what is TOML can be asked of any first lines:
    the key is behind the most that do not hold it. They are found by halving.
    """
    without, end, with_it = 0, len(lines), len(lines)
    while without + 1 < end:
        middle = (without + end) // 2
        tables = ((at, _parsed("\n".join(lines[:at]))) for at in range(middle, end))
        at, table = next(((at, each) for at, each in tables if each is not None), (end, None))
        if table is not None and not _holds(table, keys):
            without = at
        else:
            with_it = with_it if table is None else at
            end = middle
    return without, with_it


def _holds(table: object, keys: Sequence[str]) -> bool:
    """Tell whether keys lead to something in a table."""
    for key in keys:
        if not isinstance(table, dict) or key not in table:
            return False
        table = table[key]
    return True


def _not_toml(path: str, text: str, told: str) -> str:
    """Return the message about a text that is not TOML, with the line that the parser tells."""
    found = _AT.match(told)
    if not found:
        return f"{path}: not TOML: {told[:1].lower()}{told[1:]}"
    what = found["what"][:1].lower() + found["what"][1:]
    line = found["line"] or len(text.splitlines()) or 1
    column = f":{found['column']}" if found["column"] else ""
    return f"{path}:{line}{column}: not TOML: {what}"
