"""A forecast as a flat list of figures, each with its table, name and unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import TypeAlias

from journeykit.simulate.estimates import Estimate
from journeykit.simulate.forecast import Forecast
from journeykit.simulate.table import Table
from journeykit.simulate.verdict import Verdict

Plain: TypeAlias = str | int | float

_UNITS = {
    name: unit
    for unit, names in {
        "messages": "mean p50 p90 p95 p99 max total breaks longest_sale_run dropped deferred",
        "share": "reached share conversion busy",
        "entries": "entered converted how",
        "starts": "refused",
        "paths": "stuck",
        "events": "responses",
        "tasks": "asked done left",
        "people": "people",
        "customers": "customers population",
        "replications": "replications",
        "seconds": "warm_up waited worked time",
        "days": "days",
    }.items()
    for name in names.split()
}
"""What the figures of a field count; fields that are not here have no unit."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: in which table it stands, what it is of, what it is and counts.

    `of` are titles and names, such as ("journey", "abandoned-cart"); none where the table has one
    line only.
    """

    table: str
    of: tuple[tuple[str, str], ...]
    name: str = ""
    unit: str = ""
    value: Estimate | Plain = ""


def figures(forecast: Forecast, judged: Sequence[Verdict] = ()) -> Iterator[Figure]:
    """Yield every figure of a forecast and of its check, table by table."""
    found: dict[str, list[Figure]] = {}
    for field in fields(forecast):
        value = getattr(forecast, field.name)
        alone = isinstance(value, Estimate | str | int | float)
        place = Figure("forecast", (), field.name) if alone else Figure(field.name, ())
        for each in _walk(value, place):
            found.setdefault(each.table, []).append(each)
    for table in found.values():
        yield from table
    units = "replications" if forecast.setting.replications > 1 else "customers"
    for verdict in judged:
        yield from _verdict(verdict, units)


def _walk(value: object, at: Figure) -> Iterator[Figure]:
    """Yield the figures below a value; `at` is where it stands, with no value yet."""
    if isinstance(value, Table):
        yield from _table(value)
    elif isinstance(value, date):
        yield replace(at, value=value.isoformat())
    elif isinstance(value, Estimate | str | int | float):
        unit = at.unit or _UNITS.get(at.name.rpartition(".")[2], "")
        yield replace(at, unit=unit, value=value)
    elif isinstance(value, Mapping):
        yield from _mapping(value, _below(at))
    elif isinstance(value, tuple | list):
        yield from _records(value, _below(at))
    elif is_dataclass(value):
        named = isinstance(getattr(value, fields(value)[0].name), str)
        yield from _records([value], _below(at)) if named else _parts(value, at)


def _below(at: Figure) -> Figure:
    """Return the place of what has lines of its own: a table named after the field."""
    unit = _UNITS.get((at.name or at.table).rpartition(".")[2], "")
    table = f"{at.table}.{at.name}" if at.name else at.table
    return replace(at, table=table, name="", unit=unit)


def _mapping(value: Mapping[object, object], at: Figure) -> Iterator[Figure]:
    """Yield a line whose figures are named by their keys, or a line for each key."""
    for key, each in value.items():
        if isinstance(each, Estimate | str | int | float):
            yield replace(at, name=str(key), value=each)
        else:
            yield from _walk(each, replace(at, of=(*at.of, ("name", str(key)))))


def _records(values: Sequence[object], at: Figure) -> Iterator[Figure]:
    """Yield a line for each value, called by as many of its first fields as tell them apart."""
    names = _names(values)
    for value, name in zip(values, names, strict=True):
        place = replace(at, of=(*at.of, *name), unit="")
        if is_dataclass(value) and not isinstance(value, Estimate | Table):
            yield from _parts(value, place, skip=tuple(title for title, _ in name))
        else:
            yield from _walk(value, replace(place, name="value"))


def _names(values: Sequence[object]) -> list[tuple[tuple[str, str], ...]]:
    """Return what each line is called: its first fields, or else its number."""
    firsts = [_firsts(value) for value in values]
    for many in range(1, min(map(len, firsts), default=0) + 1):
        found = [each[:many] for each in firsts]
        if len(set(found)) == len(values):
            return found
    return [(("number", str(number)),) for number, _ in enumerate(values, 1)]


def _firsts(value: object) -> tuple[tuple[str, str], ...]:
    """Return the titles and values of the fields before the first figure."""
    found: list[tuple[str, str]] = []
    if not is_dataclass(value) or isinstance(value, Estimate):
        return ()
    for field in fields(value):
        each = getattr(value, field.name)
        if not isinstance(each, str | date | int):
            break
        found.append((field.name.rstrip("_"), str(each)))
    return tuple(found)


def _parts(value: object, at: Figure, skip: Sequence[str] = ()) -> Iterator[Figure]:
    """Yield the figures of each field, but of those that name the line."""
    assert is_dataclass(value)
    for field in fields(value):
        name = field.name.rstrip("_")
        if name not in skip:
            path = f"{at.name}.{name}" if at.name else name
            yield from _walk(getattr(value, field.name), replace(at, name=path))


def _table(table: Table) -> Iterator[Figure]:
    for line in table.lines:
        of = tuple(zip(table.labels, line.labels, strict=True))
        for column, cell in zip(table.columns, line.cells, strict=True):
            if cell is not None:
                yield Figure(table.name, of, column.name, column.unit, cell)


def _verdict(verdict: Verdict, units: str) -> Iterator[Figure]:
    of = (("line", verdict.line),)
    said = "holds" if verdict.holds else "broken" if verdict.broken else "too few"
    unit = "share" if verdict.stat == "share" else "messages"
    yield Figure("check", of, "verdict", "", said)
    yield Figure("check", of, "stat", "", verdict.stat)
    yield Figure("check", of, "figure", unit, verdict.figure)
    if verdict.needed is not None:
        yield Figure("check", of, "needed", units, verdict.needed)
