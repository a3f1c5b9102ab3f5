"""Every map that ships, and every journey of it, is copied into a folder where it loads."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeykit.cli.copies import copy_of
from journeykit.cli.shipped import Chosen, names, sample
from journeykit.journeys.load import load
from journeykit.journeys.model import Plan
from journeykit.journeys.project import find
from tests.command import journey

MAPS = [Chosen(sample(name)) for name in names()]
JOURNEYS = [
    Chosen(whole.sample, each) for whole in MAPS for each in whole.sample.plan.journeys.values()
]
TRIED = [whole.sample.name for whole in MAPS if whole.sample.name != "language"]


def _name(chosen: Chosen) -> str:
    return chosen.sample.name + (f"/{chosen.journey.id}" if chosen.journey else "")


def _journey(map_: str, id: str) -> Chosen:
    return next(each for each in JOURNEYS if _name(each) == f"{map_}/{id}")


def written(chosen: Chosen, folder: Path) -> Plan:
    """Write a copy into a folder and return its plan, which reads without a finding.

    No text of it speaks of the place where the sample was.
    """
    for path, text in copy_of(chosen, folder).files.items():
        assert "$schema" not in text
        assert "samples/" not in text
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (project,) = find([str(folder)], cwd=folder.parent).projects
    loaded = load(project.documents, project.path)
    assert [str(finding) for finding in (*project.findings, *loaded.findings)] == []
    assert loaded.plan is not None
    return loaded.plan


@pytest.mark.parametrize("chosen", MAPS, ids=_name)
def test_a_map_is_copied_whole(chosen: Chosen, tmp_path: Path) -> None:
    plan = written(chosen, tmp_path / "mine")
    assert list(plan.journeys) == list(chosen.sample.plan.journeys)
    assert plan.population.name == chosen.sample.plan.population.name


@pytest.mark.parametrize("chosen", JOURNEYS, ids=_name)
def test_a_journey_is_copied_with_what_it_needs(chosen: Chosen, tmp_path: Path) -> None:
    assert chosen.journey is not None
    plan = written(chosen, tmp_path / "mine")
    assert chosen.journey.id in plan.journeys
    assert plan.population.name == chosen.sample.plan.population.name


@pytest.mark.parametrize("name", TRIED)
def test_the_first_journey_of_a_map_simulates_at_once(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    chosen = next(each for each in JOURNEYS if each.sample.name == name)
    written(chosen, tmp_path / "mine")
    *_, simulate = copy_of(chosen, Path("mine")).commands
    ran = journey(*simulate.split()[1:], "--customers", "20", "--for", "30d")
    assert (ran.status, ran.stdout != "") == (0, True)


def test_a_copied_journey_brings_those_that_it_calls_and_that_call_it() -> None:
    for name in ("churn-survey", "churn-winback"):
        files = copy_of(_journey("loyalty", name), Path("mine")).files
        assert [str(path.relative_to("mine")) for path in files] == [
            "journey.yaml",
            "journeys/churn-survey.yaml",
            "journeys/churn-winback.yaml",
            "population.yaml",
        ]


def test_the_map_of_a_copied_journey_says_what_was_copied() -> None:
    chosen = _journey("loyalty", "churn-survey")
    text = copy_of(chosen, Path("my shop")).files[Path("my shop/journey.yaml")]
    assert text.startswith(
        "# The journey `churn-survey` of the sample map `loyalty`, with what it and the map need:\n"
        "# `churn-winback`.\n#\n#   journey lint 'my shop'\n"
    )
    source = chosen.sample.project.files[0].text
    kept = text.partition("\nmap:")[2]
    assert kept == source.partition("\nmap:")[2].replace("samples/loyalty", "'my shop'")
