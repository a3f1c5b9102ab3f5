"""`journey samples`: list the maps that ship with the tool."""

from __future__ import annotations

from typing import Annotated, Literal

import typer


def samples(
    name: Annotated[str, typer.Argument(metavar="MAP", help="List the journeys of this map.")] = "",
    lang: Annotated[str, typer.Option(help="The language of the titles, such as ru.")] = "",
    format_: Annotated[
        Literal["table", "json"], typer.Option("--format", help="How to write the list.")
    ] = "table",
) -> None:
    """List the maps that ship with the tool, or the journeys of one."""
    # Imported here, so that `journey --help` stays fast.
    from journeykit.cli import sample_lists as lists
    from journeykit.cli.shipped import map_called, names, sample
    from journeykit.journeys.spelling import suggestion
    from journeykit.render.words import LANGUAGES

    if lang and lang not in LANGUAGES:
        message = f"no title is in `{lang}`; {suggestion(lang, LANGUAGES)}"
        raise typer.BadParameter(message, param_hint="--lang")
    if name:
        journeys = lists.journey_lines(map_called(name), lang)
        text = lists.as_json(journeys) if format_ == "json" else lists.journeys_table(journeys)
        hint = f"`journey init DIR --from {name}` copies the map, `--from {name}/JOURNEY` a journey"
    else:
        maps = lists.map_lines(map(sample, names()), lang)
        text = lists.as_json(maps) if format_ == "json" else lists.maps_table(maps)
        hint = (
            "`journey samples MAP` lists the journeys, `journey init DIR --from MAP` copies a map"
        )
    typer.echo(text, nl=False)
    if format_ == "table":
        typer.echo(f"\n{hint}")
