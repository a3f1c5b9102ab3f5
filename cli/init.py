"""`journey init`: write the smallest useful map, to begin with."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

import typer

from journeykit.journeys.finding import JourneyError


def init(
    directory: Annotated[
        Path, typer.Argument(help="Where to write it; made when it is missing.")
    ] = Path(),
) -> None:
    """Write a small map with one journey, ready to lint, draw and simulate."""
    texts = {directory / name: text for name, text in _template()}
    _refuse_existing(texts)
    for path, text in texts.items():
        _write(path, text)
        typer.echo(f"wrote {path}")
    typer.echo("\nnow try:")
    typer.echo(f"  journey lint {directory}")
    typer.echo(f"  journey draw {directory / 'journeys/abandoned-cart.yaml'} -o abandoned-cart.svg")
    typer.echo(f"  journey simulate {directory}")


def _template() -> list[tuple[str, str]]:
    """Return the files to write: their path inside the map's folder, and their text."""
    start = files("journeykit.samples") / "start"
    return [(name, _text(start / name)) for name in sorted(_names(start))]


def _names(folder: Traversable, prefix: str = "") -> list[str]:
    """Return the paths of all YAML files under a folder."""
    names = []
    for entry in folder.iterdir():
        if entry.is_dir():
            names += _names(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".yaml"):
            names.append(prefix + entry.name)
    return names


def _text(file: Traversable) -> str:
    return file.read_text(encoding="utf-8")


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
