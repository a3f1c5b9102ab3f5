"""`journey replay`: let written-out customers live through a map, and show what each one gets."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated

import typer

from journeykit.cli.colours import wanted
from journeykit.cli.simulate_options import (
    MOST,
    For,
    Format,
    From,
    Log,
    PolicyMode,
    PolicyProfile,
    Seed,
    WarmUp,
)
from journeykit.journeys.finding import JourneyError

if TYPE_CHECKING:
    from journeykit.simulate.life import Life
    from journeykit.simulate.order import Order

_WIDE = 300

MapArgument = Annotated[
    Path, typer.Argument(metavar="MAP", help="A map's folder or file, or a journey.")
]
CustomersArgument = Annotated[
    Path,
    typer.Argument(metavar="CUSTOMERS", help="A population whose customers are written out."),
]
CustomerNumber = Annotated[
    int | None, typer.Option("--customer", min=0, max=MOST, help="Replay this customer only.")
]
ReplayFormat = Annotated[Format, typer.Option("--format", help="How to show the timetables.")]


def replay(
    path: MapArgument,
    customers: CustomersArgument,
    customer: CustomerNumber = None,
    for_: For = "90d",
    from_: From = "2026-01-05",
    seed: Seed = 1,
    warm_up: WarmUp = None,
    policy: PolicyMode = "observe",
    profile: PolicyProfile = None,
    format_: ReplayFormat = "table",
    log: Log = None,
) -> None:
    """Let written-out customers live through a map, and show the timetable of each."""
    # Imported here, so that `journey --help` stays fast.
    from journeykit.cli.orders import order_of, plan_of, read_project
    from journeykit.simulate.log import open_log
    from journeykit.simulate.replay import earliest, replay_all

    plan = plan_of(read_project(path, customers), profile or "")
    if not plan.population.written_out:
        cure = f"`journey simulate {path} --population {customers}`"
        message = f"its customers are drawn: write them out under `customers:`, or use {cure}"
        raise JourneyError(f"{customers}: {message}")
    order = order_of(
        plan, customers=None, days=for_, seed=seed, start=from_, warm_up=warm_up, policy=policy,
        replications=None,
    )  # fmt: skip
    if warm_up is None:
        order = replace(order, warm_up=max(order.warm_up, -earliest(plan)))
    with open_log(log) if log else nullcontext() as write:
        lives = replay_all(order, _numbers(order, customer))
        if write:
            write(row for life in lives for row in life.rows)
    typer.echo(_report(order, lives, format_), nl=False)


def _numbers(order: Order, customer: int | None) -> Sequence[int]:
    """Return the numbers of the customers who are asked for."""
    if customer is None:
        return range(order.customers)
    if customer >= order.customers:
        last = order.customers - 1
        raise typer.BadParameter(f"customers are written out: 0 to {last}", param_hint="--customer")
    return [customer]


def _report(order: Order, lives: Iterable[Life], format_: Format) -> str:
    """Return the timetables in the format that is asked for."""
    from journeykit.cli.page import render
    from journeykit.cli.timetable import timetables_csv
    from journeykit.cli.timetables import timetables, timetables_json

    if format_ == "csv":
        return timetables_csv(lives, order.clock().moment)
    if format_ == "json":
        return timetables_json(lives, order)
    # In a pipe each line stays whole, so that it can be searched for.
    width = get_terminal_size().columns if sys.stdout.isatty() else _WIDE
    return render(list(timetables(lives, order)), width=width, colour=wanted("auto", sys.stdout))
