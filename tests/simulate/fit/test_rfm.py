"""Segments: every customer is in one, and the better in the better."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journeykit.simulate.fit.history import Buyer, history
from journeykit.simulate.fit.rfm import HIGH, KINDS, LOW, MIDDLE, Bounds, bounds, score, segment
from tests.simulate.fit.given import cdnow

AT = Bounds(recent=30, lately=90, often=3, fair=20.0, much=50.0)


def _buyer(repeats: int, silent: int, value: float) -> Buyer:
    return Buyer("c", repeats, 100, 100 + silent, value, value)


def test_each_part_of_a_score_changes_at_its_bound() -> None:
    assert score(_buyer(0, 91, 20.0), AT) == score(_buyer(0, 300, 5.0), AT)
    assert score(_buyer(1, 90, 20.1), AT).recency == MIDDLE
    assert score(_buyer(2, 31, 50.0), AT).frequency == MIDDLE
    last = score(_buyer(3, 30, 50.1), AT)
    assert (last.recency, last.frequency, last.value) == (HIGH, HIGH, HIGH)
    assert score(_buyer(0, 91, 20.0), AT).recency == LOW


def test_customers_are_where_their_names_say() -> None:
    assert segment(_buyer(5, 10, 30), AT) == "champions"
    assert segment(_buyer(5, 60, 30), AT) == "loyal"
    assert segment(_buyer(1, 10, 30), AT) == "loyal"
    assert segment(_buyer(5, 200, 30), AT) == "at_risk"
    assert segment(_buyer(0, 60, 80), AT) == "big_spenders"
    assert segment(_buyer(0, 10, 30), AT) == "new"
    assert segment(_buyer(0, 60, 30), AT) == "cooling"
    assert segment(_buyer(0, 200, 80), AT) == "lost"


def test_about_a_third_of_the_customers_is_in_each_part() -> None:
    buyers = history(cdnow().good).buyers()
    at = bounds(buyers)
    for part in ("recency", "value"):
        for level in (LOW, MIDDLE, HIGH):
            inside = sum(getattr(score(buyer, at), part) == level for buyer in buyers)
            assert 0.28 < inside / len(buyers) < 0.38, (part, level)


@given(
    st.lists(
        st.builds(
            _buyer, st.integers(0, 50), st.integers(0, 900), st.floats(0, 1e6, allow_nan=False)
        ),
        min_size=1,
    )
)
def test_every_customer_is_in_one_segment(buyers: list[Buyer]) -> None:
    at = bounds(buyers)
    names = [kind.name for kind in KINDS]
    for buyer in buyers:
        assert segment(buyer, at) in names
