"""Visits: how often customers of each segment come, and how much they differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from journeykit.simulate.fit.bgnbd import Numbers
from journeykit.simulate.fit.maximum import maximum, on_the_edge
from journeykit.simulate.fit.sessions import Session

VISITORS = "visitors"


@dataclass(frozen=True, slots=True)
class Visits:
    """What visits tell of customers.

    `per_day` are the visits of a customer of each segment a day; `spread` is how much customers
    of one segment differ. `visitors` are those who never ordered; `first_orders` is the chance
    that a visit of such a customer ends with an order. `days` is how long was looked at.
    """

    per_day: Mapping[str, float]
    spread: float
    visitors: tuple[str, ...]
    first_orders: float
    days: int


def visits(
    sessions: Sequence[Session],
    root: str,
    segments: Mapping[str, str],
    first_order: Mapping[str, int],
    *,
    end: int,
    days: int,
) -> Visits:
    """Return the visits of the last `days` up to the day `end`.

    `segments` is each customer's segment, `first_order` the day of the first order; who is in
    neither is a visitor.
    """
    coming = [session for session in sessions if root in session.first]
    begin = max(end - days, min(session.day for session in coming) - 1)
    seen: dict[str, int] = dict(first_order)
    for session in coming:
        seen[session.customer] = min(session.day, seen.get(session.customer, session.day))
    counts = Counter(session.customer for session in coming if session.day > begin)
    exposed = {customer: end - max(begin, day - 1) for customer, day in seen.items()}
    came: defaultdict[str, int] = defaultdict(int)
    time: defaultdict[str, int] = defaultdict(int)
    for customer, length in exposed.items():
        where = segments.get(customer, VISITORS)
        came[where] += counts[customer]
        time[where] += length
    per_day = {where: came[where] / time[where] for where in time}
    means = [per_day[segments.get(each, VISITORS)] * exposed[each] for each in exposed]
    return Visits(
        per_day,
        _spread([counts[customer] for customer in exposed], means),
        tuple(sorted(set(exposed) - set(segments))),
        _first_orders(coming, first_order),
        end - begin,
    )


def _first_orders(coming: Sequence[Session], first_order: Mapping[str, int]) -> float:
    """Return the chance that a visit of somebody who never ordered ends with an order."""
    since: dict[str, int] = {}
    before = 0
    for session in coming:
        began = since.setdefault(session.customer, session.day)
        ordered = first_order.get(session.customer)
        if ordered is None or (began <= ordered and session.day <= ordered):
            before += 1
    new = sum(first_order.get(customer, -1) >= began for customer, began in since.items())
    return new / before if before else 0.0


def _spread(counts: Sequence[int], means: Sequence[float]) -> float:
    """Return the spread of rates that makes these counts most likely (negative binomial)."""
    number = np.array(counts, dtype=np.float64)
    mean = np.maximum(np.array(means, dtype=np.float64), 1e-12)

    def log_likelihood(point: Numbers) -> float:
        shape = point[0]
        terms = (
            gammaln(shape + number)
            - gammaln(shape)
            + shape * np.log(shape / (shape + mean))
            + number * np.log(mean / (shape + mean))
        )
        return float(np.sum(terms))

    point, _ = maximum(log_likelihood, start=(1.0,))
    shape = float(point[0])
    return 0.0 if on_the_edge(shape) else shape**-0.5
