"""The options of `journey fit`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

MOST = 10_000_000

Delimiter: TypeAlias = Literal["comma", "semicolon", "tab", "bar", "space"]

OrdersArgument = Annotated[
    Path, typer.Argument(help="A file of orders: customer, time, value, one order a row.")
]
Events = Annotated[
    Path | None, typer.Option(help="A file of events: customer, time, event, one event a row.")
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Write the population to this file.", metavar="FILE"),
]
Customer = Annotated[
    str | None,
    typer.Option(show_default="customer", help="The column of the customer, by name or number."),
]
Time = Annotated[
    str | None,
    typer.Option(show_default="time", help="The column of the time, by name or number."),
]
Value = Annotated[
    str | None,
    typer.Option(show_default="value", help="The column of the order's value, by name or number."),
]
Event = Annotated[
    str | None,
    typer.Option(show_default="event", help="The column of the event, by name or number."),
]
EventsCustomer = Annotated[
    str | None,
    typer.Option(show_default="as --customer", help="The column of the customer in the events."),
]
EventsTime = Annotated[
    str | None, typer.Option(show_default="as --time", help="The column of the time in the events.")
]
Separator = Annotated[
    Delimiter | None,
    typer.Option(
        "--delimiter",
        show_default="as the first line has it",
        help="What parts the columns of both files.",
    ),
]
NoHeader = Annotated[
    bool,
    typer.Option(
        "--no-header", help="The first line is a row too: columns are numbers, by default 1, 2, 3."
    ),
]
TimeFormat = Annotated[
    str | None,
    typer.Option(show_default="ISO 8601", help="How times are written, such as `%d.%m.%Y %H:%M`."),
]
Timezone = Annotated[
    str, typer.Option(help="The zone of the customers: times with an offset are moved to it.")
]
Ahead = Annotated[
    str, typer.Option("--for", help="How far ahead the rates are meant, in whole days.")
]
HoldOut = Annotated[
    str | None,
    typer.Option(
        "--holdout",
        show_default="the last third",
        help="How much of the history to judge the fit by, in whole days; 0d for none.",
    ),
]
Funnel = Annotated[
    str | None,
    typer.Option(
        show_default="as they mostly come",
        help="The events of a visit in their order, with commas between them.",
    ),
]
Rename = Annotated[
    list[str] | None,
    typer.Option(metavar="OLD=NEW", help="Call an event of the file by another name."),
]
SessionGap = Annotated[
    str, typer.Option("--session", help="How long without an event ends a visit.")
]
Customers = Annotated[
    int, typer.Option(min=100, max=MOST, help="How many customers to simulate for the holdout.")
]
Seed = Annotated[
    int, typer.Option(min=0, max=2**64 - 1, help="The number that all chance comes from.")
]
BadRows = Annotated[
    Path | None, typer.Option(help="Write every row that could not be read to this .csv file.")
]
FormatOption = Annotated[
    Literal["table", "json"], typer.Option("--format", help="How to show the report.")
]
