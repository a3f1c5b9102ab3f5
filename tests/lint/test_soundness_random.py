"""Random sound journeys have no finding of structure; with one defect, that one finding."""

from __future__ import annotations

import pytest

from journeykit.journeys.lint.rules import RULES
from journeykit.journeys.lint.run import lint
from tests.sound_journeys import DEFECTS, planted, sound_journey
from tests.timetables import plan_of_text

CODES = ("J101", "J102", "J107", "J108", "J109", "J110", "J111", "J116")
STRUCTURE = [rule for rule in RULES if rule.code in CODES]
FEW, MANY = range(15), range(15, 2000)


def _found(text: str) -> list[tuple[str, str]]:
    """Return code and step of the findings of structure."""
    return [
        (found.rule.code, found.finding.step)
        for found in lint([plan_of_text(text)], rules=STRUCTURE)
    ]


def test_sound_journeys_are_clean() -> None:
    assert [(seed, found) for seed in FEW if (found := _found(sound_journey(seed)))] == []


@pytest.mark.deep
def test_many_sound_journeys_are_clean() -> None:
    assert [(seed, found) for seed in MANY if (found := _found(sound_journey(seed)))] == []


@pytest.mark.parametrize("kind", DEFECTS)
def test_a_planted_defect_is_the_only_finding(kind: str) -> None:
    assert _wrong(kind, FEW) == []


@pytest.mark.deep
@pytest.mark.parametrize("kind", DEFECTS)
def test_each_of_many_planted_defects_is_the_only_finding(kind: str) -> None:
    assert _wrong(kind, MANY) == []


def _wrong(kind: str, seeds: range) -> list[tuple[int, list[tuple[str, str]]]]:
    """Return the seeds for which something else than the planted defect is found."""
    plants = [(seed, planted(seed, kind)) for seed in seeds]
    assert sum(plant is not None for _, plant in plants) > len(seeds) // 4
    return [
        (seed, found)
        for seed, plant in plants
        if plant is not None and (found := _found(plant[0])) != [plant[1:]]
    ]
