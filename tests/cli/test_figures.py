"""Figures as people read them."""

from __future__ import annotations

import pytest

from journeykit.cli.figures import count, mean, percentage, share
from journeykit.simulate.estimates import Estimate


def test_a_count_has_commas() -> None:
    assert count(1234567) == "1,234,567"


def test_a_mean_stands_beside_half_of_its_interval() -> None:
    assert mean(Estimate(7.416, 7.1, 7.732)) == "7.42 ± 0.32"
    assert mean(Estimate(2.0)) == "2.00"


def test_a_share_stands_beside_its_interval() -> None:
    assert share(Estimate(0.1449, 0.129, 0.1618)) == "14.5% (12.9–16.2)"
    assert share(Estimate(0.5)) == "50.0%"


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0.0%"), (0.00001, "<0.1%"), (0.9999, ">99.9%"), (1, "100.0%")]
)
def test_what_is_rare_never_reads_as_nothing(value: float, text: str) -> None:
    assert percentage(value) == text
