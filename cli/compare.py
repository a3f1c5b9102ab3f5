"""`journey compare`: what a second plan changes for the same customers."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from journeykit.cli.colours import wanted
from journeykit.cli.progress import bar, cores
from journeykit.cli.simulate_options import (
    Customers,
    For,
    From,
    Mode,
    PolicyMode,
    PolicyProfile,
    PopulationFile,
    Profile,
    Replications,
    Seed,
    WarmUp,
    Workers,
)

if TYPE_CHECKING:
    from journeykit.simulate.compare import Comparison
    from journeykit.simulate.order import Order

Format: TypeAlias = Literal["table", "json", "csv"]

PlanA = Annotated[Path, typer.Argument(help="The first map's folder or file, or a journey.")]
PlanB = Annotated[Path, typer.Argument(help="The second one; `-` is standard input.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How to show the comparison.")]
PolicyB = Annotated[
    Mode | None,
    typer.Option("--policy-b", show_default="as --policy", help="The policy's mode for PLAN_B."),
]
ProfileB = Annotated[
    Profile | None,
    typer.Option("--profile-b", show_default="as --profile", help="The profile for PLAN_B."),
]


def compare(
    plan_a: PlanA,
    plan_b: PlanB,
    customers: Customers = None,
    for_: For = "90d",
    seed: Seed = 1,
    from_: From = "2026-01-05",
    warm_up: WarmUp = None,
    format_: FormatOption = "table",
    policy: PolicyMode = "observe",
    policy_b: PolicyB = None,
    profile: PolicyProfile = None,
    profile_b: ProfileB = None,
    population: PopulationFile = None,
    replications: Replications = None,
    workers: Workers = None,
) -> None:
    """Compare two plans on the same customers, figure by figure."""
    # Imported here, so that `journey --help` stays fast.
    from journeykit.cli.orders import order_of, plan_of, read_project
    from journeykit.simulate.compare import alike
    from journeykit.simulate.compare import compare as compared

    orders = [
        order_of(
            plan_of(read_project(path, population), named or ""), customers=customers, days=for_,
            seed=seed, start=from_, warm_up=warm_up, policy=mode, replications=None,
        )
        for path, mode, named in (
            (plan_a, policy, profile),
            (plan_b, policy_b or policy, profile_b or profile),
        )
    ]  # fmt: skip
    first, second = (_repeated(each, replications) for each in alike(orders))
    with bar(2 * first.customers * first.replications) as progress:
        told = compared(first, second, workers=workers or cores(), progress=progress)
    typer.echo(_report(told, (str(plan_a), str(plan_b)), format_), nl=False)


def _repeated(order: Order, replications: int | None) -> Order:
    """Return the order with the replications that were asked for, where they say anything."""
    from journeykit.cli.orders import no_replications

    if replications and replications > 1 and order.replications == 1:
        raise no_replications()
    return replace(order, replications=replications or order.replications)


def _report(told: Comparison, paths: tuple[str, str], format_: Format) -> str:
    from journeykit.cli.compare_tables import compare_csv, compare_json, compare_tables
    from journeykit.cli.page import render

    if format_ == "json":
        return compare_json(told, paths)
    if format_ == "csv":
        return compare_csv(told)
    return render(list(compare_tables(told, paths)), colour=wanted("auto", sys.stdout))
