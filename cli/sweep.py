"""`journey sweep`: try values of settings on the same customers, all combinations."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import product
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from journeykit.cli.colours import wanted
from journeykit.cli.exits import BROKEN
from journeykit.cli.progress import bar, cores
from journeykit.cli.simulate_options import (
    Customers,
    For,
    From,
    PathArgument,
    PolicyMode,
    PolicyProfile,
    PopulationFile,
    Replications,
    Seed,
    WarmUp,
    Workers,
)

if TYPE_CHECKING:
    from journeykit.journeys.finding import Finding
    from journeykit.journeys.model.plan import Plan
    from journeykit.journeys.project import Project
    from journeykit.journeys.settings import Setting
    from journeykit.simulate.sweep import Sweep

Format: TypeAlias = Literal["table", "json", "csv"]
Gain: TypeAlias = Literal["conversions", "orders", "value"]

MOST = 200
GAINS = {"conversions": "converted", "orders": "orders", "value": "order value"}

_CUSTOMERS = "population.customers"

SetOption = Annotated[
    list[str],
    typer.Option(
        "--set",
        help="A place in the plan and its values: policy.caps.0.at_most=2..5; several multiply.",
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="How to show the grid.")]
GainOption = Annotated[
    Gain, typer.Option(help="What the Pareto front weighs against messages per customer.")
]


def sweep(
    set_: SetOption,
    path: PathArgument = Path(),
    customers: Customers = None,
    for_: For = "90d",
    seed: Seed = 1,
    from_: From = "2026-01-05",
    warm_up: WarmUp = None,
    format_: FormatOption = "table",
    gain: GainOption = "conversions",
    policy: PolicyMode = "observe",
    profile: PolicyProfile = None,
    population: PopulationFile = None,
    replications: Replications = None,
    workers: Workers = None,
) -> None:
    """Try all combinations of settings on the same customers."""
    # Imported here, so that `journey --help` stays fast.
    from journeykit.cli.orders import order_of, plan_of, read_project
    from journeykit.simulate.compare import alike
    from journeykit.simulate.figures import Figure
    from journeykit.simulate.sweep import sweep as swept

    settings = _settings(set_)
    project = read_project(path, population)
    plan_of(project, profile or "")  # Tells what is wrong without any setting.
    grid = list(product(*(each.values for each in settings)))
    orders = [
        order_of(
            plan, customers=customers, days=for_, seed=seed, start=from_, warm_up=warm_up,
            policy=policy, replications=replications,
        )
        for plan in _plans(project, settings, grid, profile or "")
    ]  # fmt: skip
    paths = tuple(each.path for each in settings)
    tried = list(zip(grid, alike(orders), strict=True))
    lives = sum(order.customers * order.replications for _, order in tried)
    with bar(lives) as progress:
        told = swept(
            tried, paths, Figure(GAINS[gain]), workers=workers or cores(), progress=progress
        )
    typer.echo(_report(told, str(path), format_), nl=False)


def _settings(written: Sequence[str]) -> list[Setting]:
    """Return what `--set` says. Raises: typer.BadParameter."""
    from journeykit.journeys.settings import read_setting

    try:
        settings = [read_setting(each) for each in written]
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--set") from error
    paths = [each.path for each in settings]
    for path in paths:
        if paths.count(path) > 1:
            raise typer.BadParameter(f"`{path}` is set twice", param_hint="--set")
        if path == _CUSTOMERS:
            message = f"`{path}`: the same customers live in every row; --customers says how many"
            raise typer.BadParameter(message, param_hint="--set")
    if (size := prod(len(each.values) for each in settings)) > MOST:
        message = f"{size} combinations are more than {MOST}"
        raise typer.BadParameter(message, param_hint="--set")
    return settings


def _plans(
    project: Project, settings: Sequence[Setting], grid: Sequence[tuple[str, ...]], profile: str
) -> Iterator[Plan]:
    """Yield the plan of each combination, read like a file.

    Raises:
        JourneyError: a setting leads nowhere.
        typer.Exit: a value is wrong; the findings are told.
    """
    from journeykit.cli.refusal import mistakes
    from journeykit.journeys.load import load
    from journeykit.journeys.profile import counting_as
    from journeykit.journeys.settings import with_setting

    for values in grid:
        documents = counting_as(project.documents, profile) if profile else project.documents
        told = []
        for setting, value in zip(settings, values, strict=True):
            told.append(f"--set {setting.path}={value}")
            documents = with_setting(documents, setting.path, value, at=told[-1])
        loaded = load(documents, project.path)
        wrong = mistakes(loaded.findings)
        if wrong or loaded.plan is None:
            raise _refusal(wrong, told)
        yield loaded.plan


def _refusal(wrong: Sequence[Finding], told: Sequence[str]) -> typer.Exit:
    """Print what is wrong with a combination; return what ends the command."""
    for each in wrong:
        place, cure = each.place, f": {each.help}" if each.help else ""
        at_start = place.path in told and (place.line, place.column) == (1, 1)
        where = place.path if at_start else str(place)
        typer.echo(f"{where}: {each.code} {each.message}{cure}", err=True)
    typer.echo(f"error: cannot simulate with {' '.join(told)}", err=True)
    return typer.Exit(BROKEN)


def _report(told: Sweep, path: str, format_: Format) -> str:
    from journeykit.cli.page import render
    from journeykit.cli.sweep_tables import sweep_csv, sweep_json, sweep_tables

    if format_ == "json":
        return sweep_json(told, path)
    if format_ == "csv":
        return sweep_csv(told)
    return render(list(sweep_tables(told, path)), width=100, colour=wanted("auto", sys.stdout))
