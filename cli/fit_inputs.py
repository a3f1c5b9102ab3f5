"""From the options of `journey fit` to what is read, and what is asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import typer

from journeykit.cli.lengths import days_of, seconds_of
from journeykit.simulate.fit.clicks import is_name
from journeykit.simulate.fit.moment import Clock
from journeykit.simulate.fit.orders import Click, Purchase, read_events, read_orders
from journeykit.simulate.fit.study import Question
from journeykit.simulate.fit.table import Layout, Rows


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns as the user names them; None where the default name or number is meant."""

    customer: str | None
    time: str | None
    value: str | None
    event: str | None
    events_customer: str | None
    events_time: str | None


@dataclass(frozen=True, slots=True)
class Written:
    """How both files are written."""

    delimiter: str | None
    header: bool
    time_format: str | None
    timezone: str


def read(
    orders: Path, events: Path | None, columns: Columns, written: Written
) -> tuple[Rows[Purchase], Rows[Click] | None]:
    """Read the orders, and the events where there are some.

    Raises:
        JourneyError: a file cannot be read.
        typer.BadParameter: there is no such zone.
    """
    clock = Clock(_zone(written.timezone), written.time_format or "")
    of_orders = _layout(
        written,
        {
            "customer": ("--customer", columns.customer),
            "time": ("--time", columns.time),
            "value": ("--value", columns.value),
        },
    )
    of_events = _layout(
        written,
        {
            "customer": ("--events-customer", columns.events_customer or columns.customer),
            "time": ("--events-time", columns.events_time or columns.time),
            "event": ("--event", columns.event),
        },
    )
    purchases = read_orders(orders, of_orders, clock)
    return purchases, read_events(events, of_events, clock) if events else None


def question(
    *,
    days: str,
    holdout: str | None,
    funnel: str | None,
    apart: str,
    customers: int,
    seed: int,
    renames: Iterable[str],
) -> Question:
    """Return what is asked. Raises: typer.BadParameter."""
    return Question(
        days=days_of(days, "--for"),
        holdout=None if holdout is None else days_of(holdout, "--holdout", least=0),
        customers=customers,
        seed=seed,
        apart=seconds_of(apart, "--session"),
        steps=tuple(step.strip() for step in funnel.split(",")) if funnel else (),
        names=_names(renames),
    )


def _layout(written: Written, columns: Mapping[str, tuple[str, str | None]]) -> Layout:
    """Return the layout of a file; a column without a name has that of what it is."""
    named = {
        what: name or (what if written.header else str(place))
        for place, (what, (_, name)) in enumerate(columns.items(), 1)
    }
    options = {what: option for what, (option, _) in columns.items()}
    return Layout(named, written.delimiter or "", written.header, options)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:
        raise typer.BadParameter(f"there is no zone `{name}`", param_hint="--timezone") from error


def _names(renames: Iterable[str]) -> dict[str, str]:
    """Return the wanted names of events by their old ones. Raises: typer.BadParameter."""
    names = {}
    for each in renames:
        old, equals, new = (part.strip() for part in each.partition("="))
        if not old or not equals or not is_name(new):
            message = f"`{each}`: write OLD=NEW, the new name such as site.visit"
            raise typer.BadParameter(message, param_hint="--rename")
        names[old] = new
    return names
