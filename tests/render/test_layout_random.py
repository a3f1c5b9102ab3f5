"""Random journeys with loops, races and branches at once are laid out without a defect."""

from __future__ import annotations

import pytest

from journeykit.render.check import defects
from journeykit.render.layout import layout
from journeykit.render.sketch import sketch
from tests.render.given import journey_of
from tests.sound_journeys import sound_journey

FEW = range(25)
MANY = range(len(FEW), 200)


def _defects(seed: int) -> list[str]:
    return defects(layout(sketch(*journey_of(sound_journey(seed)))))


def test_no_random_journey_is_drawn_with_a_defect() -> None:
    assert {seed: found for seed in FEW if (found := _defects(seed))} == {}


@pytest.mark.deep
def test_no_random_journey_of_many_is_drawn_with_a_defect() -> None:
    assert {seed: found for seed in MANY if (found := _defects(seed))} == {}


def test_a_journey_of_150_steps_is_drawn_without_a_defect() -> None:
    journey, plan = journey_of(sound_journey(0, least=150, most=150))
    assert defects(layout(sketch(journey, plan))) == []
