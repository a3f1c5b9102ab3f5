"""`--watch`: a command run again whenever a file changes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import typer

from journeykit.cli.baselines import DEFAULT_NAME
from journeykit.cli.exits import BROKEN
from journeykit.journeys.files import ENDINGS
from journeykit.journeys.finding import JourneyError

_CLEAR = "\x1b[2J\x1b[H"
_LOOKED_AT = (*ENDINGS, ".toml", DEFAULT_NAME)


def watched(paths: Iterable[Path], once: Callable[[], int]) -> int:
    """Run `once`, and again after each change near `paths`, until Ctrl-C; return the last status.

    What cannot be done meanwhile, as while a file is half written, is told and not the end.

    Raises:
        JourneyError: watchfiles is missing, or a path is.
    """
    changes = _changes(dict.fromkeys(path if path.is_dir() else path.parent for path in paths))
    status = once()
    try:
        for _ in changes:
            status = _again(once)
    except KeyboardInterrupt:
        pass
    return status


def _again(once: Callable[[], int]) -> int:
    """Run `once` on a clear screen; return the status."""
    if sys.stdout.isatty():
        typer.echo(_CLEAR, nl=False)
    try:
        return once()
    except JourneyError as error:
        typer.echo(f"error: {error}", err=True)
        return BROKEN


def _changes(folders: Iterable[Path]) -> Iterator[object]:
    """Return what yields once after each change of a file that may matter."""
    try:
        watchfiles: Any = import_module("watchfiles")
    except ImportError as error:
        message = "--watch needs watchfiles: install it with `pip install 'journeykit[watch]'`"
        raise JourneyError(message) from error

    def matters(_: object, path: str) -> bool:
        return path.endswith(_LOOKED_AT) and not Path(path).name.startswith(".")

    changes: Iterator[object] = watchfiles.watch(*folders, watch_filter=matters)
    return changes
