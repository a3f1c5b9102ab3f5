"""What the paths of a command lead to; `-` is standard input."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from journeykit.journeys.project import Found, find, of_text
from journeykit.journeys.shelf import NO_TEXTS, Texts

STANDARD = "-"


def read_paths(paths: Sequence[str], texts: Texts = NO_TEXTS) -> Found:
    """Return the projects of files and folders, or of the one text on standard input.

    `texts` stand for what is on disk at these whole paths.

    Raises:
        JourneyError: a path does not exist, cannot be read, or holds nothing of ours.
    """
    if list(paths) == [STANDARD]:
        return Found((of_text(sys.stdin.buffer.read(), STANDARD),), ())
    return find(paths, cwd=Path.cwd(), texts=texts)
