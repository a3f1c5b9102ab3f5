"""The geometry of pictures: nothing overlaps, lines are straight, the main path lies level."""

from __future__ import annotations

import itertools

import pytest

from journeykit.render.check import crossings, defects
from journeykit.render.diagram import Diagram
from journeykit.render.geometry import Box, Geometry, Line
from journeykit.render.layout import layout
from tests.render.given import diagram_of
from tests.render.random_diagrams import random_diagram

LADDER = """
s start-message Cart filled
wait timer 1 hour
mail send Reminder
paid exclusive Paid after the reminder?
push send Push
done end Done
late end Too late
s -> wait
wait -> mail
mail -> paid
paid -> done: yes
paid -> push: no*
push -> late
"""
LOOP = """
s start-message Lead
try user Call
ok exclusive Reached?
wait timer 1 day
won end Won
s -> try
try -> ok
ok -> won: yes
ok -> wait: no*
wait -> try
"""
MIRRORED = """
s start
split parallel
a send One
b send Two
c send Three
join parallel
e end
s -> split
split -> a
split -> b
split -> c
a -> join
b -> join
c -> join
join -> e
"""


def box(geometry: Geometry, name: str) -> Box:
    return next(placed.box for placed in geometry.shapes if placed.shape.id == name)


def line(geometry: Geometry, source: str, target: str) -> Line:
    ends = (source, target)
    return next(each for each in geometry.lines if (each.arrow.source, each.arrow.target) == ends)


def test_the_longest_way_lies_on_one_level_line() -> None:
    drawn = layout(diagram_of(LADDER))
    spine = ("s", "wait", "mail", "paid", "push", "late")
    assert len({box(drawn, name).centre[1] for name in spine}) == 1
    assert box(drawn, "done").centre[1] != box(drawn, "s").centre[1]


def test_a_question_stands_above_its_gateway_and_labels_at_their_flows() -> None:
    drawn = layout(diagram_of(LADDER))
    gateway = next(placed for placed in drawn.shapes if placed.shape.id == "paid")
    assert gateway.text is not None
    assert gateway.text.box.bottom <= gateway.box.top
    for target in ("done", "push"):
        flow = line(drawn, "paid", target)
        assert flow.text is not None
        (x, y), label = flow.points[0], flow.text.box
        assert abs(label.centre[0] - x) + abs(label.centre[1] - y) < 60


def test_flows_leave_and_enter_gateways_at_their_corners() -> None:
    drawn = layout(diagram_of(MIRRORED))
    split, join = box(drawn, "split"), box(drawn, "join")
    corners = {
        "a": ((split.right, split.centre[1]), (join.left, join.centre[1])),
        "b": ((split.centre[0], split.bottom), (join.centre[0], join.bottom)),
        "c": ((split.centre[0], split.top), (join.centre[0], join.top)),
    }
    for name, (leaves, enters) in corners.items():
        assert line(drawn, "split", name).points[0] == leaves
        assert line(drawn, name, "join").points[-1] == enters
    assert crossings(drawn) == 0


def test_branches_of_a_row_of_questions_stand_as_stairs() -> None:
    steps = range(5)
    lines = ["g exclusive Ordered?", "none end Nothing", "g -> x0: no*", "g -> t0: yes"]
    lines += [f"x{n} exclusive Seen?\nm{n} send Mail\ne{n} end Sent" for n in steps]
    lines += [f"x{n} -> m{n}: yes\nm{n} -> e{n}" for n in steps]
    lines += [f"x{n} -> {f'x{n + 1}' if n + 1 in steps else 'none'}: no*" for n in steps]
    lines += [f"t{n} timer 1 day" for n in range(10)]
    lines += [f"t{n} -> t{n + 1}" for n in range(9)]
    drawn = layout(diagram_of("\n".join(lines)))
    assert crossings(drawn) == 0
    assert {len(each.points) for each in drawn.lines} == {2, 3}


def test_a_loop_runs_back_beside_the_main_path() -> None:
    drawn = layout(diagram_of(LOOP))
    back = line(drawn, "wait", "try")
    assert back.points[-1][0] < back.points[0][0]
    assert back.points[-1][1] in (box(drawn, "try").top, box(drawn, "try").bottom)
    assert defects(drawn) == []


@pytest.mark.parametrize(
    "shapes",
    [
        "s start\nt timer Again\nt -> t\ns -> t",
        "s start\nx exclusive Same?\ne end\ns -> x\nx -> e: yes\nx -> e: no*",
        "s start\np parallel\nm send Mail\ns -> p\np -> m\np -> m\np -> m",
        "s start\nlost send Never reached\nalone end",
        "s start\nt start-timer\nu start-conditional\ne end\ns -> e\nt -> e\nu -> e",
        "e end Nothing but an end",
    ],
    ids=["self loop", "two flows to one", "three flows to one", "apart", "three starts", "one"],
)
def test_odd_journeys_are_drawn_without_a_defect(shapes: str) -> None:
    assert defects(layout(diagram_of(shapes))) == []


def test_nothing_at_all_is_a_picture_with_a_title() -> None:
    drawn = layout(Diagram("none", "Nothing", "", "", (), ()))
    assert drawn.title.lines == ("Nothing",)


def test_a_long_journey_is_one_straight_line() -> None:
    names = [f"t{number}" for number in range(80)]
    flows = [f"{one} -> {other}" for one, other in itertools.pairwise(names)]
    drawn = layout(diagram_of("\n".join([*(f"{name} timer 1 day" for name in names), *flows])))
    assert {len(each.points) for each in drawn.lines} == {2}


def test_long_text_stays_inside_its_task() -> None:
    words = "подтверждение-регистрации " * 4 + "Donaudampfschifffahrtsgesellschaftskapitän"
    drawn = layout(diagram_of(f"a send {words}"))
    placed = drawn.shapes[0]
    assert placed.text is not None
    assert placed.text.box.hull(placed.box) == placed.box
    letters = "".join(placed.text.lines).replace("-", "").replace(" ", "")
    assert letters == words.replace("-", "").replace(" ", "")


@pytest.mark.parametrize("seed", range(25))
def test_no_diagram_overlaps_or_runs_through_a_shape(seed: int) -> None:
    found = defects(layout(random_diagram(seed)))
    # Only labels of gateways with more flows than corners may come close to other flows.
    assert [each for each in found if "label" not in each] == []
    assert len(found) <= 1


def test_the_same_diagram_gives_the_same_geometry() -> None:
    assert layout(random_diagram(3)) == layout(random_diagram(3))
