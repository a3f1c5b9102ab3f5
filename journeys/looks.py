"""What is looked at on disk; who wants to know later whether it would look the same notes it down.

All that decides which files are read, and what they say, is asked here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from hashlib import blake2b
from pathlib import Path
from typing import TypeAlias, TypeVar

from journeykit.journeys.source import MOST_BYTES

Looks: TypeAlias = dict[tuple[str, str], str]
"""What was asked, of which path, and the fingerprint of the answer."""

T = TypeVar("T")
_noted: ContextVar[Looks | None] = ContextVar("looks", default=None)


@contextmanager
def noting() -> Iterator[Looks]:
    """Note all looks down while this lasts."""
    looks: Looks = {}
    token = _noted.set(looks)
    try:
        yield looks
    finally:
        _noted.reset(token)


def is_same(kind: str, path: str, answer: str) -> bool:
    """Tell whether a path looks as it was noted."""
    try:
        return _fingerprint(LOOKS[kind](Path(path))) == answer
    except OSError:
        return False


def _look(look: Callable[[Path], T]) -> Callable[[Path], T]:
    """Note down what a look has shown; one that fails is not noted."""

    @wraps(look)
    def looking(path: Path) -> T:
        answer = look(path)
        noted = _noted.get()
        if noted is not None:
            noted[look.__name__, str(path)] = _fingerprint(answer)
        return answer

    return looking


@_look
def is_file(path: Path) -> bool:
    """Tell whether a path is a file that can be found."""
    try:
        return path.is_file()
    except OSError:
        return False


@_look
def is_folder(path: Path) -> bool:
    """Tell whether a path is a folder that can be found."""
    try:
        return path.is_dir()
    except OSError:
        return False


@_look
def exists(path: Path) -> bool:
    """Tell whether there is anything at a path."""
    return path.exists()


@_look
def real(path: Path) -> str:
    """Return the whole path without links."""
    return os.path.realpath(path)


@_look
def content(path: Path) -> bytes:
    """Return the bytes of a file. Raises: OSError."""
    return path.read_bytes()


@_look
def beginning(path: Path) -> bytes:
    """Return the bytes of a file, of one that is too large the first ones. Raises: OSError."""
    with path.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


@_look
def entries(folder: Path) -> list[os.DirEntry[str]]:
    """Return what a folder holds, sorted, without what begins with a dot. Raises: OSError."""
    with os.scandir(folder) as found:
        shown = [entry for entry in found if not entry.name.startswith(".")]
    return sorted(shown, key=lambda entry: entry.name)


LOOKS: dict[str, Callable[[Path], object]] = {
    look.__name__: look for look in (is_file, is_folder, exists, real, content, beginning, entries)
}


def _fingerprint(answer: object) -> str:
    """Return a short text that differs where answers differ."""
    if isinstance(answer, bytes):
        return blake2b(answer, digest_size=16).hexdigest()
    if isinstance(answer, list):
        kinds = [(each.name, each.is_dir(), each.is_symlink()) for each in answer]
        return blake2b(repr(kinds).encode(errors="surrogateescape"), digest_size=16).hexdigest()
    return str(answer)
