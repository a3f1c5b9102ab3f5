"""Histories that are drawn by known rules, so that a fit can be held against the truth.

Only `Random.random` is asked for chance: it gives the same numbers in every version of Python.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from random import Random
from statistics import NormalDist

START = datetime(2024, 12, 2)
DAYS = 364
WEEKDAYS = (1.0, 0.9, 0.9, 0.9, 1.0, 0.6, 0.7)
HOURS = (1, 0, 0, 0, 0, 0, 1, 2, 3, 4, 4, 5, 6, 5, 4, 4, 4, 5, 6, 7, 8, 7, 5, 3)
"""How likely a visit is kept on a weekday, and by hour: thinning makes the seasons."""

Row = tuple[str, datetime, str]


@dataclass(frozen=True, slots=True)
class Shop:
    """The truth behind a drawn history of visits."""

    customers: int = 300
    visit_every: float = 7.0
    viewed: float = 0.7
    cart: float = 0.45
    order: float = 0.5
    view_after: tuple[float, float] = (40.0, 0.8)
    cart_after: tuple[float, float] = (180.0, 0.6)
    order_after: tuple[float, float] = (300.0, 0.7)


def gamma(chance: Random, shape: int) -> float:
    """Return a gamma number of a whole shape and scale 1."""
    return sum(-math.log(1.0 - chance.random()) for _ in range(shape))


def real_gamma(chance: Random, shape: float) -> float:
    """Return a gamma number of any shape and scale 1 (Marsaglia and Tsang 2000)."""
    if shape < 1.0:
        boost = math.pow(1.0 - chance.random(), 1.0 / shape)
        return real_gamma(chance, shape + 1.0) * boost
    d = shape - 1.0 / 3.0
    while True:
        normal = _normal(chance)
        v = (1.0 + normal / math.sqrt(9.0 * d)) ** 3
        if v > 0 and math.log(1.0 - chance.random()) < 0.5 * normal**2 + d - d * v + d * math.log(
            v
        ):
            return d * v


def lognormal(chance: Random, median: float, sigma: float) -> float:
    """Return a lognormal number."""
    return median * math.exp(sigma * _normal(chance))


def visits(shop: Shop, seed: int) -> tuple[list[Row], list[tuple[str, datetime, float]]]:
    """Return the events and the orders of a shop, each in order of time."""
    chance = Random(seed)
    events: list[Row] = []
    orders: list[tuple[str, datetime, float]] = []
    for place in range(shop.customers):
        customer = f"c{place:03}"
        worth = 4 / gamma(chance, 4) * 60
        stops = gamma(chance, 1)
        stops /= stops + gamma(chance, 3)
        ordered = 0
        for moment in _moments(shop, chance):
            session = list(_session(shop, chance, customer, moment))
            events += session[:3]
            if len(session) == 4:
                value = round(gamma(chance, 5) / 5 * worth, 2)
                orders.append((customer, session[3][1], value))
                ordered += 1
                if ordered > 1 and chance.random() < stops:
                    break
    return sorted(events, key=lambda row: row[1]), sorted(orders, key=lambda row: row[1])


def _moments(shop: Shop, chance: Random) -> Iterator[datetime]:
    """Yield when a customer visits, from a first day within the first half of the history."""
    rate = gamma(chance, 2) / 2 / shop.visit_every
    day = chance.random() * DAYS / 2
    while day < DAYS:
        moment = START + timedelta(seconds=round(day * 86400))
        kept = WEEKDAYS[moment.weekday()] * HOURS[moment.hour] / 8
        if chance.random() < kept:
            yield moment
        day += -math.log(1.0 - chance.random()) / rate


def _session(shop: Shop, chance: Random, customer: str, at: datetime) -> Iterator[Row]:
    """Yield the events of one visit."""
    yield customer, at, "site.visit"
    for event, share, (median, sigma) in (
        ("product.viewed", shop.viewed, shop.view_after),
        ("cart.item_added", shop.cart, shop.cart_after),
        ("order.placed", shop.order, shop.order_after),
    ):
        if chance.random() >= share:
            return
        delay = min(1500.0, max(1.0, lognormal(chance, median, sigma)))
        at += timedelta(seconds=round(delay))
        yield customer, at, event


@dataclass(frozen=True, slots=True)
class Truth:
    """The parameters of a drawn BG/NBD, in weeks."""

    r: float
    alpha: float
    a: float
    b: float


def bgnbd(truth: Truth, *, customers: int, days: int, seed: int) -> list[tuple[str, list[int]]]:
    """Return each customer with the days of the orders, numbered from 1."""
    chance = Random(seed)
    drawn = []
    for place in range(customers):
        rate = real_gamma(chance, truth.r) / truth.alpha
        stays = real_gamma(chance, truth.a)
        leaving = stays / (stays + real_gamma(chance, truth.b))
        first = 1 + int(chance.random() * days / 4)
        drawn.append((f"c{place}", _orders(chance, rate, leaving, first, days)))
    return drawn


def _orders(chance: Random, rate: float, leaving: float, first: int, days: int) -> list[int]:
    found, day = [first], float(first)
    for _ in count():
        day += -7.0 * math.log(1.0 - chance.random()) / rate
        if day > days:
            return found
        found.append(int(day))
        if chance.random() < leaving:
            return found
    return found


def _normal(chance: Random) -> float:
    return NormalDist().inv_cdf(max(chance.random(), 1e-12))


SAMPLE = Shop(), 9
"""What the files in `samples/history` are drawn by."""


def sample() -> dict[str, str]:
    """Return the texts of the files in `samples/history`, by name."""
    events, orders = visits(*SAMPLE)
    return {
        "events.csv": "customer,time,event\n"
        + "".join(f"{who},{at.isoformat()},{what}\n" for who, at, what in events),
        "orders.csv": "customer,time,value\n"
        + "".join(f"{who},{at.isoformat()},{value:.2f}\n" for who, at, value in orders),
    }
