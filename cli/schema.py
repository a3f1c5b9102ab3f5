"""`journey schema`: the JSON Schema of the language, or of the settings."""

from __future__ import annotations

from typing import Annotated

import typer


def schema(
    settings: Annotated[
        bool, typer.Option("--settings", help="Print that of `journey.toml` instead.")
    ] = False,
) -> None:
    """Print the JSON Schema of the language, for editors."""
    # Imported here, so that `journey --help` stays fast.
    import json

    from journeykit.cli.lint_schema import settings_schema
    from journeykit.journeys.schema import schema as make_schema

    made = settings_schema() if settings else make_schema()
    typer.echo(json.dumps(made, indent=2, ensure_ascii=False))
