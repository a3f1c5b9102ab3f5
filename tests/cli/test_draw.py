"""`journey draw` as it is typed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

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


@pytest.mark.parametrize(
    ("ending", "begin"),
    [
        ("svg", b"<svg "),
        ("png", b"\x89PNG"),
        ("pdf", b"%PDF-1."),
        ("bpmn", b"<?xml"),
        ("html", b"<!doctype html>"),
        ("dot", b"digraph cart {"),
        ("gv", b"digraph cart {"),
        ("mermaid", b"%% Cart"),
        ("SVG", b"<svg "),
    ],
)
def test_each_ending_has_its_format(ending: str, begin: bytes) -> None:
    assert journey("draw", "cart.yaml", "-o", f"cart.{ending}").status == 0
    assert Path(f"cart.{ending}").read_bytes().startswith(begin)


def test_a_picture_goes_to_standard_output_byte_by_byte() -> None:
    journey("draw", "cart.yaml", "-o", "cart.png", "--scale", "1")
    command = [sys.executable, "-c", "from journeykit.cli.app import main; main()"]
    options = ["draw", "cart.yaml", "-o", "-", "--format", "png", "--scale", "1"]
    ran = subprocess.run([*command, *options], capture_output=True, check=True)
    assert ran.stdout == Path("cart.png").read_bytes()


def test_a_picture_does_not_wait_for_what_other_formats_need() -> None:
    others = "graphviz networkx reportlab resvg_py simpy fontTools.subset journeykit.journeys.lint"
    command = (
        "import sys; from journeykit.cli.app import app; app(sys.argv[1:], standalone_mode=False);"
        f"print([name for name in '{others}'.split() if name in sys.modules])"
    )
    arguments = [sys.executable, "-c", command, "draw", "cart.yaml", "-o", "cart.svg"]
    ran = subprocess.run(arguments, capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_a_pdf_holds_several_journeys() -> None:
    Path("wish.yaml").write_text(WISH, encoding="utf-8")
    assert journey("draw", ".", "-o", "all.pdf").status == 0
    assert len(PdfReader("all.pdf").pages) == 2
    assert journey("draw", ".", "-o", "each/", "--format", "pdf").status == 0
    assert sorted(path.name for path in Path("each").iterdir()) == ["cart.pdf", "wish.pdf"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--scale", "2", "-o", "cart.svg"), "--scale: goes with png, not with svg"),
        (("--legend", "-o", "cart.bpmn"), "--legend: goes with svg, png, pdf"),
        (("--legend", "--overview", "-o", "map.dot"), "--legend: does not go with --overview"),
        (("--journey", "cart", "--overview", "-o", "a.dot"), "--journey: does not go with"),
        (("--link", "x", "-o", "cart.mmd"), "--link: goes with svg, pdf"),
        (("--link", "x/{file}", "-o", "cart.svg"), "--link: unknown `{file}`; there are {path}"),
        (("--scale", "0", "-o", "cart.png"), "--scale"),
        (("--scale", "nan", "-o", "cart.png"), "--scale"),
    ],
)
def test_an_option_that_does_nothing_is_refused(options: tuple[str, ...], told: str) -> None:
    ran = journey("draw", "cart.yaml", *options)
    assert ran.status == 2
    assert told in ran.stderr
    assert sorted(path.name for path in Path().iterdir()) == ["cart.yaml"]


def test_each_step_leads_to_its_line() -> None:
    Path(".git").mkdir()
    Path("a map").mkdir()
    Path("cart.yaml").rename("a map/cart.yaml")
    usual = journey("draw", "a map/cart.yaml", "-o", "-", "--link", "https://git.test/blob/main/")
    assert 'href="https://git.test/blob/main/a%20map/cart.yaml#L5"' in usual.stdout
    own = journey("draw", "a map/cart.yaml", "-o", "-", "--link", "open:{line}:{path}")
    assert 'href="open:3:a%20map/cart.yaml"' in own.stdout


def test_standard_input_has_no_address() -> None:
    ran = journey("draw", "-", "-o", "-", "--link", "https://git.test", stdin=CART)
    assert (ran.status, ran.stdout) == (2, "")
    assert "--link: what comes from standard input has no address" in ran.stderr


@pytest.mark.parametrize(
    ("extra", "module"), [("png", "resvg_py"), ("pdf", "reportlab.pdfgen.canvas")]
)
def test_a_missing_extra_is_named(extra: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    ran = journey("draw", "cart.yaml", "-o", f"cart.{extra}")
    assert ran.status == 2
    assert ran.stderr.startswith("error: ")
    assert f"`pip install 'journeykit[{extra}]'`" in ran.stderr
    assert not Path(f"cart.{extra}").exists()


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
