"""From the options of `journey simulate` to what is to be simulated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import typer

from journeykit.cli.inputs import read_paths
from journeykit.cli.lengths import days_of, seconds_of
from journeykit.cli.refusal import mistakes, refusal
from journeykit.journeys.finding import JourneyError
from journeykit.journeys.load import load
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.project import Project, with_population
from journeykit.simulate.order import Mode, Order
from journeykit.simulate.warmup import warm_up as longest_silence

CUSTOMERS = 1000
REPLICATIONS = 5


def read_order(
    path: Path,
    population: Path | None,
    *,
    customers: int | None,
    days: str,
    seed: int,
    start: str,
    warm_up: str | None,
    policy: Mode,
    profile: str = "",
    replications: int | None,
) -> Order:
    """Return what is to be simulated; what stands in the way is told and ends the command.

    Raises:
        JourneyError: the path leads to no plan, or to several.
        typer.BadParameter: an option has a value that cannot be.
        typer.Exit: the plan has mistakes.
    """
    return order_of(
        plan_of(read_project(path, population), profile), customers=customers, days=days,
        seed=seed, start=start, warm_up=warm_up, policy=policy, replications=replications,
    )  # fmt: skip


def order_of(
    plan: Plan,
    *,
    customers: int | None,
    days: str,
    seed: int,
    start: str,
    warm_up: str | None,
    policy: Mode,
    replications: int | None,
) -> Order:
    """Return what is to be simulated of a plan.

    Raises:
        typer.BadParameter: an option has a value that cannot be.
    """
    length, first = days_of(days, "--for"), _start(start)
    ahead = None if warm_up is None else seconds_of(warm_up, "--warm-up")
    order = Order(
        plan,
        customers=_customers(plan, customers),
        days=length,
        seed=seed,
        start=first,
        warm_up=longest_silence(plan) if ahead is None else ahead,
        policy=policy,
    )
    if order.shares_staff:
        return _shared(order, customers, replications)
    if replications and replications > 1:
        raise no_replications()
    return order


def no_replications() -> typer.BadParameter:
    """Return the error of a run that is to be repeated for nothing."""
    message = "customers share nobody here: one run tells the interval; take more --customers"
    return typer.BadParameter(message, param_hint="--replications")


def _shared(order: Order, customers: int | None, replications: int | None) -> Order:
    """Return the order for customers who share people: all of them at once, several times."""
    size = order.plan.population.customers
    if not isinstance(size, int):
        return replace(order, replications=replications or 1)
    return replace(order, customers=customers or size, replications=replications or REPLICATIONS)


def read_project(path: Path, population: Path | None) -> Project:
    """Return the one project that the path leads to, with the customers of another file.

    Raises:
        JourneyError: the path leads to no map, or to several.
    """
    projects = read_paths([str(path)]).projects
    if len(projects) > 1:
        names = ", ".join(each.path for each in projects)
        raise JourneyError(f"{path}: several maps: name one of {names}")
    if not population:
        return projects[0]
    return with_population(projects[0], str(population), cwd=Path.cwd())


def plan_of(project: Project, profile: str) -> Plan:
    """Return the plan of a project without a mistake, its policy that of a profile if one is named.

    Raises:
        JourneyError: the project has no journey.
        typer.Exit: the plan has mistakes.
    """
    loaded = load(project.documents, project.path, profile=profile)
    if wrong := mistakes([*project.findings, *loaded.findings]):
        raise refusal(wrong, "simulate")
    if loaded.plan is None or not loaded.plan.journeys:
        raise JourneyError(f"{project.path}: no journey to simulate")
    return loaded.plan


def _customers(plan: Plan, wanted: int | None) -> int:
    written_out = len(plan.population.written_out)
    if written_out and wanted and wanted > written_out:
        message = f"{written_out} customers are written out, not {wanted}"
        raise typer.BadParameter(message, param_hint="--customers")
    return wanted or written_out or CUSTOMERS


def _start(text: str) -> date:
    try:
        start = datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        message = f"`{text}` is not a day: write YYYY-MM-DD"
        raise typer.BadParameter(message, param_hint="--from") from error
    if not 1971 <= start.year <= 2199:
        raise typer.BadParameter(f"`{text}` is not in 1971 to 2199", param_hint="--from")
    return start
