"""`journey rules`: list the rules."""

from __future__ import annotations

from typing import Annotated, Literal

import typer


def rules(
    format_: Annotated[
        Literal["table", "json", "markdown"],
        typer.Option("--format", help="How to write the list."),
    ] = "table",
) -> None:
    """List the rules of `journey lint`."""
    # Imported here, so that `journey --help` stays fast.
    from journeykit.cli.explanation import as_json, markdown, table
    from journeykit.journeys.lint.rules import RULES

    writers = {"table": table, "json": as_json, "markdown": markdown}
    typer.echo(writers[format_](RULES), nl=False)
