"""Each construct of the language on a few written customers, to the second."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.timetables import Case, cases, outcome

CASES = cases(Path(__file__).parent / "timetables")


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_timetable_is_exact(case: Case) -> None:
    found = outcome(case.lives())
    assert {name: found[name] for name in case.expected} == case.expected
