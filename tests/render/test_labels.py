"""Words stand at what they belong to: labels at their flows, questions beside the marks."""

from __future__ import annotations

from journeykit.render.beside import Use
from journeykit.render.cells import cell
from journeykit.render.check import defects
from journeykit.render.diagram import Kind, Shape
from journeykit.render.layout import layout
from journeykit.render.tracks import Port, Side
from tests.render.given import diagram_of

FAN = """
x inclusive What was bought?
a send Bags
b send Filters
c send A dryer
d send Tablets
e send Coffee
x -> a: Vacuum cleaner
x -> b: Hob
x -> c: Washing machine
x -> d: Dishwasher
x -> e: Coffee machine
"""


def test_labels_of_flows_that_leave_one_corner_stand_at_their_last_pieces() -> None:
    drawn = layout(diagram_of(FAN))
    assert defects(drawn) == []
    for line in drawn.lines:
        assert line.text is not None
        target = line.points[-1]
        assert abs(line.text.box.bottom - target[1]) < 8


def test_a_question_keeps_clear_of_the_mark_of_a_default_flow_upward() -> None:
    up = Port(Side.UP)
    asks = Shape("x", Kind.EXCLUSIVE, "Room for a letter?")
    plain = cell(asks, Use((up,), {up: "no"})).text
    marked = cell(asks, Use((up,), {up: "no"}, (up,))).text
    assert plain is not None
    assert marked is not None
    slash = -5  # where the mark begins, to the left of the flow
    assert marked.box.right + 5 <= slash
    assert marked.box.right < plain.box.right
