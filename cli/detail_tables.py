"""The further tables of a forecast, as they are printed."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table as Page
from rich.text import Text

from journeykit.cli.figures import count, mean, share
from journeykit.simulate.estimates import Estimate
from journeykit.simulate.forecast import Forecast
from journeykit.simulate.table import Cell, Column, Line, Table
from journeykit.simulate.tables import QUESTIONS


def detail_tables(forecast: Forecast, *, full: bool) -> Iterator[RenderableType]:
    """Yield the tables that have lines; all of them, or those that are always shown."""
    brief = {each.name for each in QUESTIONS if each.brief}
    for table in forecast.tables:
        if table.lines and (full or table.name in brief):
            yield ""
            yield from _printed(table, about=full)


def _printed(table: Table, *, about: bool) -> Iterator[RenderableType]:
    """Yield a title, what the figures are, and the figures."""
    yield Text(table.title, style="bold")
    if about:
        yield Text(table.about, style="dim")
    page = Page(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    for label in table.labels:
        page.add_column(label, overflow="fold")
    for column in table.columns:
        page.add_column(column.name, justify="right")
    former: tuple[str, ...] = ()
    for line in table.lines:
        page.add_row(*_labels(line, former), *_cells(line, table.columns))
        former = line.labels
    yield page


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
    """Return a figure as it is read: shares as percentages, large sums without decimals."""
    if cell is None:
        return ""
    if isinstance(cell, int):
        return count(cell)
    if column.unit == "share":
        return share(cell)
    return mean(cell) if cell.value < 100 else _sum(cell)


def _sum(estimate: Estimate) -> str:
    """Return a sum as a whole number, with half the width of its interval."""
    half = "" if estimate.high is None else f" ± {count(round(estimate.high - estimate.value))}"
    return f"{count(round(estimate.value))}{half}"
