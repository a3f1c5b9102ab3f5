"""`journey import`: journeys from a BPMN 2.0 file of any modeller."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from journeykit.journeys.finding import JourneyError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeykit.render.bpmn.reading.document import Imported

_STANDARD = "-"


def import_(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A BPMN 2.0 file; `-` is standard input.")
    ],
    output: Annotated[
        str,
        typer.Option("--output", "-o", help="The YAML file, a folder, or `-` for standard output."),
    ] = _STANDARD,
    lang: Annotated[
        str, typer.Option(help="The language that the texts of the file are in, such as ru.")
    ] = "",
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Write over files that exist.")
    ] = False,
) -> None:
    """Read journeys from BPMN 2.0; list on standard error what has no place in them."""
    # Imported here, so that `journey --help` stays fast.
    from journeykit.journeys.model.text import is_language
    from journeykit.render.bpmn.reading.document import read_bpmn

    if lang and not is_language(lang):
        message = f"`{lang}` is no language; write a code such as en, ru or pt-BR"
        raise typer.BadParameter(message, param_hint="--lang")
    imported = read_bpmn(_content(file), file, language=lang)
    texts = _texts(imported, file, output)
    if output != _STANDARD and not overwrite:
        _refuse_existing(texts)
    for each in imported.left:
        typer.echo(f"{file}:{each.item.line}: {each}", err=True)
    if output == _STANDARD:
        typer.echo("".join(texts.values()), nl=False)
    else:
        _write(texts)


def _content(file: str) -> bytes:
    """Return the bytes of a file, or of standard input. Raises: JourneyError."""
    if file == _STANDARD:
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise JourneyError(f"{file}: cannot be read: {error.strerror}") from error


def _texts(imported: Imported, file: str, output: str) -> dict[str, str]:
    """Return what is written, by path: all journeys in one file, or each in its own."""
    from journeykit.render.bpmn.reading.sheet import sheet, sheets

    name = "standard input" if file == _STANDARD else Path(file).name
    if output == _STANDARD or not _is_folder(output):
        return {output: sheet(imported, name)}
    return {str(Path(output, f"{id}.yaml")): text for id, text in sheets(imported, name).items()}


def _is_folder(output: str) -> bool:
    return output.endswith(("/", os.sep)) or Path(output).is_dir() or not Path(output).suffix


def _refuse_existing(texts: Mapping[str, str]) -> None:
    """Stop before anything is written over. Raises: JourneyError."""
    for path in map(Path, texts):
        if path.exists() or path.is_symlink():
            cure = "nothing was written; --overwrite replaces it"
            raise JourneyError(f"{path}: exists already; {cure}")


def _write(texts: Mapping[str, str]) -> None:
    """Write files, folders included. Raises: JourneyError."""
    from journeykit.cli.sheets import folder_of_sheets
    from journeykit.cli.whole_file import write_whole

    for place, text in texts.items():
        folder_of_sheets(Path(place).parent)
        write_whole(Path(place), text)
