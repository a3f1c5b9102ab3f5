"""Patterns of files in the settings of `journey lint`."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True, slots=True)
class FilePattern:
    """A pattern of paths that counts from a folder.

    `*`, `?` and `[...]` stand for a part of one name, `**` for any folders. A pattern of one
    name fits in every folder; what fits a folder fits all below it. `folder` and `cwd`, from
    where the paths of findings count, are whole paths.
    """

    text: str
    folder: str = "/"
    cwd: str = "/"

    def fits(self, path: str) -> bool:
        """Tell whether the pattern fits a path as findings show it."""
        below = seen_from(self.folder, path, self.cwd)
        parts = [part for part in self.text.split("/") if part not in ("", ".")]
        if "/" not in self.text.rstrip("/"):
            parts = ["**", *parts]
        return _fits(parts, below.split("/"))


def seen_from(folder: str, path: str, cwd: str) -> str:
    """Return a path that counts from `cwd` as it is called from `folder`; both are whole."""
    return posixpath.relpath(posixpath.normpath(posixpath.join(cwd, path)), folder)


def _fits(parts: Sequence[str], names: Sequence[str]) -> bool:
    """Tell whether the parts of a pattern fit names, or the first of them."""
    if not parts:
        return True
    if parts[0] == "**":
        return any(_fits(parts[1:], names[at:]) for at in range(len(names)))
    return bool(names) and fnmatchcase(names[0], parts[0]) and _fits(parts[1:], names[1:])
