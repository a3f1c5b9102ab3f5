"""`journey init`: write a map to begin with, the smallest useful one or a copy of a sample."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from journeykit.journeys.finding import JourneyError


def init(
    directory: Annotated[
        Path, typer.Argument(help="Where to write it; made when it is missing.")
    ] = Path(),
    from_: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="NAME",
            help="Copy this sample: a map, a journey, or MAP/JOURNEY; see `journey samples`.",
        ),
    ] = "start",
) -> None:
    """Write a small map with one journey, or a copy of a sample, ready to lint and simulate."""
    # Imported here, so that `journey --help` stays fast.
    from journeykit.cli.copies import copy_of
    from journeykit.cli.shipped import choose

    copy = copy_of(choose(from_), directory)
    _refuse_existing(copy.files)
    for path, text in copy.files.items():
        _write(path, text)
        typer.echo(f"wrote {path}")
    typer.echo("\nnow try:")
    for command in copy.commands:
        typer.echo(f"  {command}")


def _refuse_existing(paths: Iterable[Path]) -> None:
    """Stop before anything is written over. Raises: JourneyError."""
    for path in paths:
        if path.exists() or path.is_symlink():
            raise JourneyError(f"{path}: exists already; nothing was written")


def _write(path: Path, text: str) -> None:
    """Write a new file, its folders included. Raises: JourneyError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise JourneyError(f"{path}: cannot be written: {error.strerror}") from error
