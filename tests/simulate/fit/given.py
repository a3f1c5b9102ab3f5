"""Histories for the tests of the fit."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from journeykit.simulate.fit.history import Bought, Buyer, History
from journeykit.simulate.fit.moment import Clock
from journeykit.simulate.fit.orders import Click, Purchase, read_events, read_orders
from journeykit.simulate.fit.table import Layout, Rows
from tests.cdnow import SAMPLE

ROOT = Path(__file__).parents[3]
UTC = Clock(ZoneInfo("UTC"))
ORDERS = Layout({"customer": "customer", "time": "time", "value": "value"})
EVENTS = Layout({"customer": "customer", "time": "time", "event": "event"})
CALIBRATED = date(1997, 9, 30).toordinal()
"""The last of the 39 weeks that the published fits of CDNOW look at."""


@cache
def cdnow() -> Rows[Purchase]:
    """Return the orders of CDNOW's sample."""
    layout = Layout({"customer": "2", "time": "3", "value": "5"}, header=False)
    return read_orders(SAMPLE, layout, UTC)


@cache
def shop() -> tuple[Rows[Purchase], Rows[Click]]:
    """Return the orders and events of the sample history."""
    folder = ROOT / "samples/history"
    return (
        read_orders(folder / "orders.csv", ORDERS, UTC),
        read_events(folder / "events.csv", EVENTS, UTC),
    )


def history_of(days: list[tuple[str, list[int]]], end: int) -> History:
    """Return the history of customers with orders, each worth 10, on these days."""
    bought = {who: tuple(Bought(day, 10.0) for day in sorted(set(at))) for who, at in days}
    return History(bought, end)


def buyer(repeats: int, recency: float, age: float, value: float = 10.0) -> Buyer:
    """Return a customer; times are in weeks, as papers give them."""
    return Buyer("c", repeats, round(recency * 7), round(age * 7), value, value)
