"""Gamma-Gamma: the published fit of CDNOW, and known parameters fitted back."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from journeykit.simulate.fit.gamma_gamma import fit_gamma_gamma
from journeykit.simulate.fit.history import Buyer, history
from tests.simulate.fit.given import CALIBRATED, buyer, cdnow
from tests.simulate.fit.recipe import gamma

PUBLISHED = {"p": 6.25, "q": 3.74, "gamma": 15.44}


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_published_parameters_come_out(name: str) -> None:
    fitted = fit_gamma_gamma(history(cdnow().good).until(CALIBRATED).buyers())
    assert fitted.customers == 946
    assert getattr(fitted, name) == pytest.approx(PUBLISHED[name], rel=0.01)


def test_the_lognormal_has_nearly_the_mean_of_the_orders() -> None:
    buyers = history(cdnow().good).buyers()
    fitted = fit_gamma_gamma(buyers)
    assert fitted.mean is not None
    lognormal = fitted.median * 2.718281828 ** (fitted.sigma**2 / 2)
    assert lognormal == pytest.approx(fitted.mean, rel=0.05)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_known_parameters_are_fitted_back(seed: int) -> None:
    chance = Random(seed)
    drawn: list[Buyer] = []
    for _ in range(2000):
        scale = gamma(chance, 4) / 20.0
        repeats = 1 + int(chance.random() * 5)
        value = sum(gamma(chance, 6) / scale for _ in range(repeats)) / repeats
        drawn.append(replace(buyer(repeats, 1, 2), repeat_value=value))
    fitted = fit_gamma_gamma(drawn)
    assert fitted.mean == pytest.approx(6 * 20 / 3, rel=0.05)
    assert fitted.p == pytest.approx(6, rel=0.3)
    assert fitted.q == pytest.approx(4, rel=0.2)


def test_orders_of_no_worth_are_left_out() -> None:
    paid = [buyer(2, 3, 9, value=10.0 + place) for place in range(20)]
    free = [buyer(2, 3, 9, value=0.0)]
    assert fit_gamma_gamma([*paid, *free]).customers == 20
