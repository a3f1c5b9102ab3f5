"""`journey draw -o PAGE.html` as it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import journey

WISH = """journey: {name}
title: {{en: {name} in English, ru: По-русски {name}}}
start: {{begin: {{event: a, next: end}}}}
"""


@pytest.fixture(autouse=True)
def _maps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("north", "south"):
        Path(folder).mkdir()
        Path(folder, "journey.yaml").write_text(f"map: {folder}\n", encoding="utf-8")
        for name in ("cart", "wish"):
            Path(folder, f"{name}.yaml").write_text(WISH.format(name=name), encoding="utf-8")


def shown(page: str) -> list[str]:
    text = Path(page).read_text(encoding="utf-8")
    return [name for name in ("cart in E", "wish in E", "По-русски cart") if f"<h2>{name}" in text]


def test_one_file_has_all_journeys_of_a_map_in_all_languages() -> None:
    assert journey("draw", "north", "-o", "north.html").status == 0
    assert shown("north.html") == ["cart in E", "wish in E", "По-русски cart"]


def test_one_journey_or_one_language_can_be_asked_for() -> None:
    assert journey("draw", "north", "--journey", "wish", "-o", "wish.html").status == 0
    assert shown("wish.html") == ["wish in E"]
    assert journey("draw", "north", "--lang", "ru", "-o", "ru.html").status == 0
    assert shown("ru.html") == ["По-русски cart"]


def test_in_a_folder_each_map_is_one_page() -> None:
    assert journey("draw", ".", "--format", "html", "-o", "out").status == 0
    pages = sorted(map(str, Path("out").glob("**/*.html")))
    assert pages == ["out/north/index.html", "out/south/index.html"]


def test_two_maps_are_no_one_page() -> None:
    ran = journey("draw", ".", "-o", "both.html")
    assert ran.status == 2
    assert "name a folder" in ran.stderr
    assert not Path("both.html").exists()


def test_the_page_shows_the_file_as_the_reader_called_it() -> None:
    journey("draw", "north/cart.yaml", "-o", "cart.html")
    assert '"north/cart.yaml":[' in Path("cart.html").read_text(encoding="utf-8")
