"""A wrong name finds the one that was meant."""

from __future__ import annotations

from journeykit.journeys.spelling import nearest


def test_the_nearest_name_is_found_among_a_few() -> None:
    assert nearest("emial", ("sms", "email", "push")) == "email"


def test_the_nearest_name_is_found_among_thousands() -> None:
    names = [f"step-{number}" for number in range(5000)]
    assert nearest("remind-agian", [*names, "remind-again"]) == "remind-again"


def test_a_name_like_no_other_has_no_nearest() -> None:
    assert nearest("zzz", [f"step-{number}" for number in range(500)]) is None
