"""Orders and events as files hold them, each row a fact."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from journeykit.simulate.fit.moment import Clock
from journeykit.simulate.fit.table import Layout, Rows, read_rows


@dataclass(frozen=True, slots=True)
class Purchase:
    """One order: who, when (local), for how much."""

    customer: str
    time: datetime
    value: float


@dataclass(frozen=True, slots=True)
class Click:
    """One event of the clickstream: who, when (local), what."""

    customer: str
    time: datetime
    event: str


def read_orders(path: Path, layout: Layout, clock: Clock) -> Rows[Purchase]:
    """Read a file of orders, in the order of its rows.

    Raises:
        JourneyError: the file cannot be read, has no such column, or not one good row.
    """
    return read_rows(path, layout, lambda cells: _purchase(cells, clock))


def read_events(path: Path, layout: Layout, clock: Clock) -> Rows[Click]:
    """Read a file of events, in the order of its rows.

    Raises:
        JourneyError: the file cannot be read, has no such column, or not one good row.
    """
    return read_rows(path, layout, lambda cells: _click(cells, clock))


def _purchase(cells: Mapping[str, str], clock: Clock) -> Purchase:
    """Return the order of a row. Raises: ValueError."""
    return Purchase(_filled(cells, "customer"), clock.moment(cells["time"]), _value(cells["value"]))


def _click(cells: Mapping[str, str], clock: Clock) -> Click:
    """Return the event of a row. Raises: ValueError."""
    event = _filled(cells, "event")
    return Click(_filled(cells, "customer"), clock.moment(cells["time"]), event)


def _filled(cells: Mapping[str, str], what: str) -> str:
    if not cells[what]:
        raise ValueError(f"the {what} is empty")
    return cells[what]


def _value(text: str) -> float:
    """Return what an order is worth. Raises: ValueError."""
    try:
        value = float(text)
    except ValueError as error:
        raise ValueError(f"value `{text}` is not a number") from error
    if not math.isfinite(value):
        raise ValueError(f"value `{text}` is not a number")
    if value < 0:
        raise ValueError(f"value `{text}` is negative: a return is no order")
    return value
