"""A journey as DOT: what Graphviz is told, and that nothing in it can break out."""

from __future__ import annotations

import pytest

from journeykit.render.diagram import Diagram, Kind, Shape
from journeykit.render.digraph import digraph
from journeykit.render.dot import binary, dot_svg
from tests.render.given import diagram_of
from tests.render.random_diagrams import random_diagram

GRAPHVIZ = pytest.mark.skipif(binary() is None, reason="there is no Graphviz")


def test_nodes_are_called_as_steps_are() -> None:
    text = digraph(
        diagram_of("x exclusive Paid?\nbye end\nmail send Pay\nx -> bye\nx -> mail: no*")
    )
    assert 'x [label="Paid?"' in text
    assert "\tx -> bye\n" in text
    assert "x -> mail [label=no arrowtail=tee dir=both]" in text


def test_a_message_is_told_by_words_and_by_colour() -> None:
    sale = Shape("m", Kind.SEND, "Code", channels=("email",), class_="sale", promo="code")
    text = digraph(Diagram("d", "T", "", "ru", (sale,), ()))
    assert r'"Code\nemail, продажа,\nпромокод"' in text
    assert 'fillcolor="#fff7ed"' in text


def test_notes_and_stores_stand_beside() -> None:
    shape = Shape("m", Kind.SERVICE, "Set", note="Why", reads=("crm",), writes=("crm", "log"))
    text = digraph(Diagram("d", "T", "", "", (shape,), ()))
    assert 'm -> "m note" [color="#64748b" dir=none' in text
    assert 'm -> "m crm" [color="#64748b" dir=both' in text
    assert 'm -> "m log" [color="#64748b" dir=forward' in text


@pytest.mark.graphviz
@GRAPHVIZ
@pytest.mark.parametrize("title", ['"]; x', "<b>bold</b>", "\\N\\", "{a|b}", "a\\", "<"])
def test_no_text_breaks_out(title: str) -> None:
    diagram = diagram_of(f"a send {title}\nb end\na -> b: {title}", title=title)
    drawn = dot_svg(digraph(diagram))
    assert drawn.count('class="node"') == 2
    assert drawn.count('class="edge"') == 1


@pytest.mark.graphviz
@GRAPHVIZ
def test_graphviz_draws_what_there_is() -> None:
    diagram = random_diagram(11)
    drawn = dot_svg(digraph(diagram))
    assert drawn.count('class="edge"') >= len(diagram.arrows)
