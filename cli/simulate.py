"""`journey simulate`: let customers live through a map, and say what they get."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import typer

from journeykit.cli.colours import wanted
from journeykit.cli.exits import FOUND
from journeykit.cli.progress import bar, cores
from journeykit.cli.simulate_options import (
    Check,
    Customers,
    For,
    Format,
    FormatOption,
    From,
    Full,
    Log,
    Partial,
    PathArgument,
    PolicyMode,
    PolicyProfile,
    PopulationFile,
    Replications,
    Seed,
    Show,
    Strict,
    Tables,
    WarmUp,
    Workers,
)

if TYPE_CHECKING:
    from journeykit.journeys.policy import LocalTime
    from journeykit.simulate.forecast import Forecast
    from journeykit.simulate.order import Order
    from journeykit.simulate.verdict import Verdict

_WIDE = 300
_FULL = 120


def simulate(
    path: PathArgument = Path(),
    customers: Customers = None,
    for_: For = "90d",
    seed: Seed = 1,
    from_: From = "2026-01-05",
    warm_up: WarmUp = None,
    format_: FormatOption = "table",
    tables: Tables = None,
    log: Log = None,
    check: Check = False,
    strict: Strict = False,
    show: Show = None,
    policy: PolicyMode = "observe",
    profile: PolicyProfile = None,
    population: PopulationFile = None,
    replications: Replications = None,
    full: Full = False,
    partial: Partial = False,
    workers: Workers = None,
) -> None:
    """Simulate the customers of a map and forecast what they get."""
    # Imported here, so that `journey --help` stays fast.
    from journeykit.cli.forecast_csv import forecast_sheets
    from journeykit.cli.orders import read_order
    from journeykit.cli.sheets import folder_of_sheets, write_sheets
    from journeykit.simulate.verdict import hold

    if show is not None and (log or check or tables):
        message = "goes with none of --log, --tables and --check"
        raise typer.BadParameter(message, param_hint="--show")
    if strict and not check:
        raise typer.BadParameter("goes with --check", param_hint="--strict")
    order = read_order(
        path, population, customers=customers, days=for_, seed=seed, start=from_,
        warm_up=warm_up, policy=policy, profile=profile or "", replications=replications,
    )  # fmt: skip
    if show is not None:
        typer.echo(_timetable(order, show, format_), nl=False)
        return
    count = workers or cores()
    folder = tables and folder_of_sheets(tables)
    told, judged = _forecast(order, log, count, check=check)
    if folder:
        write_sheets(folder, forecast_sheets(told, judged))
    typer.echo(_report(told, judged, format_, order.clock().moment, full=full), nl=False)
    if not hold(judged, strict=strict):
        raise typer.Exit(FOUND)


def _timetable(order: Order, customer: int, format_: Format) -> str:
    """Return the timetable of one customer."""
    from journeykit.cli.forecast_json import life_json
    from journeykit.cli.page import render
    from journeykit.cli.timetable import timetable, timetables_csv
    from journeykit.simulate.run import life_of

    written_out = order.plan.population.written_out
    if written_out and customer >= len(written_out):
        last = len(written_out) - 1
        raise typer.BadParameter(f"customers are written out: 0 to {last}", param_hint="--show")
    if order.shares_staff and customer >= order.customers:
        last = order.customers - 1
        raise typer.BadParameter(f"customers share staff: 0 to {last}", param_hint="--show")
    life = life_of(order, customer)
    if format_ == "csv":
        return timetables_csv([life], order.clock().moment)
    if format_ == "json":
        return life_json(life, order.setting())
    told = timetable(life, order.setting(), order.clock().moment)
    # In a pipe each line stays whole, so that it can be searched for.
    width = get_terminal_size().columns if sys.stdout.isatty() else _WIDE
    return render(list(told), width=width, colour=wanted("auto", sys.stdout))


def _forecast(
    order: Order, log: Path | None, workers: int, *, check: bool
) -> tuple[Forecast, tuple[Verdict, ...]]:
    """Run the simulation; return its forecast, and what a check says of each line."""
    from journeykit.simulate.forecast import forecast
    from journeykit.simulate.log import open_log
    from journeykit.simulate.replications import with_intervals
    from journeykit.simulate.run import replicate, survey_of
    from journeykit.simulate.tally import merge
    from journeykit.simulate.verdict import verdicts

    asked = survey_of(order)
    with (
        open_log(log) if log else nullcontext() as write,
        bar(order.customers * order.replications) as progress,
    ):
        parts = replicate(order, workers=workers, write=write, progress=progress)
    counted = merge(parts)
    told = with_intervals(
        forecast(counted, asked, order.setting()),
        [forecast(part, asked, replace(order.setting(), replications=1)) for part in parts],
    )
    return told, verdicts(told, parts, asked) if check else ()


def _report(
    told: Forecast, judged: Sequence[Verdict], format_: Format, local: LocalTime, *, full: bool
) -> str:
    """Return the forecast in the format that is asked for; `full` with all its tables."""
    from journeykit.cli.forecast_csv import forecast_csv
    from journeykit.cli.forecast_json import forecast_json
    from journeykit.cli.forecast_tables import forecast_tables
    from journeykit.cli.page import render

    if format_ == "json":
        return forecast_json(told, judged)
    if format_ == "csv":
        return forecast_csv(told, judged)
    tables = forecast_tables(told, local, judged, full=full)
    width = _FULL if full else 80
    return render(list(tables), width=width, colour=wanted("auto", sys.stdout))
