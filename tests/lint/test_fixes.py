"""Fixes change what they name and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journeykit.journeys.finding import Fix
from journeykit.journeys.lint.fixes import mended
from journeykit.journeys.place import Place

LINES = st.lists(st.text("ab #é\U0001f600", min_size=0, max_size=6), min_size=1, max_size=5)


def _place(line: int, begin: int, end: int) -> Place:
    return Place("a.yaml", line, begin, line, end)


@given(st.data())
def test_all_but_the_named_spans_stays_as_it_was(data: st.DataObject) -> None:
    ending = data.draw(st.sampled_from(["\n", "\r\n"]))
    lines = data.draw(LINES)
    fixes, expected = [], []
    for number, line in enumerate(lines, start=1):
        begin = data.draw(st.integers(0, len(line)))
        end = data.draw(st.integers(begin, len(line)))
        fixes.append(Fix(_place(number, begin + 1, end + 1), "new", line[begin:end]))
        expected.append(f"{line[:begin]}new{line[end:]}")
    shuffled = data.draw(st.permutations(fixes))
    assert mended(ending.join(lines), shuffled) == (ending.join(expected), len(fixes))


def test_of_fixes_that_overlap_the_first_counts() -> None:
    fixes = [Fix(_place(1, 1, 4), "x"), Fix(_place(1, 3, 6), "y"), Fix(_place(1, 1, 4), "x")]
    assert mended("abcdef", fixes) == ("xdef", 1)


def test_where_something_else_stands_nothing_is_done() -> None:
    assert mended("abcdef", [Fix(_place(1, 1, 4), "x", "xyz")]) == ("abcdef", 0)


def test_what_is_taken_out_takes_its_empty_lines_along() -> None:
    text = "a: 1\n  b: 2  # why\nc: 3"
    assert mended(text, [Fix(_place(2, 3, 7), "")]) == ("a: 1\nc: 3", 1)
    assert mended(text, [Fix(_place(3, 1, 5), "")]) == ("a: 1\n  b: 2  # why\n", 1)
    assert mended("{a: 1, b: 2}", [Fix(_place(1, 2, 8), "")]) == ("{b: 2}", 1)
