"""`journey init` writes a map that works, and never over anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import journey

WRITTEN = ["journey.yaml", "journeys/abandoned-cart.yaml", "population.yaml"]


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_init_writes_the_map_and_makes_missing_folders() -> None:
    ran = journey("init", "new/shop")
    assert ran.status == 0
    assert _files(Path("new/shop")) == WRITTEN
    assert "journey lint new/shop" in ran.stdout


def test_init_without_a_folder_writes_here() -> None:
    assert journey("init").status == 0
    assert _files(Path()) == WRITTEN


def test_what_init_writes_lints_clean_is_drawn_and_simulates() -> None:
    journey("init", "shop")
    assert journey("lint", "shop").status == 0
    drawn = journey("draw", "shop/journeys/abandoned-cart.yaml", "-o", "cart.svg")
    assert (drawn.status, drawn.stderr) == (0, "")
    ran = journey("simulate", "shop", "--customers", "50", "--for", "30d")
    assert (ran.status, ran.stderr) == (0, "")


@pytest.mark.parametrize("taken", WRITTEN)
def test_init_writes_nothing_where_a_file_of_that_name_is(taken: str) -> None:
    path = Path("shop", taken)
    path.parent.mkdir(parents=True)
    path.write_text("mine", encoding="utf-8")
    ran = journey("init", "shop")
    assert ran.status == 2
    assert ran.stderr == f"error: {path}: exists already; nothing was written\n"
    assert path.read_text(encoding="utf-8") == "mine"
    assert _files(Path("shop")) == [taken]


def test_init_says_when_the_folder_is_a_file() -> None:
    Path("shop").write_text("mine", encoding="utf-8")
    ran = journey("init", "shop")
    assert ran.status == 2
    assert ran.stderr.startswith("error: shop")
    assert ran.stderr.count("\n") == 1


def test_init_copies_a_sample_map() -> None:
    ran = journey("init", "mine", "--from", "commerce-map")
    assert ran.status == 0
    assert "mine/journeys/qualify.yaml" in ran.stdout
    assert "journey draw mine -o pictures" in ran.stdout


def test_the_findings_of_a_sample_stay_with_it() -> None:
    journey("init", "mine", "--from", "commerce-map")
    assert "findings.yaml" not in _files(Path("mine"))
    head = Path("mine/journey.yaml").read_text(encoding="utf-8")
    assert "the sample's findings.yaml" in head


def test_a_copied_map_can_be_drawn() -> None:
    journey("init", "mine", "--from", "b2b")
    assert journey("draw", "mine", "-o", "pictures").status == 0


@pytest.mark.parametrize("name", ["tier-upgrade", "loyalty/tier-upgrade"])
def test_init_copies_a_journey_of_a_map(name: str) -> None:
    ran = journey("init", "mine", "--from", name)
    assert ran.status == 0
    assert "journey draw mine/journeys/tier-upgrade.yaml -o tier-upgrade.svg" in ran.stdout
    assert _files(Path("mine")) == ["journey.yaml", "journeys/tier-upgrade.yaml", "population.yaml"]
    assert journey("draw", "mine", "-o", "pictures").status == 0


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("shpo", "did you mean `shop`?"),
        ("loyalty/tier-upgrad", "did you mean `loyalty/tier-upgrade`?"),
        ("qqqqq", "`journey samples` lists them"),
    ],
)
def test_init_names_the_nearest_sample_and_writes_nothing(name: str, cure: str) -> None:
    ran = journey("init", "mine", "--from", name)
    assert (ran.status, ran.stdout) == (2, "")
    assert ran.stderr == f"error: no sample is called `{name}`; {cure}\n"
    assert not Path("mine").exists()


def test_init_asks_which_journey_is_meant_where_two_maps_have_one() -> None:
    ran = journey("init", "mine", "--from", "abandoned-cart")
    assert (ran.status, ran.stdout) == (2, "")
    assert ran.stderr.startswith("error: several samples are called `abandoned-cart`: write `")
    assert "`start/abandoned-cart`" in ran.stderr
    assert not Path("mine").exists()


def test_init_copies_nothing_over_a_file_of_that_name() -> None:
    Path("mine/journeys").mkdir(parents=True)
    Path("mine/journeys/birthday.yaml").write_text("mine", encoding="utf-8")
    ran = journey("init", "mine", "--from", "shop")
    assert ran.status == 2
    assert "exists already; nothing was written" in ran.stderr
    assert _files(Path("mine")) == ["journeys/birthday.yaml"]
