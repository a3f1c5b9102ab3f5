"""The options of `journey simulate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

MOST = 1_000_000_000

Mode: TypeAlias = Literal["observe", "enforce"]
Profile: TypeAlias = Literal["braze-like", "hubspot-like", "iterable-like", "klaviyo-like"]
Format: TypeAlias = Literal["table", "json", "csv"]

PathArgument = Annotated[
    Path, typer.Argument(help="A map's folder or file, or a journey; `-` is standard input.")
]
Customers = Annotated[
    int | None,
    typer.Option(min=1, max=MOST, show_default="1000", help="How many customers to simulate."),
]
For = Annotated[str, typer.Option("--for", help="How long, in whole days, such as 90d or 12w.")]
Seed = Annotated[
    int, typer.Option(min=0, max=2**64 - 1, help="The number that all chance comes from.")
]
From = Annotated[str, typer.Option("--from", help="The first day, as YYYY-MM-DD.")]
WarmUp = Annotated[
    str | None,
    typer.Option(
        show_default="the map's longest silence",
        help="How long customers live before the first day.",
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="How to show the forecast.")]
Tables = Annotated[
    Path | None, typer.Option(help="Write each table of the forecast to a CSV in this folder.")
]
Log = Annotated[Path | None, typer.Option(help="Write each message to this .csv or .parquet file.")]
Check = Annotated[
    bool,
    typer.Option(
        "--check", help="Exit with 1 if a line of `expect` is broken, or else the policy."
    ),
]
Strict = Annotated[
    bool,
    typer.Option("--strict", help="With --check, exit with 1 also where customers are too few."),
]
Show = Annotated[
    int | None, typer.Option(min=0, max=MOST, help="Print this customer's timetable only.")
]
PolicyMode = Annotated[
    Mode,
    typer.Option(
        "--policy", help="Send all and say what breaks the policy, or let the policy act."
    ),
]
PolicyProfile = Annotated[
    Profile | None,
    typer.Option("--profile", help="Count as this tool does, in place of the map's own caps."),
]
PopulationFile = Annotated[Path | None, typer.Option(help="Take the customers from this file.")]
Partial = Annotated[
    bool, typer.Option("--partial", hidden=True, help="Does nothing: all is simulated.")
]
Full = Annotated[
    bool, typer.Option("--full", help="Show all tables: funnels, volume by day, cohorts ...")
]
Replications = Annotated[
    int | None,
    typer.Option(
        min=1, max=1000, show_default="5 where customers share staff",
        help="How often to simulate all, with other seeds.",
    ),
]  # fmt: skip
Workers = Annotated[
    int | None,
    typer.Option(
        min=1, max=61, show_default="one a core", help="How many processes; the result is the same."
    ),
]
