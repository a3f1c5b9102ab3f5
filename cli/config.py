"""`journey config`: what holds where a user says nothing."""

from __future__ import annotations

from typing import Annotated

import typer


def config(
    show: Annotated[
        bool, typer.Option("--show", help="Print the default map and the preset population.")
    ] = False,
) -> None:
    """Show the default map and the preset population `retail`."""
    # Imported here, so that `journey --help` stays fast.
    from journeykit.journeys.preset import NAMES, preset_text

    if not show:
        raise typer.BadParameter("say what to do: --show prints the defaults", param_hint="--show")
    typer.echo("---\n".join(preset_text(name) for name in NAMES), nl=False)
