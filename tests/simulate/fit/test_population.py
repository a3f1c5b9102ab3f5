"""The population that is written: it loads, it adds up, and it lives as the fit says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
import yaml

from journeykit.journeys.load import load
from journeykit.journeys.text import read
from journeykit.simulate.fit.fitted import Fitted, fit
from journeykit.simulate.fit.funnel import ORDER
from journeykit.simulate.fit.gamma_gamma import GammaGamma
from journeykit.simulate.fit.history import history
from journeykit.simulate.fit.holdout import figures, simulated
from journeykit.simulate.fit.orders import Click
from journeykit.simulate.fit.population import population_text
from journeykit.simulate.fit.study import Question, Study, study
from journeykit.simulate.fit.table import Rows
from journeykit.simulate.fit.wording import length, number, shares
from tests.simulate.fit.given import CALIBRATED, cdnow, history_of, shop
from tests.simulate.fit.recipe import Truth, bgnbd


@pytest.fixture(scope="module")
def of_cdnow() -> Fitted:
    known = history(cdnow().good).until(CALIBRATED)
    return fit(known, [each.time for each in cdnow().good], days=273)


@pytest.fixture(scope="module")
def of_the_shop() -> Study:
    return study(*shop(), Question(holdout=0))


def _findings(text: str) -> list[str]:
    documents, wrong = read(text, "population.yaml")
    loaded = load(documents, "population.yaml")
    assert loaded.plan is not None
    return [finding.message for finding in (*wrong, *loaded.findings)]


def test_the_population_loads_without_a_finding(of_cdnow: Fitted, of_the_shop: Study) -> None:
    assert _findings(population_text(of_cdnow, "orders.csv")) == []
    assert _findings(of_the_shop.population) == []


@pytest.mark.parametrize(
    "name", ['or"ders\\.csv', "# orders: {a}.csv", "заказы.csv", "a\nb.csv", "a\x1b[31m.csv", "%"]
)
def test_any_name_of_a_file_gives_a_population_that_loads(name: str, of_cdnow: Fitted) -> None:
    assert _findings(population_text(of_cdnow, name)) == []


def test_a_population_without_values_or_seasons_by_hour_loads(of_cdnow: Fitted) -> None:
    assert of_cdnow.order_seasons.hours == ()
    assert _findings(population_text(replace(of_cdnow, gamma_gamma=None), "o.csv")) == []
    far = GammaGamma(0.001, 99_000.0, 1e-7, 10, 0.0)
    assert _findings(population_text(replace(of_cdnow, gamma_gamma=far), "o.csv")) == []


@pytest.mark.parametrize("seed", range(4))
def test_drawn_histories_of_few_customers_give_populations_that_load(seed: int) -> None:
    drawn = history_of(bgnbd(Truth(1.5, 6.0, 0.5, 3.0), customers=40, days=120, seed=seed), 120)
    fitted = fit(drawn, [each.time for each in cdnow().good], days=30)
    assert _findings(population_text(replace(fitted, end=730_000), "orders.csv")) == []


def test_the_mean_order_rate_is_what_bgnbd_expects(of_cdnow: Fitted) -> None:
    tree = yaml.safe_load(population_text(of_cdnow, "orders.csv"))
    shared = tree["attributes"]["rfm"]["value"]
    rates = {name: each["rates"]["order.placed"] for name, each in tree["segments"].items()}
    weights = {name: float(share.rstrip("%")) / 100 for name, share in shared.items()}
    assert sum(weights.values()) == pytest.approx(1.0)
    # Each segment's rate is a multiple of the mean, so they average 1.
    assert sum(weights[name] * rates[name] for name in rates) == pytest.approx(1.0, abs=0.002)
    every = re.match(r"(\d+)d(\d+)h", tree["behaviour"]["order.placed"]["about_every"])
    assert every is not None
    days = int(every[1]) + int(every[2]) / 24
    assert 273 / days == pytest.approx(of_cdnow.orders, rel=0.001)


def test_simulated_customers_order_as_often_and_as_seldom_as_bgnbd_expects(
    of_cdnow: Fitted,
) -> None:
    text = population_text(of_cdnow, "orders.csv")
    found = figures(simulated(of_cdnow, text, customers=4000, seed=7), of_cdnow.days)
    # Two orders of one day count once, in the history too: some 1 % fewer than were placed.
    assert found.orders == pytest.approx(0.98 * of_cdnow.orders, abs=1.5 * found.half)
    nothing = sum(part.customers * part.none for part in of_cdnow.parts) / of_cdnow.customers
    assert found.counts[0] == pytest.approx(nothing, abs=0.03)


def test_orders_through_visits_are_as_many_as_bgnbd_expects(of_the_shop: Study) -> None:
    fitted = of_the_shop.fitted
    found = figures(simulated(fitted, of_the_shop.population, customers=2000, seed=3), fitted.days)
    assert found.orders == pytest.approx(0.98 * fitted.orders, abs=2 * found.half)
    assert fitted.funnel is not None
    reach = fitted.funnel.reach("cart.item_added")
    assert fitted.visit_rate * reach * fitted.chance == pytest.approx(fitted.orders)


def test_a_segment_never_needs_more_orders_than_its_visits_can_hold(of_the_shop: Study) -> None:
    tree = yaml.safe_load(of_the_shop.population)
    chance = float(tree["behaviour"]["order.placed"]["chance"].rstrip("%")) / 100
    for segment in tree["segments"].values():
        assert segment["rates"]["order.placed"] * chance <= 1.0


def test_equal_histories_give_equal_texts(of_the_shop: Study) -> None:
    assert study(*shop(), Question(holdout=0)).population == of_the_shop.population


def _clickstream(rename: dict[str, str], *, without: str = "", also: str = "") -> Rows[Click]:
    """Return the sample's events with other names, without some, with others besides."""
    events = shop()[1]
    good = [replace(each, event=rename.get(each.event, each.event)) for each in events.good]
    good = [each for each in good if each.event != without]
    if also:
        good += [replace(each, event=also) for each in events.good[::7]]
    return Rows("events.csv", tuple(good), ())


@pytest.mark.parametrize(
    "clicks",
    [
        _clickstream({"site.visit": "Page View", "cart.item_added": "Add to cart!"}),
        _clickstream({"cart.item_added": "cart/1"}, without="site.visit"),
        _clickstream({}, also="message.opened"),
        _clickstream({}, also="order.placed"),
        _clickstream({}, also="session.ended"),
        _clickstream({}, also="purchase"),
        _clickstream({"site.visit": "start", "product.viewed": "end"}),
    ],
)
def test_clickstreams_of_all_kinds_give_populations_that_load(clicks: Rows[Click]) -> None:
    orders, _ = shop()
    assert _findings(study(orders, clicks, Question(holdout=0)).population) == []


def test_visits_that_hold_no_order_give_a_population_that_loads() -> None:
    orders, events = shop()
    later = [replace(each, time=each.time + timedelta(hours=9)) for each in events.good]
    found = study(orders, Rows("e.csv", tuple(later), ()), Question(holdout=0))
    assert _findings(found.population) == []
    assert found.fitted.funnel is not None
    assert all(step.chance < 0.05 for step in found.fitted.funnel.steps if step.event == ORDER)


def test_shares_add_up_to_all() -> None:
    assert shares([1, 1, 1]) == ["33.34%", "33.33%", "33.33%"]
    assert shares([0, 7]) == ["0.00%", "100.00%"]


def test_numbers_have_few_digits_and_no_exponent() -> None:
    assert [number(value) for value in (1234.5, 0.2426, 0.0000123, 3.0, 0.0)] == [
        "1234", "0.243", "0.0000123", "3", "0",
    ]  # fmt: skip
    assert [length(seconds) for seconds in (0.2, 95, 15_100, 2_780_000)] == [
        "1s", "1m35s", "4h12m", "32d4h",
    ]  # fmt: skip
