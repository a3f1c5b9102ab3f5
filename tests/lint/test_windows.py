"""The bounds on when messages go out hold for every run that a search finds."""

from __future__ import annotations

import pytest

from journeykit.journeys.lint.runs import RunsOf
from journeykit.journeys.lint.windows import windows
from tests.samples.maps import MAPS, plan_of


@pytest.mark.parametrize("name", MAPS)
def test_every_message_of_a_run_goes_out_within_its_bounds(name: str) -> None:
    plan = plan_of(name)
    runs = RunsOf(plan)
    outside = []
    for journey in plan.journeys.values():
        line = runs.line(journey)
        if line is None:
            continue
        spans = {start.id: list(windows(line, start)) for start in journey.start.values()}
        for run in runs[journey.id].runs:
            outside += [
                (journey.id, each.step, each.sent.time)
                for each in run.sendings
                if not any(
                    message == each.sent.message and least <= each.sent.time <= most
                    for message, least, most in spans[run.start.id]
                )
            ]
    assert outside == []


def test_some_journeys_have_bounds_that_are_times() -> None:
    plan = plan_of("funnel")
    runs = RunsOf(plan)
    journey = plan.journeys["repeat-sale-letters"]
    line = runs.line(journey)
    assert line is not None
    (start,) = journey.start.values()
    assert {message: least for message, least, _ in windows(line, start)} == {
        "novelties": 15 * 86400,
        "sales": 20 * 86400,
        "loyalty": 30 * 86400,
    }
