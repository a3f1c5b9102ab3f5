"""`journey fit`: make a population of a history of orders, and say how well it holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from journeykit.cli.fit_options import (
    Ahead,
    BadRows,
    Customer,
    Customers,
    Event,
    Events,
    EventsCustomer,
    EventsTime,
    FormatOption,
    Funnel,
    HoldOut,
    NoHeader,
    OrdersArgument,
    Output,
    Rename,
    Seed,
    Separator,
    SessionGap,
    Time,
    TimeFormat,
    Timezone,
    Value,
)
from journeykit.journeys.finding import JourneyError

if TYPE_CHECKING:
    from journeykit.simulate.fit.study import Study


def fit(
    orders: OrdersArgument,
    events: Events = None,
    output: Output = None,
    customer: Customer = None,
    time: Time = None,
    value: Value = None,
    event: Event = None,
    events_customer: EventsCustomer = None,
    events_time: EventsTime = None,
    delimiter: Separator = None,
    no_header: NoHeader = False,
    time_format: TimeFormat = None,
    timezone: Timezone = "UTC",
    for_: Ahead = "90d",
    holdout: HoldOut = None,
    funnel: Funnel = None,
    rename: Rename = None,
    session: SessionGap = "30m",
    customers: Customers = 2000,
    seed: Seed = 1,
    bad_rows: BadRows = None,
    format_: FormatOption = "table",
) -> None:
    """Fit a population to a history of orders, and to the clickstream where there is one."""
    # Imported here, so that `journey --help` stays fast; SciPy may not be installed at all.
    try:
        from journeykit.cli.fit_inputs import Columns, Written, question, read
        from journeykit.cli.fit_report import report
        from journeykit.simulate.fit.study import study
    except ModuleNotFoundError as error:
        raise _missing(error) from error

    asked = question(
        days=for_, holdout=holdout, funnel=funnel, apart=session, customers=customers, seed=seed,
        renames=rename or (),
    )  # fmt: skip
    columns = Columns(customer, time, value, event, events_customer, events_time)
    written = Written(delimiter, not no_header, time_format, timezone)
    try:
        told = study(*read(orders, events, columns, written), asked)
    except KeyboardInterrupt as stop:
        raise JourneyError("interrupted: nothing was written") from stop
    _write(told, output, bad_rows)
    typer.echo(report(told, output, format_), nl=False)


def _missing(error: ModuleNotFoundError) -> Exception:
    """Return the error that names the extra, or the error itself if it is another."""
    if (error.name or "").partition(".")[0] not in ("numpy", "scipy"):
        return error
    return JourneyError(
        f"`journey fit` needs {error.name}: install it with `pip install 'journeykit[fit]'`"
    )


def _write(told: Study, output: Path | None, bad_rows: Path | None) -> None:
    """Write the files that were asked for. Raises: JourneyError."""
    from journeykit.cli.fit_report import bad_rows_csv
    from journeykit.cli.whole_file import write_whole

    if bad_rows:
        write_whole(bad_rows, bad_rows_csv(told))
    if output:
        write_whole(output, told.population)
