"""Gamma-Gamma: what orders are worth (Fader and Hardie 2013).

The values of a customer's orders are gamma distributed with shape `p`; their scale differs over
customers by a gamma distribution (`q`, `gamma`). How often somebody buys tells nothing about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import digamma, gammaln, polygamma

from journeykit.simulate.fit.bgnbd import Numbers
from journeykit.simulate.fit.history import Buyer
from journeykit.simulate.fit.maximum import maximum


@dataclass(frozen=True, slots=True)
class GammaGamma:
    """The fitted parameters, and of how many customers: those with repeat orders of some worth."""

    p: float
    q: float
    gamma: float
    customers: int
    log_likelihood: float

    @property
    def mean(self) -> float | None:
        """The mean value of an order over customers; None where it has none (`q` up to 1)."""
        return self.p * self.gamma / (self.q - 1.0) if self.q > 1.0 else None

    @property
    def median(self) -> float:
        """The median of the lognormal with the mean and spread that logarithms of orders have."""
        return float(self.gamma * np.exp(digamma(self.p) - digamma(self.q)))

    @property
    def sigma(self) -> float:
        """The standard deviation of the logarithms of orders, over customers and within them."""
        return float(np.sqrt(polygamma(1, self.p) + polygamma(1, self.q)))


def fit_gamma_gamma(buyers: Sequence[Buyer]) -> GammaGamma:
    """Return the parameters of the greatest likelihood, of those who came back."""
    rows = [(each.repeats, each.repeat_value) for each in buyers if worth(each)]
    repeats, value = np.array(rows, dtype=np.float64).T
    middle = float(np.median(value))

    def log_likelihood(point: Numbers) -> float:
        p, q, scale = point
        return float(np.sum(_log_likelihood(p, q, scale * middle, repeats, value)))

    point, reached = maximum(log_likelihood, start=(2.0, 3.0, 1.0))
    p, q, scale = (float(each) for each in point)
    return GammaGamma(p, q, scale * middle, len(rows), reached)


def worth(buyer: Buyer) -> bool:
    """Tell whether a customer has repeat orders of some worth: the model knows no value of 0."""
    return buyer.repeats > 0 and buyer.repeat_value > 0


def _log_likelihood(p: float, q: float, gamma: float, repeats: Numbers, value: Numbers) -> Numbers:
    """Return the log-likelihood of each customer's mean value."""
    shape = p * repeats
    return np.asarray(
        gammaln(shape + q)
        - gammaln(shape)
        - gammaln(q)
        + q * np.log(gamma)
        + (shape - 1.0) * np.log(value)
        + shape * np.log(repeats)
        - (shape + q) * np.log(gamma + repeats * value),
        dtype=np.float64,
    )
