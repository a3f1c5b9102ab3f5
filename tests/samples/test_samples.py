"""The samples are what they claim to be: they lint as recorded, are drawn, and simulate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from journeykit.journeys.load import load
from journeykit.journeys.model import Journey, Plan, Send, Text
from journeykit.journeys.parts import parts
from journeykit.journeys.place import Mapping, Sequence
from journeykit.journeys.project import find
from journeykit.journeys.text import read
from journeykit.render.check import defects
from journeykit.render.layout import layout
from journeykit.render.sketch import sketch
from tests.command import journey

ROOT = Path(__file__).parents[2]
MAPS = ["samples/language", "samples/shop", "samples/start"]
SCHEMES = dict(
    line.split()
    for line in Path(__file__).with_name("schemes.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)


@pytest.fixture(autouse=True)
def in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def plan_of(folder: str) -> Plan:
    """Return the plan of a map that loads without a finding."""
    (project,) = find([folder], cwd=ROOT).projects
    loaded = load(project.documents, project.path)
    assert [finding.message for finding in (*project.findings, *loaded.findings)] == []
    assert loaded.plan is not None
    return loaded.plan


PLANS = {folder: plan_of(folder) for folder in MAPS}
JOURNEYS = [(folder, each) for folder in MAPS for each in PLANS[folder].journeys.values()]


def recorded(folder: str) -> list[str]:
    """Return the findings that stand in a map's findings.yaml, as `CODE PLACE`."""
    path = Path(folder, "findings.yaml")
    if not path.exists():
        return []
    (tree,), _ = read(path.read_bytes(), str(path))
    assert isinstance(tree, Mapping)
    entries = tree["findings"]  # type: ignore[index]  # words are texts
    assert isinstance(entries, Sequence)
    assert all(isinstance(entry, Mapping) and entry["reason"] for entry in entries)  # type: ignore[index]
    return sorted(f"{entry['code']} {entry['place']}" for entry in entries)  # type: ignore[index,call-overload]


def reported(folder: str) -> list[str]:
    """Return what `journey lint` reports, as `CODE PLACE`."""
    return sorted(
        f"{each['code']} {Path(each['path']).relative_to(folder)} "
        + "/".join(filter(None, (each["journey"], each["step"])))
        for each in json.loads(journey("lint", folder, "--format", "json").stdout)
    )


@pytest.mark.parametrize("folder", MAPS)
def test_a_map_lints_as_its_findings_say(folder: str) -> None:
    assert reported(folder) == recorded(folder)


@pytest.mark.parametrize(("folder", "each"), JOURNEYS, ids=lambda value: getattr(value, "id", ""))
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_picture_has_no_defect(folder: str, each: Journey, language: str) -> None:
    assert defects(layout(sketch(each, PLANS[folder], language=language))) == []


@pytest.mark.parametrize("folder", MAPS)
def test_every_journey_is_entered_and_no_path_is_stuck(folder: str) -> None:
    ran = journey(
        "simulate", folder, "--customers", "200", "--for", "150d", "--format", "json", "--partial"
    )
    assert (ran.status, ran.stderr) == (0, ran.stderr)
    told = json.loads(ran.stdout)["journeys"]
    assert [each["journey"] for each in told if not each["entered"]] == []
    assert {each["journey"]: each["stuck"] for each in told if each["stuck"]} == {}


@pytest.mark.parametrize("folder", ["samples/shop", "samples/start"])
def test_a_map_to_begin_with_needs_nothing_that_is_not_simulated(folder: str) -> None:
    ran = journey("simulate", folder, "--customers", "20", "--for", "30d")
    assert (ran.status, ran.stderr) == (0, "")


@pytest.mark.parametrize(("folder", "each"), JOURNEYS, ids=lambda value: getattr(value, "id", ""))
def test_a_source_is_a_scheme_of_the_catalogue(folder: str, each: Journey) -> None:
    assert [source for source in each.source if source not in SCHEMES] == []


@pytest.mark.parametrize("each", PLANS["samples/shop"].journeys.values(), ids=lambda each: each.id)
def test_a_journey_of_the_shop_sends_as_much_as_its_scheme(each: Journey) -> None:
    sends = [step for step in each.steps.values() if isinstance(step, Send)]
    assert len(sends) == sum(int(SCHEMES[source]) for source in each.source)


def test_every_text_of_the_shop_is_in_english_and_russian() -> None:
    plan = PLANS["samples/shop"]
    texts = parts((plan.map, plan.population, *plan.journeys.values()), Text)
    assert [text for text in texts if text and text.languages != ("en", "ru")] == []
