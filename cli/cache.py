"""What runs of `journey lint` have told, kept for as long as all that they looked at is the same.

An entry belongs to one version of the program, one folder and one wording of the command. It holds
what was looked at on disk, each with the fingerprint of what was there: files, lists of folders,
and files that were not there. Only where all of it is there again as it was is the entry good.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path

from journeykit.cli.told import Told
from journeykit.journeys.looks import Looks, is_same

MOST_ENTRIES = 50

_PACKAGE = Path(__file__).parents[1]
_CODE = ("cli", "journeys")
_IGNORE = ".gitignore"


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of entries; one that cannot be read or written is silently none."""

    folder: Path

    def recall(self, asked: object) -> Told | None:
        """Return what was told when this was asked, None if it could be something else now."""
        path = self._path(asked)
        try:
            checksum, _, text = path.read_text(encoding="ascii").partition("\n")
            if checksum != _digest(text):
                return None
            entry = json.loads(text)
            if not all(is_same(*look) for look in entry["looks"]):
                return None
            os.utime(path)
            return Told(**entry["told"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, asked: object, looks: Looks, told: Told) -> None:
        """Keep what was told, and forget the entries that were of no use for the longest time."""
        path = self._path(asked)
        seen = [[*look, answer] for look, answer in looks.items()]
        text = json.dumps({"looks": seen, "told": asdict(told)})
        try:
            self._make()
            with tempfile.NamedTemporaryFile(
                "w", encoding="ascii", dir=self.folder, delete=False
            ) as part:
                part.write(f"{_digest(text)}\n{text}")
            Path(part.name).replace(path)
            self._prune()
        except OSError:
            return

    def _path(self, asked: object) -> Path:
        return self.folder / f"{_digest(repr((*_program(), str(Path.cwd()), asked)))}.json"

    def _make(self) -> None:
        """Make the folder, of which git is to know nothing."""
        self.folder.mkdir(parents=True, exist_ok=True)
        ignore = self.folder / _IGNORE
        if not ignore.exists():
            ignore.write_text("*\n", encoding="ascii")

    def _prune(self) -> None:
        entries = [each for each in self.folder.iterdir() if each.name != _IGNORE]
        oldest = sorted(entries, key=lambda each: each.stat().st_mtime)
        for entry in oldest[:-MOST_ENTRIES]:
            entry.unlink(missing_ok=True)


def _program() -> Iterator[object]:
    """Yield what tells versions of the program apart: its files, Python, and what it stands on."""
    yield sys.version
    for place in sys.path:
        yield sorted(each.name for each in Path(place).glob("*.dist-info"))
    for part in _CODE:
        for file in sorted((_PACKAGE / part).rglob("*.*")):
            if file.suffix != ".pyc":
                stat = file.stat()
                yield str(file), stat.st_size, stat.st_mtime_ns


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
