"""A tree that is written reads back as the same tree."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from journeykit.journeys.place import Mapping, Sequence, Tree, Word
from journeykit.journeys.text import read
from journeykit.journeys.write import WIDTH, one_line, write

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(ROOT.glob("samples/*/**/*.yaml"))
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12).map(
    Word
)
TREES = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(Sequence),
        st.dictionaries(WORDS, inner, max_size=4).map(Mapping),
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_sample_written_again_reads_the_same(path: Path) -> None:
    trees, _ = read(path.read_bytes(), path.name)
    for tree in trees:
        assert isinstance(tree, Mapping)
        assert read(write(tree), "again") == ([tree], [])


@given(st.dictionaries(WORDS, TREES, min_size=1, max_size=4).map(Mapping))
def test_any_tree_written_reads_the_same(tree: Mapping) -> None:
    assert read(write(tree), "again") == ([tree], [])


@given(TREES)
def test_a_line_reads_the_same(tree: Tree) -> None:
    line = one_line(tree)
    assert "\n" not in line
    assert read(f"x: {line}", "again") == ([Mapping({Word("x"): tree})], [])


@pytest.mark.parametrize(
    "text", ["no", "Yes", "null", "~", "2026-01-05", "0x1f", "1e3", "", "1:30"]
)
def test_a_text_that_other_parsers_would_change_is_quoted(text: str) -> None:
    assert yaml.safe_load(one_line(Word(text))) == text


def test_steps_stand_one_a_line_and_break_only_where_they_do_not_fit() -> None:
    steps = Mapping({Word("a"): Mapping({Word("end"): Word("Done")}), Word("b"): Word("x" * WIDTH)})
    text = write(Mapping({Word("journey"): Word("j"), Word("steps"): steps}))
    assert text.splitlines() == ["journey: j", "steps:", "  a: {end: Done}", f"  b: {'x' * WIDTH}"]
