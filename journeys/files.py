"""Files on disk: which there are, how they are called in messages, what they hold."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from journeykit.journeys import looks
from journeykit.journeys.finding import Finding, JourneyError, Related
from journeykit.journeys.looks import beginning, exists, is_file
from journeykit.journeys.place import Mapping, Place, Tree, Word
from journeykit.journeys.source import MOST_BYTES, too_large
from journeykit.journeys.spelling import suggestion
from journeykit.journeys.text import MOST_FINDINGS, read

KINDS = ("journey", "map", "population")
ENDINGS = (".yaml", ".yml")

MOST_LETTERS = 80

_HEAD = 64 * 1024
_LIKE_OURS = re.compile(rb"^[^\w\s#]*(?:journey|map|population)\s*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file, read once.

    `path` is how messages call it. `documents` are those that begin with `journey`, `map` or
    `population`. `is_ours` tells whether it has such documents, or, where it cannot be read as
    YAML, looks as if it was meant to have them.
    """

    path: str
    text: str
    documents: tuple[Mapping, ...]
    findings: tuple[Finding, ...]
    is_ours: bool

    @property
    def lines(self) -> list[str]:
        """Return the lines of the text, as places count them."""
        return self.text.splitlines()

    def of(self, kind: str) -> tuple[Mapping, ...]:
        """Return the documents that begin with the key `kind`."""
        return tuple(each for each in self.documents if kind_of(each) == kind)


def kind_of(tree: Tree) -> str | None:
    """Return which of the documents of the language a tree is, by its first key."""
    first = next(iter(tree), None) if isinstance(tree, Mapping) else None
    return str(first) if first in KINDS else None


def is_population(file: SourceFile) -> bool:
    """Tell whether a file holds customers and nothing else."""
    return bool(file.documents) and len(file.of("population")) == len(file.documents)


def source_file(data: bytes, path: str) -> SourceFile:
    """Read the bytes of a file, whatever they are."""
    trees, findings = read(data, path)
    documents = tuple(tree for tree in trees if isinstance(tree, Mapping) and kind_of(tree))
    is_ours = bool(documents) or (bool(findings) and _looks_like_ours(data))
    strangers = (_stranger(tree) for tree in trees if not kind_of(tree))
    findings += islice(strangers, MOST_FINDINGS)
    for kind in ("map", "population"):
        findings += _repeated([tree for tree in documents if kind_of(tree) == kind], kind)
    if not trees and not findings:
        findings.append(_missing(Place(path, 1, 1, 1, 1), ""))
    text = data.decode("utf-8", errors="replace").removeprefix("\ufeff")
    return SourceFile(path, text, documents, tuple(findings), is_ours)


def read_file(file: Path, path: str) -> SourceFile:
    """Read a file that messages call `path`.

    Raises:
        JourneyError: it cannot be read, or is not a file.
    """
    try:
        if not is_file(file):
            file.stat()
            raise JourneyError(f"{path}: neither a file nor a folder")
        data = beginning(file)
    except FileNotFoundError as error:
        raise JourneyError(f"{path}: no such file or folder") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise JourneyError(f"{path}: cannot be read: {reason}") from error
    if len(data) > MOST_BYTES:
        return SourceFile(path, "", (), (too_large(path),), _looks_like_ours(data))
    return source_file(data, path)


def walk(folder: Path) -> Iterator[Path]:
    """Yield the YAML files below a folder, those of a folder before those below it, sorted.

    Dot folders, environments (a folder with `pyvenv.cfg`, `node_modules`) and links to folders
    are passed over.
    """
    for each in folders(folder):
        for entry in entries(each):
            if entry.name.endswith(ENDINGS) and not entry.is_dir():
                yield each / entry.name


def folders(folder: Path) -> Iterator[Path]:
    """Yield a folder and those below it, without those that `walk` passes over."""
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        yield current
        below = [current / entry.name for entry in entries(current) if _is_walked(entry)]
        waiting += reversed(below)


def entries(folder: Path) -> list[os.DirEntry[str]]:
    """Return what a folder holds, sorted, without what begins with a dot.

    Raises:
        JourneyError: the folder cannot be read.
    """
    try:
        return looks.entries(folder)
    except OSError as error:
        raise JourneyError(f"{printable(str(folder))}: cannot be read: {error.strerror}") from error


def printable(path: str) -> str:
    """Return a path as it can be shown: names that are not UTF-8 lose what cannot be."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _is_walked(entry: os.DirEntry[str]) -> bool:
    """Tell whether an entry is a folder that may hold files of the user."""
    if not entry.is_dir(follow_symlinks=False) or entry.name == "node_modules":
        return False
    return not exists(Path(entry.path, "pyvenv.cfg"))


def _looks_like_ours(data: bytes) -> bool:
    """Tell whether bytes that are not YAML, perhaps not even UTF-8, were meant for us."""
    return bool(_LIKE_OURS.search(data[:_HEAD].replace(b"\0", b"")))


def _stranger(tree: Tree) -> Finding:
    """Return the finding of a document that is none of ours."""
    first = next(iter(tree), None) if isinstance(tree, Mapping) else None
    if isinstance(first, Word):
        return _missing(first.place, suggestion(first[:MOST_LETTERS], KINDS))
    place = tree.place
    return _missing(Place(place.path, place.line, place.column, place.line, place.column), "")


def _repeated(documents: list[Mapping], kind: str) -> Iterator[Finding]:
    """Yield a finding for each further document of a kind that a file holds once."""
    keys = [next(iter(tree)) for tree in documents[:MOST_FINDINGS]]
    for key in keys[1:]:
        yield Finding(
            key.place,
            f"a second {kind} in one file",
            help="keep each in a file of its own",
            code="J005",
            related=(Related(keys[0].place, "the first one is here"),),
        )


def _missing(place: Place, help: str) -> Finding:
    """Return the finding of a text that does not say what it is."""
    message = "a document begins with `journey`, `map` or `population`"
    return Finding(place, message, help=help, code="J004")
