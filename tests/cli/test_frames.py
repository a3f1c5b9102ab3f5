"""Code frames stand under what they mark, whatever the letters of the line."""

from __future__ import annotations

import pytest

from journeykit.cli.cells import cells
from journeykit.cli.frames import WIDEST, frame
from journeykit.journeys.finding import Finding, Related
from journeykit.journeys.lint.rules.unreachable_step import unreachable_step
from journeykit.journeys.lint.run import Found
from journeykit.journeys.place import Place


def place(line: int, column: int, end_column: int, path: str = "a.yaml") -> Place:
    return Place(path, line, column, line, end_column)


def framed(finding: Finding, *lines: str) -> list[str]:
    return frame(Found(unreachable_step, finding), {"a.yaml": lines}).splitlines()


def mark_of(line: str, column: int, end_column: int) -> tuple[str, str]:
    """Return the line of a frame and the mark below it."""
    shown = framed(Finding(place(1, column, end_column), "wrong"), line)
    return shown[3].removeprefix("1 | "), shown[4].removeprefix("  | ")


def test_frame_shows_two_lines_around_and_what_to_do() -> None:
    finding = Finding(place(4, 3, 11), "step `reminder` cannot be reached", help="lead there")
    assert framed(finding, "journey: a", "steps:", "  wait: {}", "  reminder: {}", "x: 1") == [
        "error[J102]: step `reminder` cannot be reached",
        " --> a.yaml:4:3",
        "  |",
        "2 | steps:",
        "3 |   wait: {}",
        "4 |   reminder: {}",
        "  |   ^^^^^^^^",
        "5 | x: 1",
        "  |",
        "  = help: lead there",
        "  = note: `journey rule J102` explains unreachable-step",
    ]


def test_related_places_are_marked_in_the_same_frame_with_their_labels() -> None:
    related = (Related(place(1, 1, 7), "starts here"), Related(place(9, 1, 2), "ends here"))
    lines = [f"line {number}" for number in range(1, 12)]
    assert framed(Finding(place(5, 1, 5), "wrong", related=related), *lines)[2:-1] == [
        "  |",
        "1 | line 1",
        "  | ------ starts here",
        "...",
        "3 | line 3",
        "4 | line 4",
        "5 | line 5",
        "  | ^^^^",
        "6 | line 6",
        "7 | line 7",
        "...",
        "9 | line 9",
        "  | - ends here",
        "  |",
    ]


def test_labels_of_one_place_stand_at_one_mark() -> None:
    related = (Related(place(1, 1, 3), "once"), Related(place(1, 1, 3), "twice"))
    assert "  | ^^ once, twice" in framed(Finding(place(1, 1, 3), "wrong", related=related), "ab")


def test_a_place_in_another_file_has_a_frame_of_its_own() -> None:
    related = (Related(place(2, 1, 2, "b.yaml"), "the cap"),)
    shown = frame(
        Found(unreachable_step, Finding(place(1, 1, 2), "wrong", related=related)),
        {"a.yaml": ["a"], "b.yaml": ["b", "c"]},
    )
    assert " ::: b.yaml:2:1\n  |\n2 | c\n  | - the cap\n" in shown


def test_a_place_in_a_file_that_is_not_there_is_named() -> None:
    related = (Related(place(2, 1, 2, "gone.yaml"), "the cap"),)
    shown = framed(Finding(place(1, 1, 2), "wrong", related=related), "a")
    assert shown[5:8] == ["  |", " ::: gone.yaml:2:1", "  = 2:1: the cap"]


@pytest.mark.parametrize(
    ("line", "column", "end_column", "indent", "width"),
    [
        pytest.param("шаг: {отправить: письмо}", 7, 16, 6, 9, id="Cyrillic"),
        pytest.param("挨拶: メール", 5, 8, 6, 6, id="wide"),
        pytest.param("e\u0301te\u0301: x", 8, 9, 5, 1, id="combining"),
        pytest.param("\t\tstep: x", 3, 7, 8, 4, id="tabs"),
        pytest.param("🛒 cart: x", 3, 7, 3, 4, id="emoji"),
        pytest.param("end", 4, 5, 3, 1, id="beyond the line"),
    ],
)
def test_marks_stand_below_the_marked_text(
    line: str, column: int, end_column: int, indent: int, width: int
) -> None:
    _, marks = mark_of(line, column, end_column)
    assert marks == " " * indent + "^" * width


def test_a_long_line_is_cut_around_the_mark() -> None:
    line = "a" * 300 + " here " + "b" * 300
    shown, marks = mark_of(line, 302, 306)
    assert cells(shown) <= WIDEST
    assert shown.startswith("...a")
    assert shown.endswith("b...")
    assert shown[marks.index("^") : marks.index("^") + 4] == "here"


def test_a_span_of_several_lines_is_marked_on_its_first() -> None:
    finding = Finding(Place("a.yaml", 1, 3, 3, 2), "wrong")
    assert "  |   ^^^" in framed(finding, "a: {b", "c", "}")


def test_signs_that_steer_a_terminal_are_not_printed() -> None:
    finding = Finding(place(1, 1, 2), "unknown step `\x1b[31m\u202e`")
    shown = "\n".join(framed(finding, "x: \x1b[31mred\u202e"))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
