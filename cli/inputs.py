"""What the paths of a command lead to; `-` is standard input."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from journeykit.journeys.project import Found, find, of_text

_STANDARD = "-"


def read_paths(paths: Sequence[str]) -> Found:
    """Return the projects of files and folders, or of the one text on standard input.

    Raises:
        JourneyError: a path does not exist, cannot be read, or holds nothing of ours.
    """
    if list(paths) == [_STANDARD]:
        return Found((of_text(sys.stdin.buffer.read(), _STANDARD),), ())
    return find(paths, cwd=Path.cwd())
