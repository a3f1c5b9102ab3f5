"""BG/NBD: how often customers buy, and after which order they stop (Fader, Hardie, Lee 2005).

A customer buys by a Poisson process; its rate is gamma distributed over customers (`r`, `alpha`).
After each repeat order the customer stops for ever with a chance that is beta distributed over
customers (`a`, `b`). Time is in weeks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, betaln, expit, gammaln, hyp2f1

from journeykit.simulate.fit.history import Buyer
from journeykit.simulate.fit.maximum import maximum

WEEK = 7.0
NEAR_ONE = 1e-6
TINY = 1e-300
PARTS = 200
LEAST = 1e-9
ALIKE = 0.02
"""What the sum may be off by; more, and the series has lost its digits."""

Numbers: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class BgNbd:
    """The fitted parameters, rates per week, with the log-likelihood that they reach."""

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float


def fit_bgnbd(buyers: Sequence[Buyer]) -> BgNbd:
    """Return the parameters of the greatest likelihood."""
    summaries, customers = np.unique(_summaries(buyers), axis=0, return_counts=True)

    def of(point: Numbers) -> float:
        return float(customers @ _log_likelihood(point, *summaries.T))

    point, reached = maximum(of, start=(1.0, max(_weeks_between(buyers), 1.0), 1.0, 1.0))
    r, alpha, a, b = (float(each) for each in point)
    return BgNbd(r, alpha, a, b, reached)


def log_likelihood(model: BgNbd, buyers: Sequence[Buyer]) -> float:
    """Return the log-likelihood of some parameters, whatever `model` says it reached."""
    point = np.array([model.r, model.alpha, model.a, model.b])
    return float(np.sum(_log_likelihood(point, *_summaries(buyers).T)))


def alive(model: BgNbd, buyers: Sequence[Buyer]) -> Numbers:
    """Return the chance of each customer to be buying still."""
    repeats, recency, age = _summaries(buyers).T
    shape = model.r + repeats
    odds = np.log(model.a) - np.log(np.maximum(model.b + repeats - 1.0, TINY))
    odds += shape * (np.log(model.alpha + age) - np.log(model.alpha + recency))
    return np.where(repeats > 0, expit(-odds), 1.0)


def expected(model: BgNbd, buyers: Sequence[Buyer], days: float) -> Numbers:
    """Return how many orders each customer is expected to place in the days to come."""
    weeks = days / WEEK
    alike, which = np.unique(_summaries(buyers)[:, [0, 2]], axis=0, return_inverse=True)
    repeats, age = alike.T
    # Parameters that ran away overflow the series; then a sum over the chances to leave stands in.
    with np.errstate(all="ignore"):
        exact = _by_series(model, repeats, model.alpha + age, weeks)
        rest = _by_sum(model, repeats, model.alpha + age, weeks)
    sure = np.isfinite(exact) & (np.abs(exact - rest) <= ALIKE * rest)
    if_alive = np.where(sure, exact, rest)[which.ravel()]
    return np.asarray(alive(model, buyers) * if_alive, dtype=np.float64)


def _by_series(model: BgNbd, repeats: Numbers, until: Numbers, weeks: float) -> Numbers:
    """Return the orders to come of who is buying still, in closed form."""
    a = model.a if abs(model.a - 1.0) > NEAR_ONE else 1.0 + NEAR_ONE
    shape, left = model.r + repeats, a + model.b + repeats - 1.0
    series = hyp2f1(shape, model.b + repeats, left, weeks / (until + weeks))
    stays = 1.0 - (until / (until + weeks)) ** shape * series
    return np.asarray(left / (a - 1.0) * stays, dtype=np.float64)


def _by_sum(model: BgNbd, repeats: Numbers, until: Numbers, weeks: float) -> Numbers:
    """Return the same as the mean over chances to leave, each as likely as any other."""
    middles = (np.arange(PARTS) + 0.5) / PARTS
    many, which = np.unique(repeats, return_inverse=True)
    leaving = np.maximum(betaincinv(model.a, model.b + many[:, None], middles), LEAST)
    leaving = leaving[which.ravel()]
    shape = (model.r + repeats)[:, None]
    orders = -np.expm1(-shape * np.log1p(leaving * weeks / until[:, None])) / leaving
    return np.asarray(orders.mean(axis=1), dtype=np.float64)


def none(model: BgNbd, buyers: Sequence[Buyer], days: float) -> Numbers:
    """Return the chance of each customer to place no order in the days to come.

    Who is still buying has a rate that is gamma distributed with `r` + repeats and `alpha` + age.
    """
    repeats, _, age = _summaries(buyers).T
    until = model.alpha + age
    silent = (until / (until + days / WEEK)) ** (model.r + repeats)
    return np.asarray(1.0 - alive(model, buyers) * (1.0 - silent), dtype=np.float64)


def _summaries(buyers: Sequence[Buyer]) -> Numbers:
    """Return repeats, recency and age of each customer, times in weeks."""
    rows = [(each.repeats, each.recency / WEEK, each.age / WEEK) for each in buyers]
    return np.array(rows, dtype=np.float64)


def _weeks_between(buyers: Sequence[Buyer]) -> float:
    """Return a first guess of the weeks between two orders of a customer."""
    repeats = sum(each.repeats for each in buyers)
    return sum(each.age for each in buyers) / WEEK / max(repeats, 1)


def _log_likelihood(point: Numbers, repeats: Numbers, recency: Numbers, age: Numbers) -> Numbers:
    """Return the log-likelihood of each summary."""
    r, alpha, a, b = point
    buying = gammaln(r + repeats) - gammaln(r) + r * np.log(alpha)
    staying = betaln(a, b + repeats) - betaln(a, b)
    still = -(r + repeats) * np.log(alpha + age)
    odds = np.log(a) - np.log(np.maximum(b + repeats - 1.0, TINY))
    left = np.where(repeats > 0, odds - (r + repeats) * np.log(alpha + recency), -np.inf)
    return np.asarray(buying + staying + np.logaddexp(still, left), dtype=np.float64)
