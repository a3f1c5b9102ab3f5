"""`journey draw`: pictures of journeys, and of whole maps."""

from __future__ import annotations

from typing import Annotated

import typer

from journeykit.cli.targets import Format, read_target, write


def draw(
    path: Annotated[
        str, typer.Argument(help="A file or folder with journeys; `-` is standard input.")
    ],
    output: Annotated[
        str,
        typer.Option("--output", "-o", help="The picture, a folder, or `-` for standard output."),
    ],
    format_: Annotated[
        Format | None,
        typer.Option(
            "--format", show_default="by the ending of the file, else svg", help="What to write."
        ),
    ] = None,
    lang: Annotated[str, typer.Option(help="The language of the picture, such as ru.")] = "",
    journey: Annotated[str, typer.Option(help="Draw only the journey with this id.")] = "",
    overview: Annotated[
        bool, typer.Option("--overview", help="Draw the whole map instead of its journeys.")
    ] = False,
    legend: Annotated[
        bool, typer.Option("--legend", help="Explain the marks and colours below the picture.")
    ] = False,
) -> None:
    """Draw journeys as pictures (.svg, .mmd), or a whole map (.svg, .dot)."""
    # Imported here, so that `journey --help` stays fast.
    from journeykit.cli.drawings import check_language, drawings
    from journeykit.cli.inputs import read_paths
    from journeykit.cli.pictures import JOURNEY_WRITERS, MAP_WRITERS, Look

    formats = tuple(MAP_WRITERS if overview else JOURNEY_WRITERS)
    target = read_target(output, format_, allowed=formats)
    found = drawings(read_paths([path]).projects, whole=overview, only=journey)
    check_language(found, lang)
    if len(found) > 1 and not target.is_folder:
        message = f"{len(found)} pictures do not fit into one file; name a folder: -o DIR/"
        raise typer.BadParameter(message, param_hint="--output")
    look = Look(target.format, lang, legend)
    write([(target.place(each.folder, each.name), each.draw(look)) for each in found], target)
