"""The files that a command has read, each once, under the names that it shows."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from journeykit.journeys.files import SourceFile, printable, read_file, source_file
from journeykit.journeys.finding import JourneyError
from journeykit.journeys.looks import is_file, real

MAP = "journey.yaml"
Texts: TypeAlias = Mapping[Path, bytes]
NO_TEXTS: Texts = MappingProxyType({})


class Shelf:
    """Reads files and keeps them; the same file is the same object, by links too.

    Paths below `cwd` are shown from there on; others as the user wrote them: from `/` on, or
    with `relative`, from `cwd` up.
    """

    def __init__(self, cwd: Path, *, relative: bool, texts: Texts = NO_TEXTS) -> None:
        """Start with no file; `texts` stand for what is on disk at these whole paths."""
        self._cwd = cwd
        self._relative = relative
        self._files: dict[str, SourceFile] = {
            real(path): source_file(text, self.shown(path)) for path, text in texts.items()
        }
        self._maps: dict[Path, bool] = {}

    def locate(self, typed: str) -> Path:
        """Return the whole path of what a user typed; links in it stay.

        Raises:
            JourneyError: nothing was typed, as by a variable that is not set.
        """
        if not typed:
            raise JourneyError("a path is empty: name a file or a folder")
        return Path(os.path.normpath(self._cwd / typed))

    def shown(self, file: Path) -> str:
        """Return how messages call a path."""
        if file.is_relative_to(self._cwd):
            return printable(file.relative_to(self._cwd).as_posix())
        if self._relative:
            return printable(Path(os.path.relpath(file, self._cwd)).as_posix())
        return printable(file.as_posix())

    def take(self, file: Path) -> SourceFile:
        """Return a file, read at the first time only.

        Raises:
            JourneyError: it cannot be read, or is not a file.
        """
        key = real(file)
        if key not in self._files:
            self._files[key] = read_file(file, self.shown(file))
        return self._files[key]

    def nearest_map(self, folder: Path) -> Path | None:
        """Return the `journey.yaml` that applies in a folder: its own, or the nearest upward.

        One that holds no map is none, unless it cannot be read as YAML.
        """
        upward = (each / MAP for each in (folder, *folder.parents))
        return next((file for file in upward if self._holds_map(file)), None)

    def _holds_map(self, file: Path) -> bool:
        """Tell whether a file is there and holds a map, or was meant to."""
        if file not in self._maps:
            read = self.take(file) if is_file(file) else None
            meant = read is not None and read.is_ours and not read.documents
            self._maps[file] = meant or (read is not None and bool(read.of("map")))
        return self._maps[file]
