"""The further tables of a forecast, as they are printed."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table as Page
from rich.text import Text

from journeykit.cli.figures import count, mean, points, share, small_share
from journeykit.simulate.estimates import Estimate
from journeykit.simulate.forecast import Forecast
from journeykit.simulate.table import Cell, Column, Line, Table
from journeykit.simulate.tables import QUESTIONS

_SMALL = 0.01
"""Shares below it have two decimals: complaints are judged by 0.1 %."""

_TEN = 10


def detail_tables(forecast: Forecast, *, full: bool) -> Iterator[RenderableType]:
    """Yield the tables that have lines; all of them, or those that are always shown."""
    brief = {each.name for each in QUESTIONS if each.brief}
    for table in forecast.tables:
        if table.lines and (full or table.name in brief):
            yield ""
            yield from _printed(table)


def _printed(table: Table) -> Iterator[RenderableType]:
    """Yield a title, what the figures are, and the figures."""
    yield Text(table.title, style="bold")
    yield Text(table.about, style="dim")
    page = Page(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    whose = [_whose(column) for column in table.columns]
    above = "\n" if any(whose) else ""
    for label in table.labels:
        page.add_column(f"{above}{label}", overflow="fold")
    for column, second in zip(table.columns, whose, strict=True):
        title = f"{column.name}\n{second}" if second else f"{above}{column.name}"
        page.add_column(title, justify="right")
    former: tuple[str, ...] = ()
    for line in table.lines:
        page.add_row(*_labels(line, former), *_cells(line, table.columns))
        former = line.labels
    yield page


def _whose(column: Column) -> str:
    """Return what stands below a title, where figures are no sums and no percentages."""
    if column.unit == "difference of shares":
        return "in points"
    _, per, whose = column.unit.partition(" per ")
    return f"per {whose}" if per else ""


def _labels(line: Line, former: tuple[str, ...]) -> Iterator[str]:
    """Yield a line's labels, without those that the line above begins with too."""
    same = True
    for place, label in enumerate(line.labels):
        same = same and place < len(line.labels) - 1 and former[place : place + 1] == (label,)
        yield "" if same else label


def _cells(line: Line, columns: tuple[Column, ...]) -> Iterator[str]:
    for cell, column in zip(line.cells, columns, strict=True):
        yield _cell(cell, column)


def _cell(cell: Cell, column: Column) -> str:
    """Return a figure as it is read: shares as percentages, sums as whole numbers."""
    if cell is None:
        return ""
    if isinstance(cell, int):
        return count(cell)
    if column.unit == "difference of shares":
        return points(cell)
    if column.is_share:
        return small_share(cell) if 0 < cell.value < _SMALL else share(cell)
    return _sum(cell) if column.is_sum else mean(cell)


def _sum(estimate: Estimate) -> str:
    """Return a sum, a small one of several runs with one decimal, and half of its interval."""
    decimals = 0 if estimate.value >= _TEN or estimate.value.is_integer() else 1
    half = "" if estimate.high is None else f" ± {estimate.high - estimate.value:,.{decimals}f}"
    return f"{estimate.value:,.{decimals}f}{half}"
