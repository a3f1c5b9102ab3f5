"""A shape with more flows than it has room for is drawn as several that say the same."""

from __future__ import annotations

from dataclasses import replace

from journeykit.render.check import crossings, defects
from journeykit.render.crowds import uncrowded
from journeykit.render.diagram import Diagram, Kind
from journeykit.render.layout import layout
from tests.render.given import diagram_of


def ladder(steps: int, target: str) -> Diagram:
    """Return a chain of mails, each with a way out to the same target."""
    lines = ["m0 start", target]
    for number in range(1, steps + 1):
        lines += [f"m{number} send Mail", f"x{number} exclusive Bought?"]
        lines += [f"m{number - 1} -> m{number}" if number == 1 else f"x{number - 1} -> m{number}"]
        lines += [f"m{number} -> x{number}", f"x{number} -> bye: yes"]
    return diagram_of("\n".join(lines))


def fan(kind: str, ways: int) -> Diagram:
    ends = (f"e{number} end\nx -> e{number}: way {number}" for number in range(ways))
    return diagram_of("\n".join([f"x {kind} Which?", *ends]))


def targets(diagram: Diagram, name: str) -> int:
    return sum(arrow.target == name for arrow in diagram.arrows)


def test_an_end_of_many_ways_stands_at_each_of_them() -> None:
    drawn = uncrowded(ladder(5, "bye end Bought"))
    ends = [shape for shape in drawn.shapes if shape.kind == Kind.END]
    assert [(end.text, end.step) for end in ends] == [("Bought", "bye")] * 5
    assert all(targets(drawn, end.id) == 1 for end in ends)
    assert crossings(layout(ladder(20, "bye end Bought"))) == 0


def test_an_end_of_two_ways_stays_one() -> None:
    assert uncrowded(ladder(2, "bye end Bought")) == ladder(2, "bye end Bought")


def test_many_flows_into_a_step_meet_at_gateways_before_it() -> None:
    drawn = uncrowded(ladder(20, "bye call Order"))
    assert targets(drawn, "bye") <= 8
    merges = [shape for shape in drawn.shapes if shape.id.startswith("bye.merge")]
    assert {shape.kind for shape in merges} == {Kind.EXCLUSIVE}
    assert defects(layout(ladder(20, "bye call Order"))) == []


def test_many_flows_into_a_circle_meet_at_a_gateway_before_it() -> None:
    flows = "\n".join(f"a{number} start\na{number} -> t" for number in range(5))
    drawn = uncrowded(diagram_of(f"t timer 1 day\n{flows}"))
    assert targets(drawn, "t") == 3
    assert targets(drawn, "t.merge.1") == 3


def test_flows_into_a_join_meet_at_joins() -> None:
    drawn = uncrowded(ladder(12, "bye parallel"))
    assert {shape.kind for shape in drawn.shapes if "merge" in shape.id} == {Kind.PARALLEL}


def test_a_gateway_of_many_ways_hands_on_to_another_of_its_kind() -> None:
    drawn = uncrowded(fan("inclusive", 20))
    gateways = [shape for shape in drawn.shapes if shape.kind == Kind.INCLUSIVE]
    assert [shape.id for shape in gateways] == ["x", "x.more.1", "x.more.2", "x.more.3"]
    labels = [arrow.text for arrow in drawn.arrows if arrow.text]
    assert labels == [f"way {number}" for number in range(20)]
    assert defects(layout(fan("exclusive", 40))) == []


TWO_WAYS_OUT = """
s start
x exclusive Reachable?
a timer 1 day
b timer 1 day
c timer 1 day
m send Reminder
y exclusive Bought?
won end Bought
out end Visit ended
left catch Left
over catch Left
s -> x
x -> a: yes
x -> left: no*
a -> b
b -> c
c -> m
m -> y
y -> won: yes
y -> over: no*
left -> out
over -> out
"""


def ends_of(diagram: Diagram) -> list[str]:
    shapes = layout(diagram).diagram.shapes
    return [shape.id for shape in shapes if shape.kind == Kind.END]


def test_an_end_stands_twice_where_one_way_to_it_is_long() -> None:
    assert ends_of(diagram_of(TWO_WAYS_OUT)) == ["won", "out", "out.2"]


def test_an_end_stands_twice_where_that_saves_a_crossing() -> None:
    two_starts = """
        s start-message Cheaper
        t start-message In stock
        x exclusive
        y exclusive
        m send Cheaper now
        n send Back again
        told end Told
        not end Not in the audience
        s -> x
        t -> y
        x -> m: interested
        x -> not: no*
        y -> n: interested
        y -> not: no*
        m -> told
        n -> told
    """
    drawn = layout(diagram_of(two_starts))
    assert crossings(drawn) == 0
    assert len([shape for shape in drawn.diagram.shapes if shape.kind == Kind.END]) == 3


def test_an_end_beside_both_its_ways_stands_once() -> None:
    short = (
        "x exclusive Which?\na send One\nb send Two\ne end\nx -> a: A\nx -> b: B\na -> e\nb -> e"
    )
    assert ends_of(diagram_of(short)) == ["e"]


def test_longer_words_part_no_other_ends() -> None:
    drawn = diagram_of(TWO_WAYS_OUT.replace("x -> left", "a -> left"))
    wide = [replace(shape, text=shape.text * 3) for shape in drawn.shapes]
    assert ends_of(drawn) == ends_of(replace(drawn, shapes=tuple(wide)))
