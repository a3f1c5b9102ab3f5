"""Baselines: written and read again, compared with what is found."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.journeys.finding import Finding, JourneyError
from journeykit.journeys.lint.baseline import Baseline, Key, baseline, baseline_text
from journeykit.journeys.lint.rules import RULES
from journeykit.journeys.lint.run import Found
from journeykit.journeys.place import Place

RULE = {rule.code: rule for rule in RULES}
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]))
KEYS = st.builds(Key, TEXTS, st.sampled_from(["J101", "J304"]), TEXTS, TEXTS)


def _found(step: str, line: int = 1) -> Found:
    place = Place("maps/a.yaml", line, 1, line, 2)
    return Found(RULE["J101"], Finding(place, "m", journey="a", step=step))


def _read(text: str) -> Baseline:
    return baseline(text.encode(), "known.json", folder="/team", cwd="/team")


@given(st.lists(KEYS))
def test_what_is_written_is_read_again(keys: list[Key]) -> None:
    text = baseline_text(keys)
    assert {each.key: each.count for each in _read(text).entries} == Counter(keys)
    assert baseline_text(reversed(keys)) == text


def test_known_findings_are_told_by_step_and_not_by_line() -> None:
    known = _read(baseline_text([Key("maps/a.yaml", "J101", "a", "x")]))
    new, old = known.split([_found("x", line=70), _found("y")])
    assert [each.finding.step for each in new] == ["y"]
    assert [each.finding.step for each in old] == ["x"]


def test_more_findings_than_are_known_are_all_reported() -> None:
    known = _read(baseline_text([Key("maps/a.yaml", "J101", "a", "x")]))
    new, old = known.split([_found("x", line=7), _found("x", line=8)])
    assert (len(new), old) == (2, [])


def test_an_entry_that_knows_more_than_is_found_is_stale() -> None:
    key = Key("maps/a.yaml", "J101", "a", "x")
    known = _read(baseline_text([key, key]))
    assert [each.message for each in known.stale([_found("x")], lambda _: True)] == [
        "`J101` is found 1 instead of 2 times in journey `a`, step `x`"
    ]
    assert known.stale([_found("x")], lambda _: False) == []


@pytest.mark.parametrize(
    "text", ["", "[]", "a: [", '{"version": 2, "findings": []}', '{"version": 1}', "\xff"]
)
def test_what_is_no_baseline_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(JourneyError, match=r"^known\.json:\d"):
        _read(text)
