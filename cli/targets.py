"""Where pictures go: a file, a folder, or standard output."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import typer

from journeykit.cli.whole_file import write_whole
from journeykit.journeys.finding import JourneyError

Format: TypeAlias = Literal["svg", "png", "pdf", "html", "bpmn", "mermaid", "dot"]

_STANDARD = "-"
_FORMATS: dict[str, Format] = {
    ".svg": "svg",
    ".png": "png",
    ".pdf": "pdf",
    ".html": "html",
    ".bpmn": "bpmn",
    ".mmd": "mermaid",
    ".mermaid": "mermaid",
    ".dot": "dot",
    ".gv": "dot",
}
_ENDINGS: dict[Format, str] = {name: ending for ending, name in reversed(_FORMATS.items())}


@dataclass(frozen=True, slots=True)
class Target:
    """A place for pictures and their format; no path is standard output."""

    path: Path | None
    format: Format
    is_folder: bool

    def place(self, folder: Path, name: str) -> Path | None:
        """Return the file of one of several pictures, or the only file."""
        if not self.is_folder or self.path is None:
            return self.path
        return self.path / folder / f"{name}{_ENDINGS[self.format]}"


def read_target(output: str, format_: Format | None, *, allowed: Sequence[Format]) -> Target:
    """Return what `-o` and `--format` mean: the ending of a file decides about its format.

    Raises:
        typer.BadParameter: the ending is unknown, or does not go with the format or the picture.
    """
    path = None if output == _STANDARD else Path(output)
    is_folder = path is not None and (
        output.endswith(("/", os.sep)) or path.is_dir() or not path.suffix
    )
    by_ending = None if path is None or is_folder else _by_ending(path, allowed)
    if format_ and by_ending and format_ != by_ending:
        raise typer.BadParameter(f"`{output}` is no {format_}", param_hint="--format")
    chosen = format_ or by_ending or allowed[0]
    if chosen not in allowed:
        raise typer.BadParameter(f"must be one of {', '.join(allowed)}", param_hint="--format")
    return Target(path, chosen, is_folder)


def _by_ending(path: Path, allowed: Sequence[Format]) -> Format:
    found = _FORMATS.get(path.suffix.lower())
    if found is not None and found in allowed:
        return found
    endings = ", ".join(end for end, name in _FORMATS.items() if name in allowed)
    message = f"`{path}`: unknown ending `{path.suffix}`; write one of {endings}, or a folder"
    raise typer.BadParameter(message, param_hint="--output")


def write(pictures: Sequence[tuple[Path | None, bytes]], target: Target) -> None:
    """Write pictures; a file has its old content or all of the new one.

    Folders below the target are made, and so is the target when it is a folder.

    Raises:
        JourneyError: a file cannot be written, or two pictures would be one file.
    """
    seen: dict[Path | None, None] = {}
    for path, _ in pictures:
        if path in seen:
            raise JourneyError(f"{path}: two pictures would be written here: name one journey file")
        seen[path] = None
    for path, content in pictures:
        if path is None:
            typer.echo(content, nl=False)
            continue
        if target.is_folder:
            _make(path.parent)
        write_whole(path, content)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise JourneyError(f"{folder}: cannot be made: {error.strerror}") from error
