"""Runs repeated with other seeds, where customers share people and one run is one observation."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import cast

from journeykit.simulate.draws import mix
from journeykit.simulate.estimates import Estimate
from journeykit.simulate.forecast import Forecast
from journeykit.simulate.table import Cell, Column, Line, Table

# The 97.5 % quantiles of Student's t with 1, 2, .. 30 degrees of freedom; beyond, the last one.
_STUDENT = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
    2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
    2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip

_MOST = dict.fromkeys(("share", "reached", "conversion", "busy"), 1.0)
"""The fields that hold shares."""


def seeds(seed: int, replications: int) -> tuple[int, ...]:
    """Return a seed for each replication; the first is the run's own."""
    return (seed, *(mix(seed, number) for number in range(1, replications)))


def with_intervals(pooled: Forecast, parts: Sequence[Forecast]) -> Forecast:
    """Return the forecast of all replications with the intervals that their differences give.

    Each figure's 95 % interval is value -+ t * s / sqrt(R), with s the standard deviation of the
    figure among the R replications and t Student's quantile with R - 1 degrees of freedom (Law,
    Simulation Modeling and Analysis, 5th ed., 4.5): the customers of one replication depend on
    each other, the replications do not. A figure that is the same in all keeps the interval that
    it has as a sample of customers.
    """
    return cast("Forecast", _walk(pooled, parts, "")) if len(parts) > 1 else pooled


def _walk(pooled: object, parts: Sequence[object], name: str) -> object:
    """Go through one value of all forecasts, `name` being its field."""
    if isinstance(pooled, Estimate):
        return between(pooled, cast("Sequence[Estimate]", parts), most=_MOST.get(name, math.inf))
    if isinstance(pooled, Table):
        return _table(pooled, cast("Sequence[Table]", parts))
    if isinstance(pooled, tuple):
        rows = [part for part in parts if isinstance(part, tuple) and len(part) == len(pooled)]
        whole = len(rows) == len(parts)
        return tuple(
            _walk(each, [row[place] for row in rows], name) if whole else each
            for place, each in enumerate(pooled)
        )
    if is_dataclass(pooled) and not isinstance(pooled, type):
        if any(type(part) is not type(pooled) for part in parts):
            return pooled
        names = [each.name for each in fields(pooled)]
        return replace(pooled, **{name: _field(pooled, parts, name) for name in names})
    return pooled


def _field(pooled: object, parts: Sequence[object], name: str) -> object:
    """Go through one field of all forecasts."""
    return _walk(getattr(pooled, name), [getattr(part, name) for part in parts], name)


def _table(pooled: Table, parts: Sequence[Table]) -> Table:
    """Return a table with the intervals of its lines, which are known by their labels."""
    found = [{line.labels: line for line in part.lines} for part in parts]
    return replace(
        pooled,
        lines=tuple(
            _line(line, [lines.get(line.labels) for lines in found], pooled.columns)
            for line in pooled.lines
        ),
    )


def _line(pooled: Line, parts: Sequence[Line | None], columns: Sequence[Column]) -> Line:
    """Return a line with its intervals; a part that lacks it has sums of 0, and no other figure."""
    cells = (
        _cell(cell, [part.cells[place] if part else None for part in parts], column)
        for place, (cell, column) in enumerate(zip(pooled.cells, columns, strict=True))
    )
    return replace(pooled, cells=tuple(cells))


def _cell(pooled: Cell, parts: Sequence[Cell], column: Column) -> Cell:
    """Return a figure of a table with its interval; one that has none as a sample keeps none."""
    if not isinstance(pooled, Estimate) or pooled.high is None:
        return pooled
    known = [Estimate(0.0) if each is None and column.is_sum else each for each in parts]
    told = [each for each in known if isinstance(each, Estimate)]
    if len(told) < len(parts):
        return Estimate(pooled.value)
    if column.unit == "difference of shares":
        return between(pooled, told, least=-1.0, most=1.0)
    return between(pooled, told, most=1.0 if column.is_share else math.inf)


def between(
    pooled: Estimate, parts: Sequence[Estimate], *, least: float = 0.0, most: float
) -> Estimate:
    """Return the pooled figure with the interval that its replications give, `least` to `most`.

    It keeps its own interval where there is one replication, or where it is the same in all.
    """
    half = half_width([part.value for part in parts]) if len(parts) > 1 else 0.0
    if not half:
        return pooled
    return Estimate(pooled.value, max(least, pooled.value - half), min(most, pooled.value + half))


def half_width(values: Sequence[float]) -> float:
    """Return half of the 95 % interval of a mean of replications, two or more: t * s / sqrt(R)."""
    count = len(values)
    middle = math.fsum(values) / count
    variance = math.fsum((value - middle) ** 2 for value in values) / (count - 1)
    return _STUDENT[min(count - 1, len(_STUDENT)) - 1] * math.sqrt(variance / count)
