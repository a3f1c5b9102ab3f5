"""The picture of two versions: all of both, each difference marked once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from journeykit.journeys.load import load
from journeykit.journeys.project import find
from journeykit.render.check import defects
from journeykit.render.diagram import Diagram, Kind, Shape
from journeykit.render.difference import Difference, Mark, difference
from journeykit.render.difference_marks import marks
from journeykit.render.ink import Group, texts
from journeykit.render.ink import Path as Outline
from journeykit.render.layout import layout
from journeykit.render.picture import picture
from journeykit.render.sketch import sketch
from tests.render.given import diagram_of

ROOT = Path(__file__).parent.parent.parent
BEFORE = """
    start.s start Filled
    later timer 1 hour
    paid exclusive Paid?
    thanks service Say thanks
    mail send Your cart
    end end
    start.s -> later
    later -> paid
    paid -> thanks: yes
    paid -> mail: no*
    thanks -> end
    mail -> end
"""
AFTER = """
    start.s start Filled
    later timer 3 hours
    paid exclusive Paid?
    mail send Your cart
    code send A code
    end end
    start.s -> later
    later -> paid
    paid -> mail: not yet*
    mail -> code
    code -> end
"""


def union(changed: dict[str, str] | None = None) -> Difference:
    return difference(diagram_of(BEFORE), diagram_of(AFTER), changed or {})


def test_the_union_shows_all_of_both_versions_in_order() -> None:
    found = union()
    assert [shape.id for shape in found.diagram.shapes] == [
        "start.s", "later", "paid", "thanks", "mail", "code", "end",
    ]  # fmt: skip
    assert len(found.diagram.arrows) == 8


def test_each_difference_is_marked_and_nothing_else() -> None:
    found = union()
    assert found.shapes == {
        "later": Mark.CHANGED, "thanks": Mark.REMOVED, "code": Mark.ADDED,
    }  # fmt: skip
    assert found.arrows == {
        ("paid", "thanks", "yes"): Mark.REMOVED,
        ("paid", "mail", "not yet"): Mark.CHANGED,
        ("thanks", "end", ""): Mark.REMOVED,
        ("mail", "code", ""): Mark.ADDED,
        ("mail", "end", ""): Mark.REMOVED,
        ("code", "end", ""): Mark.ADDED,
    }
    assert found.was == {("paid", "mail", "not yet"): "no"}


def test_what_nobody_sees_is_marked_where_it_is_told() -> None:
    found = union({"mail": "topic: cart → basket"})
    assert found.shapes["mail"] == Mark.CHANGED
    assert found.tips["mail"] == "topic: cart → basket"


def test_a_diagram_and_itself_have_no_difference() -> None:
    found = difference(diagram_of(BEFORE), diagram_of(BEFORE), {})
    assert found.diagram == diagram_of(BEFORE)
    assert not found.shapes
    assert not found.arrows
    assert not marks(found, layout(found.diagram)).below


def test_every_mark_has_its_sign_and_the_old_text_is_in_the_tooltip() -> None:
    found = union()
    drawn = picture(layout(found.diagram), over=[marks(found, layout(found.diagram))])
    tips = {ink.step: ink.tip for ink in drawn.inks if isinstance(ink, Group) and ink.step}
    assert "changed\nbefore: 1 hour" in tips["later"]
    assert "removed" in tips["thanks"]
    assert "added" in tips["code"]
    words = [line for text in texts(drawn.inks) for line in text.lines]
    assert {"added", "removed", "changed"} <= set(words)


def test_marks_are_told_apart_by_their_dashes_too() -> None:
    found = union()
    below = marks(found, layout(found.diagram)).below
    dashes = {ink.dash for ink in below if isinstance(ink, Outline) and ink.fill != "none"}
    assert len(dashes) == 3


def _without(diagram: Diagram, shape: Shape) -> Diagram:
    """Return a diagram without a shape: what led to it leads on."""
    after = next((each.target for each in diagram.arrows if each.source == shape.id), "")
    arrows = (
        replace(each, target=after) if each.target == shape.id else each
        for each in diagram.arrows
        if each.source != shape.id
    )
    shapes = tuple(each for each in diagram.shapes if each is not shape)
    return replace(diagram, shapes=shapes, arrows=tuple(arrows))


@pytest.mark.parametrize("name", ["cart-reminder", "browse-reminder", "win-back", "birthday"])
def test_a_step_that_comes_or_goes_leaves_no_defects(name: str) -> None:
    path = f"samples/shop/journeys/{name}.yaml"
    project = find([path], cwd=ROOT).projects[0]
    plan = load(project.documents, project.path).plan
    assert plan is not None
    diagram = sketch(plan.journeys[name], plan)
    plain = [each for each in diagram.shapes if each.kind in (Kind.SEND, Kind.TIMER)]
    for shape in plain[:3]:
        other = _without(diagram, shape)
        for one, two in ((diagram, other), (other, diagram)):
            assert defects(layout(difference(one, two, {}).diagram)) == []
