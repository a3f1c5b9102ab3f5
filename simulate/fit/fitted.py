"""The fit: all numbers of a population, with what they were taken from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import numpy as np
from scipy.optimize import brentq

from journeykit.journeys.finding import JourneyError
from journeykit.simulate.fit.bgnbd import BgNbd, Numbers, alive, expected, fit_bgnbd, none
from journeykit.simulate.fit.funnel import ORDER, Funnel, funnel, is_own
from journeykit.simulate.fit.gamma_gamma import GammaGamma, fit_gamma_gamma, worth
from journeykit.simulate.fit.history import Buyer, History
from journeykit.simulate.fit.rfm import KINDS, Bounds, bounds, segment
from journeykit.simulate.fit.seasons import Seasons, seasons
from journeykit.simulate.fit.sessions import Session
from journeykit.simulate.fit.visits import VISITORS, Visits, visits

FEWEST = 10
"""So many customers must have come back, or their rates say nothing."""
FEWEST_SHAPE, MOST_SHAPE = 1e-3, 1e4
SURE = 0.95
"""The greatest chance that a visit is given to end with an order."""


@dataclass(frozen=True, slots=True)
class Part:
    """A segment: how many customers, and what each is expected to do in the days to come.

    `none` is the chance to place no order; `value` the mean value of an order so far.
    """

    name: str
    who: str
    customers: int
    orders: float
    none: float
    value: float
    visits: float = 0.0


@dataclass(frozen=True, slots=True)
class Fitted:
    """What a population is written from; `days` is how far ahead the rates are meant.

    `spread` is how much customers of one segment differ in their orders, or, with a funnel, in
    their visits. `chance` is how often the funnel's last step is followed by an order; `lifted`
    are segments whose visits had to be raised so that their orders fit into them.
    """

    end: int
    days: int
    buyers: int
    bgnbd: BgNbd
    alive: float
    gamma_gamma: GammaGamma | None
    bounds: Bounds
    parts: tuple[Part, ...]
    spread: float
    order_seasons: Seasons
    funnel: Funnel | None = None
    visits: Visits | None = None
    chance: float = 0.0
    lifted: tuple[str, ...] = ()
    visit_seasons: Seasons | None = None
    segments: Mapping[str, str] = field(default_factory=dict)

    @property
    def customers(self) -> int:
        """All customers, visitors included."""
        return sum(part.customers for part in self.parts)

    @property
    def orders(self) -> float:
        """The mean orders of a customer in the days to come."""
        return sum(part.customers * part.orders for part in self.parts) / self.customers

    @property
    def visit_rate(self) -> float:
        """The mean visits of a customer in the days to come."""
        return sum(part.customers * part.visits for part in self.parts) / self.customers


def fit(
    known: History,
    times: Sequence[datetime],
    sessions: Sequence[Session] = (),
    *,
    days: int,
    steps: Sequence[str] = (),
) -> Fitted:
    """Fit everything to what was known at the history's end; rates hold for `days` from there.

    `times` are those of the orders, `sessions` what the clickstream holds, `steps` the events of
    the funnel where they are named.

    Raises:
        JourneyError: too few customers came back.
    """
    buyers = known.buyers()
    _refuse_too_few(buyers)
    model, at = fit_bgnbd(buyers), bounds(buyers)
    segments = {buyer.customer: segment(buyer, at) for buyer in buyers}
    orders, nothing = expected(model, buyers, days), none(model, buyers, days)
    parts = tuple(_parts(buyers, segments, orders, nothing))
    plain = Fitted(
        end=known.end,
        days=days,
        buyers=len(buyers),
        bgnbd=model,
        alive=float(np.mean(alive(model, buyers))),
        gamma_gamma=_values(buyers),
        bounds=at,
        parts=parts,
        spread=_spread(parts, len(buyers)),
        order_seasons=seasons(times),
        segments=segments,
    )
    has_visits = any(is_own(event) and event != ORDER for each in sessions for event in each.first)
    return _with_visits(plain, known, sessions, steps) if has_visits else plain


def _refuse_too_few(buyers: Sequence[Buyer]) -> None:
    """Raises: JourneyError."""
    came_back = sum(buyer.repeats > 0 for buyer in buyers)
    if came_back < FEWEST:
        raise JourneyError(
            f"of {len(buyers)} customers {came_back} came back on another day: "
            f"at least {FEWEST} must have, or no rate can be told"
        )


def _values(buyers: Sequence[Buyer]) -> GammaGamma | None:
    """Fit what orders are worth; None where too few have a worth."""
    return fit_gamma_gamma(buyers) if sum(map(worth, buyers)) >= FEWEST else None


def _parts(
    buyers: Sequence[Buyer], segments: Mapping[str, str], orders: Numbers, nothing: Numbers
) -> list[Part]:
    """Return the segments that have customers, in their order."""
    found = []
    for kind in KINDS:
        inside = [
            place for place, each in enumerate(buyers) if segments[each.customer] == kind.name
        ]
        if inside:
            placed = sum(buyers[place].repeats + 1 for place in inside)
            spent = sum(buyers[place].value * (buyers[place].repeats + 1) for place in inside)
            found.append(
                Part(
                    kind.name,
                    kind.who,
                    len(inside),
                    float(np.mean(orders[inside])),
                    float(np.mean(nothing[inside])),
                    spent / placed,
                )
            )
    return found


def _spread(parts: Sequence[Part], customers: int) -> float:
    """Return the spread with which as many customers place no order as the model expects.

    With gamma distributed rates of the shape k and mean m, the chance of no order is
    (1 + m/k) to the power of -k; it falls as k grows.
    """
    wanted = sum(part.customers * part.none for part in parts) / customers

    def too_many(log_shape: float) -> float:
        shape = float(np.exp(log_shape))
        silent = (part.customers * pow(1.0 + part.orders / shape, -shape) for part in parts)
        return float(sum(silent)) / customers - wanted

    low, high = float(np.log(FEWEST_SHAPE)), float(np.log(MOST_SHAPE))
    if too_many(high) >= 0.0:
        return 0.0
    if too_many(low) <= 0.0:
        return float(FEWEST_SHAPE**-0.5)
    return float(np.exp(-0.5 * brentq(too_many, low, high, xtol=1e-10)))


def _with_visits(
    plain: Fitted, known: History, sessions: Sequence[Session], steps: Sequence[str]
) -> Fitted:
    """Let orders come from visits."""
    path = funnel(sessions, steps)
    if not path.sessions:
        return plain
    first_order = {customer: days[0].day for customer, days in known.bought.items()}
    seen = visits(sessions, path.root, plain.segments, first_order, end=plain.end, days=plain.days)
    return _joined(plain, path, seen, sessions)


def _joined(plain: Fitted, path: Funnel, seen: Visits, sessions: Sequence[Session]) -> Fitted:
    """Put visits and orders together: the chance of an order is such that the orders come out."""
    last = next((step.after for step in path.steps if step.event == ORDER), path.root)
    to_last = path.reach(last)
    parts, lifted = [], []
    everybody = [*plain.parts, *_visitors(plain, seen)]
    for part in everybody:
        needed = part.orders / (SURE * to_last)
        visited = seen.per_day.get(part.name, 0.0) * plain.days
        if visited < needed:
            lifted.append(part.name)
        parts.append(replace(part, visits=max(visited, needed)))
    customers = sum(part.customers for part in parts)
    visited = sum(part.customers * part.visits for part in parts) / customers
    ordered = sum(part.customers * part.orders for part in parts) / customers
    times = [session.first[path.root] for session in sessions if path.root in session.first]
    return replace(
        plain,
        parts=tuple(parts),
        spread=seen.spread,
        funnel=path,
        visits=seen,
        segments={**plain.segments, **dict.fromkeys(seen.visitors, VISITORS)},
        chance=ordered / (visited * to_last),
        lifted=tuple(lifted),
        visit_seasons=seasons(times),
    )


def _visitors(plain: Fitted, seen: Visits) -> list[Part]:
    """Return the segment of those who never ordered, if there are any."""
    if not seen.visitors:
        return []
    orders = seen.first_orders * seen.per_day[VISITORS] * plain.days
    none_yet = float(np.exp(-orders))
    return [Part(VISITORS, "never ordered", len(seen.visitors), orders, none_yet, 0.0)]
