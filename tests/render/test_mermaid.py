"""Mermaid text: its own syntax, and no character of a label that would break it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.render.diagram import Arrow, Diagram, Kind, Shape
from journeykit.render.errors import DrawError
from journeykit.render.mermaid import mermaid, quoted
from tests.render.given import diagram_of
from tests.render.random_diagrams import random_diagram

LINE = re.compile(
    r"%% .*|flowchart LR|"
    r'  n\d+(\(\("[^"]*"\)\)|\{"[^"]*"\}|\["[^"]*"\]|\[\["[^"]*"\]\])|'
    r'  n\d+ -->(\|"[^"]*"\|)? n\d+|'
    r'  n\d+ -\.- n\d+note\["[^"]*"\]|'
    r'  (n\d+ <?-\.-> )?n\d+store\d\[\("[^"]*"\)\]( -\.-> n\d+)?|'
    r"  classDef \w+ .*|  class [n\d,ote]+ \w+"
)


def test_each_kind_has_its_shape() -> None:
    text = mermaid(
        diagram_of("s start Begin\nm send Mail\nx exclusive Paid?\nc call Other\ns -> m\nm -> x: a")
    )
    assert text.splitlines() == [
        "%% Given",
        "flowchart LR",
        '  n1(("Begin"))',
        '  n2["Mail"]',
        '  n3{"Paid?"}',
        '  n4[["Other"]]',
        "  n1 --> n2",
        '  n2 -->|"a"| n3',
    ]


def test_stores_and_notes_are_joined_by_dotted_lines() -> None:
    shape = Shape("t", Kind.SERVICE, "Do", note="why", reads=("crm",), writes=("crm", "log"))
    text = mermaid(Diagram("d", "T", "", "", (shape,), ()))
    assert '  n1 -.- n1note["why"]' in text
    assert '  n1 <-.-> n1store1[("crm")]' in text
    assert '  n1 -.-> n1store2[("log")]' in text


@pytest.mark.parametrize("seed", range(10))
def test_every_line_is_one_of_few_forms(seed: int) -> None:
    for line in mermaid(random_diagram(seed)).splitlines():
        assert LINE.fullmatch(line), line


@given(st.text())
def test_a_label_is_one_line_without_a_code(text: str) -> None:
    label = quoted(text)
    inner = re.sub(r"#\d+;", "", label[1:-1])
    assert not set(inner) & set('"#&<>`\\{}[]|_*\n')


def test_an_event_without_a_name_is_a_circle_with_a_blank() -> None:
    assert mermaid(diagram_of("e end")).splitlines()[-1] == '  n1((" "))'


def test_a_list_in_a_label_is_no_list() -> None:
    assert quoted("1. First") == '"1#46; First"'
    assert quoted("- First") == '"#45; First"'
    assert quoted("1.5 h") == '"1.5 h"'


def test_more_edges_than_mermaid_draws_are_refused() -> None:
    shapes = (Shape("a", Kind.START), Shape("b", Kind.END))
    with pytest.raises(DrawError, match="501 flows are more than the 500"):
        mermaid(Diagram("many", "T", "", "", shapes, (Arrow("a", "b"),) * 501))
