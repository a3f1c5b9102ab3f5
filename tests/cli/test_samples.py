"""`journey samples` lists the maps that ship with the tool, and their journeys."""

from __future__ import annotations

import json

import pytest

from tests.command import journey


def test_the_maps_are_listed_with_the_number_of_their_journeys() -> None:
    ran = journey("samples")
    assert (ran.status, ran.stderr) == (0, "")
    lines = {line.split()[0]: line.split(maxsplit=2) for line in ran.stdout.splitlines() if line}
    assert lines["start"] == ["start", "1", "My shop"]
    assert lines["shop"][2] == "Online shop"
    assert "journey init DIR --from MAP" in ran.stdout


def test_the_journeys_of_a_map_are_listed_with_their_source_and_start() -> None:
    ran = journey("samples", "shop", "--lang", "ru")
    assert (ran.status, ran.stderr) == (0, "")
    (line,) = [each for each in ran.stdout.splitlines() if each.startswith("birthday ")]
    assert line.split(maxsplit=1)[1].startswith("День рождения")
    assert "000-03a" in line
    assert line.endswith("За неделю до дня рождения")


def test_the_lists_can_be_had_as_json() -> None:
    maps = json.loads(journey("samples", "--format", "json").stdout)
    assert {"map": "start", "title": "My shop", "journeys": 1} in maps
    (told,) = json.loads(journey("samples", "start", "--format", "json").stdout)
    assert told == {
        "map": "start",
        "journey": "abandoned-cart",
        "title": "Abandoned cart",
        "source": [],
        "start": ["cart.item_added"],
    }


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("shpo",), "no sample map is called `shpo`; did you mean `shop`?"),
        (("--lang", "rus"), "no title is in `rus`"),
    ],
)
def test_what_there_is_not_is_told_with_the_nearest_name(
    arguments: tuple[str, ...], problem: str
) -> None:
    ran = journey("samples", *arguments)
    assert (ran.status, ran.stdout) == (2, "")
    assert problem in ran.stderr
