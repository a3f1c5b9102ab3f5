"""`journey diff`: what changed in a journey or a map, in words and as a picture."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from journeykit.cli.colours import wanted
from journeykit.cli.exits import FOUND

if TYPE_CHECKING:
    from journeykit.journeys.changes.change import Changes

Report: TypeAlias = Literal["text", "markdown", "json"]

Before = Annotated[
    str, typer.Argument(metavar="A", help="A file or folder with journeys; `-` is standard input.")
]
After = Annotated[str, typer.Argument(metavar="B", help="What has become of it.")]
ReportOption = Annotated[
    Report, typer.Option("--format", help="How to tell it; markdown is for a pull request.")
]
Picture = Annotated[
    str,
    typer.Option(
        "--output", "-o", show_default="no picture",
        help="Draw both as one picture (.svg, .png, .pdf), or several into a folder.",
    ),
]  # fmt: skip
Lang = Annotated[str, typer.Option(help="The language of the picture, such as ru.")]
ExitCode = Annotated[
    bool, typer.Option("--exit-code", help="Exit with 1 if anything changed, 0 if nothing did.")
]


def diff(
    before: Before,
    after: After,
    format_: ReportOption = "text",
    output: Picture = "",
    lang: Lang = "",
    exit_code: ExitCode = False,
) -> None:
    """Tell what changed from one journey or map to another, and draw it."""
    # Imported here, so that `journey --help` stays fast.
    from journeykit.cli.diff_sides import compared, read_sides

    sides = read_sides(before, after)
    found = compared(*sides)
    if output:
        from journeykit.cli.diff_pictures import write_pictures

        write_pictures(sides, found, output, lang)
    if output != "-":
        typer.echo(_report(found, (before, after), format_), nl=False)
    if exit_code and found:
        raise typer.Exit(FOUND)


def _report(found: Changes, paths: tuple[str, str], format_: Report) -> str:
    from journeykit.cli.diff_tables import diff_json, diff_markdown, diff_tables
    from journeykit.cli.page import render

    if format_ == "json":
        return diff_json(found, paths)
    if format_ == "markdown":
        return diff_markdown(found, paths)
    return render(list(diff_tables(found, paths)), colour=wanted("auto", sys.stdout))
