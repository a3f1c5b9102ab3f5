"""`journey rule`: explain a rule."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from journeykit.journeys.finding import JourneyError


def rule(
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="Code or name, as J102 or unreachable-step.")
    ],
    format_: Annotated[
        Literal["markdown", "json"], typer.Option("--format", help="How to write the page.")
    ] = "markdown",
) -> None:
    """Explain a rule."""
    # Imported here, so that `journey --help` stays fast.
    from journeykit.cli.explanation import explained, one_as_json
    from journeykit.journeys.lint.rules import RULES
    from journeykit.journeys.lint.select import find

    try:
        write = explained if format_ == "markdown" else one_as_json
        typer.echo(write(find(RULES, code)), nl=False)
    except JourneyError as error:
        raise typer.BadParameter(str(error), param_hint="CODE") from error
