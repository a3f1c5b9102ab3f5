"""The samples are what they claim to be: they lint as recorded, are drawn, and simulate."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from _pytest.mark import ParameterSet

from journeykit.journeys.model import EventStart, Text
from journeykit.journeys.parts import parts
from journeykit.journeys.place import Word
from journeykit.render.check import defects
from journeykit.render.layout import layout
from journeykit.render.sketch import sketch
from tests.command import journey
from tests.samples.maps import MAPS, ROOT, Recorded, journey_ids, plan_of, recorded, reported

JOURNEYS = [(name, each) for name in MAPS for each in journey_ids(name)]
BILINGUAL = [name for name in MAPS if name not in {"language", "start"}]
KEYS = ("findings", "expected")
DEFECTS = [f"F{number}" for number in range(1, 27) if number != 3]


@pytest.fixture(autouse=True)
def in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("name", MAPS)
def test_a_map_lints_as_its_findings_say(name: str) -> None:
    assert sorted(reported(name)) == sorted(map(str, recorded(name, "findings")))


def awaited() -> Iterator[ParameterSet]:
    """Yield each finding that a rule must still learn to report; one that passes is a failure."""
    for name in MAPS:
        for each in recorded(name, "expected"):
            mark = pytest.mark.xfail(strict=True, reason=f"{each.code}: {each.reason}")
            yield pytest.param(name, each, marks=mark, id=f"{name}: {each}")


@pytest.mark.parametrize(("name", "each"), list(awaited()))
def test_a_rule_to_come_reports_a_finding(name: str, each: Recorded) -> None:
    assert str(each) in reported(name)


def test_every_defect_of_the_sources_is_recorded() -> None:
    found = {
        each.defect for name in MAPS for key in KEYS for each in recorded(name, key) if each.defect
    }
    assert sorted(found) == sorted(DEFECTS)


@pytest.mark.parametrize(("name", "id"), JOURNEYS)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_picture_has_no_defect(name: str, id: str, language: str) -> None:
    plan = plan_of(name)
    picture = sketch(plan.journeys[Word(id)], plan, language=language)
    assert defects(layout(picture)) == []


@pytest.mark.parametrize("name", MAPS)
def test_every_journey_is_entered_and_no_path_is_stuck(name: str) -> None:
    ran = journey(
        *(
            "simulate",
            f"samples/{name}",
            "--customers",
            "500",
            "--replications",
            "1",
            "--format",
            "json",
        )
    )
    assert (ran.status, ran.stderr) == (0, "")
    told = json.loads(ran.stdout)["journeys"]
    print(f"{name}: entries of 500 customers in 90 days")
    for each in told:
        print(f"  {each['journey']:40} {each['entered']:6}")
    assert [each["journey"] for each in told if not each["entered"]] == []
    assert {each["journey"]: each["stuck"] for each in told if each["stuck"]} == {}


def test_all_samples_are_drawn_at_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("pictures")
    ran = journey("draw", "samples", "-o", str(folder))
    assert (ran.status, ran.stderr) == (0, "")
    assert sorted(str(path.relative_to(folder)) for path in folder.rglob("*.svg")) == sorted(
        f"{name}/{each}.svg" for name, each in JOURNEYS
    )


@pytest.mark.parametrize("name", BILINGUAL)
def test_every_text_is_in_english_and_russian(name: str) -> None:
    plan = plan_of(name)
    texts = parts((plan.map, plan.population, *plan.journeys.values()), Text)
    assert [text for text in texts if text and text.languages != ("en", "ru")] == []


def test_no_two_maps_have_one_title() -> None:
    for language in ("en", "ru"):
        titles = [plan_of(name).map.name.in_language(language) for name in BILINGUAL]
        assert sorted(set(titles)) == sorted(titles)


@pytest.mark.parametrize(("name", "id"), JOURNEYS)
def test_the_event_that_starts_an_instance_for_each_order_is_not_its_goal(
    name: str, id: str
) -> None:
    journey = plan_of(name).journeys[Word(id)]
    started = [
        event
        for start in journey.start.values()
        if isinstance(start, EventStart)
        for event in start.event
    ]
    assert not (journey.per and journey.goal and journey.goal.event in started)


def test_a_map_to_begin_with_needs_nothing_that_is_not_simulated() -> None:
    ran = journey("simulate", "samples/start", "--customers", "20", "--for", "30d")
    assert (ran.status, ran.stderr) == (0, "")
