"""Where files stand in their repository, as the pages of a build server call them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from journeykit.journeys.looks import exists

STANDARD = "-"


@dataclass(frozen=True, slots=True)
class Top:
    """The folder that paths are shown from; `git` tells that it is the top of a repository."""

    folder: Path
    git: bool

    def path(self, file: str) -> str:
        """Return a path from the top with `/`; what is not below it keeps its whole path.

        `file` is a path from the working directory, or a whole one; standard input stays `-`.
        """
        if file == STANDARD:
            return file
        whole = Path(os.path.normpath(Path.cwd() / file))
        below = whole.is_relative_to(self.folder)
        return (whole.relative_to(self.folder) if below else whole).as_posix()


def top() -> Top:
    """Return the top of the git repository that holds the working directory, else that itself."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if exists(folder / ".git"):
            return Top(folder, git=True)
    return Top(here, git=False)
