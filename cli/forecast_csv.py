"""The forecast for spreadsheets: all figures as one long CSV, or a CSV for each table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from journeykit.cli.forecast_figures import Figure, Plain, figures
from journeykit.cli.sheets import csv_text
from journeykit.simulate.estimates import Estimate
from journeykit.simulate.forecast import Forecast
from journeykit.simulate.verdict import Verdict

COLUMNS = ("table", "name", "figure", "unit", "value", "low", "high")

_DECIMALS = 6
_ENDS = ("", " low", " high")


def forecast_csv(forecast: Forecast, judged: Sequence[Verdict] = ()) -> str:
    """Return all figures of a forecast, a line for each, with the columns of `COLUMNS`."""
    return csv_text([COLUMNS, *map(_row, figures(forecast, judged))])


def forecast_sheets(forecast: Forecast, judged: Sequence[Verdict] = ()) -> dict[str, str]:
    """Return a CSV for each table by the table's name: a line for each name, a column a figure.

    A figure with an interval has three columns: `mean`, `mean low` and `mean high`.
    """
    tables = groupby(figures(forecast, judged), key=lambda each: each.table)
    return {name: _sheet(list(found)) for name, found in tables}


def _row(figure: Figure) -> Sequence[Plain]:
    of = " / ".join(name for _, name in figure.of)
    return figure.table, of, figure.name, figure.unit, *_cells(figure.value)


def _sheet(found: Sequence[Figure]) -> str:
    """Return the figures of one table as lines and columns, in the order in which they come."""
    titles = tuple(dict.fromkeys(title for each in found for title, _ in each.of))
    columns: dict[str, int] = {}
    lines: dict[tuple[tuple[str, str], ...], dict[str, tuple[Plain, ...]]] = {}
    for each in found:
        cells = _cells(each.value) if isinstance(each.value, Estimate) else (_plain(each.value),)
        columns[each.name] = max(columns.get(each.name, 0), len(cells))
        lines.setdefault(each.of, {})[each.name] = cells
    head = [*titles, *(f"{name}{end}" for name, n in columns.items() for end in _ENDS[:n])]
    return csv_text([head, *(_line(titles, dict(of), columns, lines[of]) for of in lines)])


def _line(
    titles: Sequence[str],
    names: Mapping[str, str],
    columns: Mapping[str, int],
    cells: Mapping[str, tuple[Plain, ...]],
) -> list[Plain]:
    line: list[Plain] = [names.get(title, "") for title in titles]
    for name, width in columns.items():
        own = cells.get(name, ())
        line += [*own, *[""] * (width - len(own))]
    return line


def _cells(value: Estimate | Plain) -> tuple[Plain, Plain, Plain]:
    """Return a value and the ends of its interval, "" where it has none."""
    if not isinstance(value, Estimate):
        return _plain(value), "", ""
    low, high = ("" if end is None else _plain(end) for end in (value.low, value.high))
    return _plain(value.value), low, high


def _plain(value: Plain) -> Plain:
    if isinstance(value, bool):
        return "true" if value else "false"
    return round(value, _DECIMALS) if isinstance(value, float) else value
