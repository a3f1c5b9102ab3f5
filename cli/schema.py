"""`journey schema`: the JSON Schema of the language."""

from __future__ import annotations

import typer


def schema() -> None:
    """Print the JSON Schema of the language, for editors."""
    # Imported here, so that `journey --help` stays fast.
    import json

    from journeykit.journeys.schema import schema as make_schema

    typer.echo(json.dumps(make_schema(), indent=2, ensure_ascii=False))
