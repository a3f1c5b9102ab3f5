"""A grid of settings: a table for people, JSON and CSV for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from journeykit.cli.compare_tables import difference, is_clear
from journeykit.cli.figures import mean, percentage, some
from journeykit.cli.plain_json import as_json, plain
from journeykit.cli.sheets import csv_text
from journeykit.journeys.durations import seconds_text
from journeykit.simulate.figures import ANY_RULE, Figure
from journeykit.simulate.sweep import COST, Cell, Sweep

_WORDS = {"converted": "conversions", "order value": "order value", "orders": "orders"}


def sweep_tables(told: Sweep, path: str) -> Iterator[RenderableType]:
    """Yield the parts of a sweep: what was simulated, and a row for each combination."""
    setting = told.setting
    acts = ", policy enforced" if told.policy == "enforce" else ""
    yield Text(f"{path}{acts}", style="bold")
    times = f", {setting.replications} times" if setting.replications > 1 else ""
    warm_up = f", warm-up {seconds_text(setting.warm_up)}" if setting.warm_up else ""
    yield Text(
        f"{some(setting.customers, 'customer')}{times} for each of "
        f"{some(len(told.cells), 'combination')}, {some(setting.days, 'day')} from "
        f"{setting.start} ({setting.zone}), seed {setting.seed}{warm_up}"
    )
    gain = _WORDS[told.gain.kind]
    yield Text(
        f"All figures are of a customer. The same customers live in every row, so `- row 1` is\n"
        f"known better than the {gain} themselves. *: no other row has more {gain} for as many\n"
        "messages, or as many for fewer.",
        style="dim",
    )
    yield ""
    yield _table(told)


def _table(told: Sweep) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    other = Figure("orders" if told.gain.kind == "converted" else "converted")
    for title in ("", *short(told.paths)):
        table.add_column(title, justify="right", overflow="fold")
    gain = _WORDS[told.gain.kind]
    for title in ("messages", gain, "- row 1", _WORDS[other.kind], "break a rule", ""):
        table.add_column(title, justify="right", no_wrap=True)
    for number, cell in enumerate(told.cells, 1):
        table.add_row(str(number), *cell.values, *_cells(cell, told.gain, other, number == 1))
    return table


def _cells(cell: Cell, gain: Figure, other: Figure, is_first: bool) -> Iterator[RenderableType]:
    more = cell.of(gain)
    yield mean(cell.of(COST).second)
    yield f"{more.second.value:.3f}"
    yield "" if is_first else Text(difference(more), "bold" if is_clear(more.difference) else "")
    yield f"{cell.of(other).second.value:.3f}"
    yield percentage(cell.of(ANY_RULE).second.value)
    yield Text("*" if cell.on_front else "", style="bold green")


def short(paths: Sequence[str]) -> tuple[str, ...]:
    """Return the shortest ends of the paths that tell them apart."""
    parts = [path.split(".") for path in paths]
    for length in range(1, max(map(len, parts))):
        ends = tuple(".".join(part[-length:]) for part in parts)
        if len(set(ends)) == len(ends) and not any(end.isdecimal() for end in ends):
            return ends
    return tuple(paths)


def sweep_json(told: Sweep, path: str) -> str:
    """Return a sweep as JSON; docs/sweep.md says what each key is."""
    cells = [
        {
            "values": dict(zip(told.paths, cell.values, strict=True)),
            "front": cell.on_front,
            "figures": {
                _column(each.figure): {
                    "value": plain(each.second),
                    "difference": plain(each.difference),
                    "changed": plain(each.changed),
                }
                for each in cell.figures
            },
        }
        for cell in told.cells
    ]
    head = {"path": path, "policy": told.policy, "setting": plain(told.setting)}
    return as_json({**head, "gain": _column(told.gain), "cells": cells}) + "\n"


def sweep_csv(told: Sweep) -> str:
    """Return a sweep as CSV, a line a combination."""
    ends = ("", "_low", "_high", "_difference", "_difference_low", "_difference_high")
    columns = [_column(each.figure) + end for each in told.cells[0].figures for end in ends]
    return csv_text([(*told.paths, *columns, "front"), *_csv_lines(told)])


def _csv_lines(told: Sweep) -> Iterator[tuple[object, ...]]:
    for cell in told.cells:
        estimates = [one for each in cell.figures for one in (each.second, each.difference)]
        values = [plain(end) for one in estimates for end in (one.value, one.low, one.high)]
        yield *cell.values, *values, int(cell.on_front)


def _column(figure: Figure) -> str:
    word = _WORDS.get(figure.kind, figure.kind)
    return word.replace(" ", "_")
