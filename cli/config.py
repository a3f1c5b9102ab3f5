"""`journey config`: what holds where a user says nothing, and the policy profiles."""

from __future__ import annotations

from typing import Annotated

import typer

from journeykit.cli.simulate_options import Profile


def config(
    show: Annotated[
        bool, typer.Option("--show", help="Print the default map and the preset population.")
    ] = False,
    profile: Annotated[
        Profile | None, typer.Option("--profile", help="Print this policy profile.")
    ] = None,
) -> None:
    """Show the default map and the preset population `retail`, or a policy profile."""
    # Imported here, so that `journey --help` stays fast.
    from journeykit.journeys.preset import NAMES, preset_text

    if not show and profile is None:
        message = "say what to do: --show prints the defaults, --profile a policy profile"
        raise typer.BadParameter(message, param_hint="--show")
    wanted = (*(NAMES if show else ()), *([profile] if profile else ()))
    typer.echo("---\n".join(preset_text(name) for name in wanted), nl=False)
