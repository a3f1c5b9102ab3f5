"""`journey draw` as it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import journey

CART = """journey: cart
title: {en: Cart, ru: Корзина}
start: {begin: {event: cart.item_added, next: mail}}
steps:
  mail: {send: {channel: email, class: service, title: {en: Reminder, ru: Напоминание}}, next: end}
"""
WISH = "journey: wish\nstart: {begin: {event: wish.added, next: end}}\n"
DEAD_END = (
    "journey: dead\nstart: {a: {event: b, next: c}}\nsteps: {c: {timer: 1d}, d: {timer: 1d}}\n"
)


@pytest.fixture(autouse=True)
def _shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("cart.yaml").write_text(CART, encoding="utf-8")


def test_the_ending_of_the_file_decides_what_is_drawn() -> None:
    assert journey("draw", "cart.yaml", "-o", "cart.svg").status == 0
    assert journey("draw", "cart.yaml", "-o", "cart.mmd").status == 0
    assert Path("cart.svg").read_text(encoding="utf-8").startswith("<svg")
    assert Path("cart.mmd").read_text(encoding="utf-8").startswith("%% Cart\nflowchart LR\n")


def test_a_folder_gets_a_picture_of_each_journey() -> None:
    Path("wish.yaml").write_text(WISH, encoding="utf-8")
    assert journey("draw", ".", "-o", "pictures/", "--format", "mermaid").status == 0
    assert sorted(path.name for path in Path("pictures").iterdir()) == ["cart.mmd", "wish.mmd"]


def test_several_maps_get_a_folder_each() -> None:
    for name in ("north", "south"):
        Path(name).mkdir()
        Path(name, "journey.yaml").write_text(f"map: {name}\n", encoding="utf-8")
        Path(name, "wish.yaml").write_text(WISH, encoding="utf-8")
    Path("cart.yaml").unlink()
    assert journey("draw", ".", "-o", "out").status == 0
    assert sorted(map(str, Path("out").glob("*/*"))) == ["out/north/wish.svg", "out/south/wish.svg"]


def test_several_journeys_do_not_fit_into_one_file() -> None:
    Path("wish.yaml").write_text(WISH, encoding="utf-8")
    ran = journey("draw", ".", "-o", "all.svg")
    assert (ran.status, ran.stdout) == (2, "")
    assert "-o DIR/" in ran.stderr
    assert not Path("all.svg").exists()


def test_one_journey_of_a_map_can_be_chosen() -> None:
    Path("wish.yaml").write_text(WISH, encoding="utf-8")
    ran = journey("draw", ".", "--journey", "wish", "-o", "-", "--format", "mermaid")
    assert ran.stdout.startswith("%% wish\n")
    wrong = journey("draw", ".", "--journey", "wisch", "-o", "-")
    assert wrong.status == 2
    assert "did you mean `wish`?" in wrong.stderr


def test_the_language_can_be_chosen() -> None:
    ran = journey("draw", "cart.yaml", "-o", "-", "--format", "mermaid", "--lang", "ru")
    assert "Напоминание" in ran.stdout


def test_a_language_that_no_text_is_in_is_refused() -> None:
    ran = journey("draw", "cart.yaml", "-o", "cart.svg", "--lang", "rus")
    assert ran.status == 2
    assert "did you mean `ru`?" in ran.stderr
    assert journey("draw", "cart.yaml", "-o", "cart.svg", "--lang", "en").status == 0


def test_standard_input_is_read() -> None:
    ran = journey("draw", "-", "-o", "-", stdin=CART)
    assert (ran.status, ran.stdout[:4]) == (0, "<svg")


@pytest.mark.parametrize("output", ["cart.jpg", "cart.docx", "cart.svg.gz"])
def test_an_unknown_ending_is_refused(output: str) -> None:
    ran = journey("draw", "cart.yaml", "-o", output)
    assert ran.status == 2
    assert ".svg, .png, .pdf" in ran.stderr
    assert not Path(output).exists()


def test_a_format_that_contradicts_the_ending_is_refused() -> None:
    ran = journey("draw", "cart.yaml", "-o", "cart.svg", "--format", "mermaid")
    assert ran.status == 2
    assert "--format" in ran.stderr


def test_a_mistake_stops_and_leaves_the_old_picture() -> None:
    Path("cart.svg").write_text("old", encoding="utf-8")
    Path("cart.yaml").write_text(CART.replace("next: mail", "next: mial"), encoding="utf-8")
    ran = journey("draw", "cart.yaml", "-o", "cart.svg")
    assert ran.status == 2
    assert "cart.yaml:3:" in ran.stderr
    assert Path("cart.svg").read_text(encoding="utf-8") == "old"


def test_a_dead_end_is_drawn_all_the_same() -> None:
    Path("dead.yaml").write_text(DEAD_END, encoding="utf-8")
    assert journey("draw", "dead.yaml", "-o", "dead.svg").status == 0


@pytest.mark.parametrize("output", ["no/such/cart.svg", "taken/cart.svg"])
def test_what_cannot_be_written_is_told_in_one_line(output: str) -> None:
    Path("taken").write_text("a file", encoding="utf-8")
    ran = journey("draw", "cart.yaml", "-o", output)
    assert ran.status == 2
    assert ran.stderr.startswith(f"error: {output}: cannot be written: ")
    assert ran.stderr.count("\n") == 1


def test_nothing_but_the_picture_is_left_behind() -> None:
    journey("draw", "cart.yaml", "-o", "cart.svg")
    assert sorted(path.name for path in Path().iterdir()) == ["cart.svg", "cart.yaml"]


def test_a_path_that_does_not_exist_is_refused() -> None:
    assert journey("draw", "nothing.yaml", "-o", "x.svg").status == 2


def test_the_overview_is_dot_or_svg() -> None:
    assert journey("draw", "cart.yaml", "--overview", "-o", "map.dot").status == 0
    assert Path("map.dot").read_text(encoding="utf-8").startswith("digraph map {")
    assert journey("draw", "cart.yaml", "--overview", "-o", "map.mmd").status == 2
