"""The customers whose timetables were worked out by hand from the source scenarios."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.timetables import Case, cases, outcome

CASES = cases(Path(__file__).parent / "oracles")


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_customer_gets_what_the_scenarios_say(case: Case) -> None:
    found = outcome(case.lives())
    assert {name: found[name] for name in case.expected} == case.expected
