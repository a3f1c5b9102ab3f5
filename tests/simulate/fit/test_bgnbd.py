"""BG/NBD: the published fit, known parameters fitted back, expectations against integrals."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta, gamma

from journeykit.simulate.fit.bgnbd import (
    BgNbd,
    alive,
    expected,
    fit_bgnbd,
    log_likelihood,
    none,
)
from journeykit.simulate.fit.history import Buyer, History, history
from tests.simulate.fit.given import CALIBRATED, buyer, cdnow, history_of
from tests.simulate.fit.recipe import Truth, bgnbd

PUBLISHED = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
CDNOW = BgNbd(**PUBLISHED, log_likelihood=0.0)
CHI_SQUARE_4 = 23.5
"""Twice the gain in likelihood over the truth is above this in one of ten thousand histories."""


@pytest.fixture(scope="module")
def known() -> History:
    return history(cdnow().good).until(CALIBRATED)


@pytest.fixture(scope="module")
def of_cdnow(known: History) -> BgNbd:
    return fit_bgnbd(known.buyers())


def test_the_history_is_the_one_of_the_paper(known: History) -> None:
    buyers = known.buyers()
    assert len(buyers) == 2357
    assert sum(each.repeats > 0 for each in buyers) == 946
    assert max(each.age for each in buyers) == 272
    assert cdnow().bad == ()


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_published_parameters_come_out(name: str, of_cdnow: BgNbd) -> None:
    assert getattr(of_cdnow, name) == pytest.approx(PUBLISHED[name], rel=0.01)
    assert of_cdnow.log_likelihood == pytest.approx(-9582.4, abs=0.1)


def test_nothing_beside_the_fit_is_more_likely(known: History, of_cdnow: BgNbd) -> None:
    buyers = known.buyers()
    for name in PUBLISHED:
        for factor in (0.99, 1.01):
            beside = replace(of_cdnow, **{name: getattr(of_cdnow, name) * factor})
            assert log_likelihood(beside, buyers) < of_cdnow.log_likelihood


def test_the_expectation_of_the_papers_customer_comes_out() -> None:
    # Two repeat orders, the last in week 30.43 of 38.86; the 39 weeks to come.
    customer = buyer(2, 30.43, 38.86)
    assert expected(CDNOW, [customer], 39 * 7)[0] == pytest.approx(1.226, abs=0.001)


@pytest.mark.parametrize(
    "truth",
    [Truth(0.8, 6.0, 0.9, 2.5), Truth(2.0, 10.0, 1.5, 5.0), Truth(0.3, 3.0, 0.5, 3.0)],
    ids=str,
)
@pytest.mark.parametrize("seed", [1, 2])
def test_known_parameters_are_fitted_back(truth: Truth, seed: int) -> None:
    days = 400
    drawn = history_of(bgnbd(truth, customers=1500, days=days, seed=seed), days).buyers()
    fitted = fit_bgnbd(drawn)
    real = BgNbd(truth.r, truth.alpha, truth.a, truth.b, 0.0)
    gain = 2 * (fitted.log_likelihood - log_likelihood(real, drawn))
    # Below 0 the search missed the maximum; far above, the likelihood is not that of the model.
    assert 0.0 <= gain < CHI_SQUARE_4
    assert fitted.r / fitted.alpha == pytest.approx(truth.r / truth.alpha, rel=0.15)


def test_other_parameters_than_the_drawn_ones_are_told_apart() -> None:
    days = 400
    truth = Truth(0.8, 6.0, 0.9, 2.5)
    drawn = history_of(bgnbd(truth, customers=1500, days=days, seed=1), days).buyers()
    fitted = fit_bgnbd(drawn)
    for wrong in (
        BgNbd(1.2, 6.0, 0.9, 2.5, 0.0),
        BgNbd(0.8, 9.0, 0.9, 2.5, 0.0),
        BgNbd(0.8, 6.0, 1.8, 2.5, 0.0),
    ):
        assert 2 * (fitted.log_likelihood - log_likelihood(wrong, drawn)) > CHI_SQUARE_4


CUSTOMERS = [buyer(0, 0, 20), buyer(1, 3, 30), buyer(2, 30.43, 38.86), buyer(6, 10, 38)]


MIDDLES = (np.arange(1500) + 0.5) / 1500
RATES = gamma.ppf(MIDDLES, CDNOW.r, scale=1 / CDNOW.alpha)[:, None]
LEAVING = beta.ppf(MIDDLES, CDNOW.a, CDNOW.b)[None, :]
"""Rates and chances to leave, as many of each as likely as any other: sums are integrals."""


@pytest.mark.parametrize("one", CUSTOMERS, ids=lambda each: f"{each.repeats} repeats")
def test_chances_and_expectations_are_the_integrals_that_they_stand_for(one: Buyer) -> None:
    x, recency, age, weeks = one.repeats, one.recency / 7, one.age / 7, 12.0
    still = (1 - LEAVING) ** x * RATES**x * np.exp(-RATES * age)
    gone = LEAVING * (1 - LEAVING) ** (x - 1) * RATES**x * np.exp(-RATES * recency)
    every = float(np.sum(still + (gone if x else 0.0)))
    buying = float(np.sum(still)) / every
    orders = float(np.sum(still * (1 - np.exp(-RATES * LEAVING * weeks)) / LEAVING)) / every
    silent = float(np.sum(still * np.exp(-RATES * weeks))) / every
    assert alive(CDNOW, [one])[0] == pytest.approx(buying, rel=0.01)
    assert expected(CDNOW, [one], weeks * 7)[0] == pytest.approx(orders, rel=0.01)
    assert none(CDNOW, [one], weeks * 7)[0] == pytest.approx(1 - buying + silent, rel=0.01)


@settings(max_examples=300)
@given(
    st.floats(-5, 5).map(lambda power: 10.0**power),
    st.floats(-5, 5).map(lambda power: 10.0**power),
    st.floats(-5, 5).map(lambda power: 10.0**power),
    st.floats(-5, 5).map(lambda power: 10.0**power),
    st.integers(0, 40),
    st.integers(1, 900),
    st.floats(0, 1),
    st.integers(1, 800),
)
def test_chances_are_chances_whatever_the_parameters(
    r: float, alpha: float, a: float, b: float, repeats: int, age: int, part: float, days: int
) -> None:
    model = BgNbd(r, alpha, a, b, 0.0)
    recency = max(min(repeats, age), round(part * age)) if repeats else 0
    one = replace(buyer(repeats, 0, 0), recency=recency, age=age)
    assert 0 <= alive(model, [one])[0] <= 1
    assert 0 <= none(model, [one], days)[0] <= 1
    orders = expected(model, [one], days)[0]
    # Nobody is expected to order less than the chance to order at all.
    assert orders >= (1 - none(model, [one], days)[0]) * 0.98 - 1e-9
    assert orders <= expected(model, [one], days + 100)[0] * 1.02
