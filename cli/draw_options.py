"""The options of `journey draw`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from journeykit.cli.targets import Format
from journeykit.render.diagram import By

PathArgument = Annotated[
    str, typer.Argument(help="A file or folder with journeys; `-` is standard input.")
]
Output = Annotated[
    str,
    typer.Option("--output", "-o", help="The picture, a folder, or `-` for standard output."),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format", show_default="by the ending of the file, else svg", help="What to write."
    ),
]
Lang = Annotated[str, typer.Option(help="The language of the picture, such as ru.")]
Only = Annotated[str, typer.Option("--journey", help="Draw only the journey with this id.")]
Overview = Annotated[
    bool, typer.Option("--overview", help="Draw the whole map instead of its journeys.")
]
Calendar = Annotated[
    bool, typer.Option("--calendar", help="Draw when the journeys of the map send what.")
]
Legend = Annotated[
    bool, typer.Option("--legend", help="Explain the marks and colours below the picture.")
]
Scale = Annotated[
    float | None,
    typer.Option(
        min=0.1, max=10, show_default="2, or what a huge picture allows",
        help="Pixels of a PNG for each pixel of the picture.",
    ),
]  # fmt: skip
Link = Annotated[
    str,
    typer.Option(
        help="Lead from each step to its line: an address with {path} and {line}, "
        "or what stands before path#Lline."
    ),
]
Lanes = Annotated[
    By | None, typer.Option(help="Lay the steps out in lanes by what they have in common.")
]
Wrap = Annotated[
    int | None,
    typer.Option(
        min=300, help="Lay journeys that are wider, in pixels, out in rows, joined by letters."
    ),
]
Lint = Annotated[
    bool, typer.Option("--lint", help="Mark what `journey lint` finds, with a list below.")
]
Forecast = Annotated[
    Path | None,
    typer.Option(
        metavar="RUN",
        help="Widen flows by how many take them: a file of `journey simulate --format json`.",
    ),
]
