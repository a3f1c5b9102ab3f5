"""The holdout: its figures by hand, and how well the populations of two histories hold."""

from __future__ import annotations

import pytest

from journeykit.journeys.finding import JourneyError
from journeykit.simulate.fit.history import history
from journeykit.simulate.fit.holdout import Figures, Holdout, figures
from journeykit.simulate.fit.study import Question, study
from tests.simulate.fit.given import cdnow, shop


@pytest.fixture(scope="module")
def of_cdnow() -> Holdout:
    found = study(cdnow(), None, Question(holdout=273)).holdout
    assert found is not None
    return found


def test_figures_are_those_counted_by_hand() -> None:
    found = figures([(), (1,), (2, 5, 8), (1, 2, 3, 4, 5, 6, 7, 8)], 8)
    assert found.customers == 4
    assert found.orders == 3.0
    assert found.counts == (0.25, 0.25, 0.0, 0.25, 0.25)
    assert found.repeaters == 0.75
    assert found.periods == (1.0, 0.5, 0.75, 0.75)
    assert found.again == 9
    assert found.gaps == (1.0, 1.0, 1.0)
    assert figures([(), (3,)], 4).gaps == ()


def test_the_holdout_of_cdnow_is_the_one_of_the_paper(of_cdnow: Holdout) -> None:
    assert of_cdnow.history.customers == 2357
    # 1,882 orders in the 39 weeks after the 39 weeks of calibration.
    assert of_cdnow.history.orders * 2357 == pytest.approx(1882)
    assert of_cdnow.newcomers == 0


def test_repeat_purchases_of_cdnow_are_reproduced(of_cdnow: Holdout) -> None:
    true, drawn = of_cdnow.history, of_cdnow.simulated
    # BG/NBD itself expects 12 % fewer orders than came: the paper's curve lies as much below.
    assert drawn.orders == pytest.approx(true.orders, rel=0.22)
    assert drawn.repeaters == pytest.approx(true.repeaters, abs=0.04)
    for simulated, counted in zip(drawn.counts, true.counts, strict=True):
        assert simulated == pytest.approx(counted, abs=0.04)


def test_days_between_purchases_of_cdnow_are_reproduced(of_cdnow: Holdout) -> None:
    true, drawn = of_cdnow.history, of_cdnow.simulated
    assert true.again > 1000
    for simulated, counted in zip(drawn.gaps, true.gaps, strict=True):
        assert simulated == pytest.approx(counted, rel=0.35)


def _apart(one: Figures, other: Figures) -> float:
    """Return how many half widths of their intervals two means are apart."""
    return float(abs(one.orders - other.orders) / (one.half**2 + other.half**2) ** 0.5)


def test_the_holdout_of_the_shop_lies_within_its_interval() -> None:
    found = study(*shop(), Question()).holdout
    assert found is not None
    assert _apart(found.history, found.simulated) < 2.0
    assert set(found.actual) == {part.name for part in found.fitted.parts}


def test_what_came_later_is_unknown_to_the_fit() -> None:
    orders = cdnow()
    whole = history(orders.good)
    known = whole.until(whole.end - 273)
    assert max(days[-1].day for days in known.bought.values()) <= known.end
    held = study(orders, None, Question(holdout=273, customers=100)).holdout
    assert held is not None
    assert held.fitted.end == known.end


@pytest.mark.parametrize("days", [546, 900])
def test_a_holdout_that_leaves_nothing_is_refused(days: int) -> None:
    with pytest.raises(JourneyError, match=f"cannot hold out {days} days: the history has 546"):
        study(cdnow(), None, Question(holdout=days))


def test_without_a_holdout_the_study_says_so() -> None:
    found = study(cdnow(), None, Question(holdout=0))
    assert found.holdout is None
    assert found.no_holdout
