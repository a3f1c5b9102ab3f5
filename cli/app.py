"""The command `journey`: one file a command, gathered here."""

from __future__ import annotations

import gc
import sys
import traceback
from typing import Annotated

import typer

from journeykit.cli.compare import compare
from journeykit.cli.config import config
from journeykit.cli.diff import diff
from journeykit.cli.draw import draw
from journeykit.cli.exits import BROKEN, FOUND, OK
from journeykit.cli.fit import fit
from journeykit.cli.import_ import import_
from journeykit.cli.init import init
from journeykit.cli.lint import lint
from journeykit.cli.replay import replay
from journeykit.cli.rule import rule
from journeykit.cli.rules import rules
from journeykit.cli.samples import samples
from journeykit.cli.schema import schema
from journeykit.cli.simulate import simulate
from journeykit.cli.sweep import sweep
from journeykit.journeys.finding import JourneyError

GARBAGE = 300_000

app = typer.Typer(
    name="journey",
    help="Lint, draw and simulate customer journeys before anything is sent.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:
    """Print the version and leave."""
    if wanted:
        # Imported here, as it takes longer than all else that `journey --help` needs of ours.
        from importlib.metadata import version as installed_version

        typer.echo(f"journey {installed_version('journeykit')}")
        raise typer.Exit


@app.callback()
def journey(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Lint, draw and simulate customer journeys before anything is sent."""


app.command()(init)
app.command()(samples)
app.command()(lint)
app.command()(rule)
app.command()(rules)
app.command()(draw)
app.command("import")(import_)
app.command()(diff)
app.command()(simulate)
app.command()(replay)
app.command()(compare)
app.command()(sweep)
app.command()(fit)
app.command()(config)
app.command()(schema)


def main() -> None:
    """Run the command; whatever it could not do exits with 2, an interruption included."""
    # Documents and lives are many small objects and hardly any garbage: looking for it as often
    # as Python does by default takes a third of a simulation.
    gc.set_threshold(GARBAGE)
    try:
        app(prog_name="journey")
    except SystemExit as leaving:
        sys.exit(leaving.code if leaving.code in (None, OK, FOUND) else BROKEN)
    except (JourneyError, OSError) as error:
        typer.echo(f"error: {error}", err=True)
        sys.exit(BROKEN)
    except Exception:
        traceback.print_exc()
        sys.exit(BROKEN)
