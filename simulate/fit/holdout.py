"""The holdout: what customers did in the time that the fit did not see, beside a simulation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import sqrt
from statistics import fmean, pstdev

from journeykit.journeys.load import load
from journeykit.journeys.text import read
from journeykit.simulate.fit.fitted import Fitted
from journeykit.simulate.fit.history import History
from journeykit.simulate.fit.wording import DAY
from journeykit.simulate.life import Row
from journeykit.simulate.order import Order
from journeykit.simulate.run import simulate

PROBE = """
---
map: Holdout
channels: {notebook: {to: staff}}
---
journey: each-order
reentry: always
start: {placed: {event: order.placed, next: note}}
steps: {note: {send: {channel: notebook, class: service, topic: order, title: Order}, next: end}}
"""
"""A journey that notes each order, so that the log tells when they were."""

MOST = 4
PERIODS = 4
NORMAL_95 = 1.96
QUARTERS = (0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True)
class Figures:
    """What customers ordered in a time of so many days.

    `orders` is the mean of a customer, `half` half of its 95 % interval. `counts` are the shares
    of customers with 0, 1, ... orders, the last with that many or more; `periods` the mean
    orders of a customer in each quarter of the time; `gaps` the quartiles of the days between
    two orders of a customer, both within the time (empty where nobody ordered twice).
    """

    customers: int
    orders: float
    half: float
    counts: tuple[float, ...]
    periods: tuple[float, ...]
    gaps: tuple[float, ...]
    again: int

    @property
    def repeaters(self) -> float:
        """The share of customers with an order: they bought before, so it is a repeat purchase."""
        return 1.0 - self.counts[0]


@dataclass(frozen=True, slots=True)
class Holdout:
    """The time after a cut, as it was and as it is simulated.

    `actual` has the mean orders of each segment's customers, beside what BG/NBD expects of them
    in `fitted`; `newcomers` are customers whose first order came later: nobody could know them.
    """

    fitted: Fitted
    history: Figures
    simulated: Figures
    actual: dict[str, float]
    newcomers: int


def holdout(
    whole: History, fitted: Fitted, population: str, *, customers: int, seed: int
) -> Holdout:
    """Compare the days after a fit with a simulation of its population."""
    known = set(fitted.segments)
    days = {customer: whole.after(fitted.end, customer) for customer in sorted(known)}
    by_segment: defaultdict[str, list[int]] = defaultdict(list)
    for customer, ordered in days.items():
        by_segment[fitted.segments[customer]].append(len(ordered))
    return Holdout(
        fitted,
        figures(list(days.values()), fitted.days),
        figures(simulated(fitted, population, customers=customers, seed=seed), fitted.days),
        {segment: fmean(counts) for segment, counts in by_segment.items()},
        len(set(whole.bought) - known),
    )


def simulated(
    fitted: Fitted, population: str, *, customers: int, seed: int
) -> list[tuple[int, ...]]:
    """Return the days with an order of simulated customers, counted from the fit's end."""
    documents, _ = read(population + PROBE, "population.yaml")
    plan = load(documents, "population.yaml").plan
    if plan is None:
        raise ValueError(f"the fitted population cannot be read:\n{population}")
    start = date.fromordinal(fitted.end + 1)
    order = Order(plan, customers=customers, days=fitted.days, seed=seed, start=start)
    found: defaultdict[int, set[int]] = defaultdict(set)

    def note(rows: Iterable[Row]) -> None:
        for row in rows:
            found[row.customer].add(row.time // DAY + 1)

    simulate(order, write=note)
    return [tuple(sorted(found[customer])) for customer in range(customers)]


def figures(ordered: Sequence[Sequence[int]], days: int) -> Figures:
    """Count the order days of customers, numbered 1 to `days`."""
    counts = [len(each) for each in ordered]
    customers = len(counts)
    gaps = sorted(later - earlier for each in ordered for earlier, later in pairwise(each))
    periods = [0] * PERIODS
    for each in ordered:
        for day in each:
            periods[(day - 1) * PERIODS // days] += 1
    shares = [sum(min(count, MOST) == many for count in counts) for many in range(MOST + 1)]
    return Figures(
        customers,
        fmean(counts),
        NORMAL_95 * pstdev(counts) / sqrt(customers),
        tuple(each / customers for each in shares),
        tuple(each / customers for each in periods),
        tuple(_part(gaps, share) for share in QUARTERS) if gaps else (),
        len(gaps),
    )


def _part(ordered: Sequence[int], share: float) -> float:
    """Return a quantile of ordered numbers, between neighbours where it falls between them."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])
