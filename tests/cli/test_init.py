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
