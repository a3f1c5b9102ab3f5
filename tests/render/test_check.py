"""The picture's own lint finds what it is there to find."""

from __future__ import annotations

import re
from dataclasses import replace

from journeykit.render.check import bends, crossings, defects
from journeykit.render.diagram import Arrow, Lane
from journeykit.render.geometry import Box, Geometry, Line, Point
from journeykit.render.layout import layout
from tests.render.given import diagram_of

DRAWN = layout(diagram_of("a send One\nb send Two\nc end Three words\na -> b\nb -> c"))


def with_line(*points: Point) -> Geometry:
    return replace(DRAWN, lines=(*DRAWN.lines, Line(Arrow("a", "c"), points)))


def moved(name: str, across: int) -> Geometry:
    shapes = [
        replace(each, box=each.box.moved(across, 0)) if each.shape.id == name else each
        for each in DRAWN.shapes
    ]
    return replace(DRAWN, shapes=tuple(shapes))


def test_a_good_picture_has_no_defect() -> None:
    assert defects(DRAWN) == []
    assert crossings(DRAWN) == bends(DRAWN) == 0


def test_shapes_on_one_another_are_found() -> None:
    found = defects(moved("b", -100))
    assert "shape a overlaps shape b" in found


def test_a_text_that_leaves_its_shape_is_found() -> None:
    assert "text of a overflows its shape" in defects(moved("a", 40))


def test_a_diagonal_is_found() -> None:
    assert defects(with_line((0, 0), (9, 30))) == ["flow a -> c is not at right angles"]


def test_a_flow_through_a_shape_is_found() -> None:
    x, y = DRAWN.shapes[1].box.centre
    assert "flow a -> c runs through shape b" in defects(with_line((x, 0), (x, y + 200)))


def test_a_flow_through_its_own_shape_is_found() -> None:
    box = DRAWN.shapes[0].box
    x = box.centre[0]
    own = with_line((x, box.top - 20), (x, box.bottom + 20), (box.left, box.bottom + 20))
    assert "flow a -> c runs through shape a" in defects(own)


def test_a_flow_through_a_label_or_note_is_found() -> None:
    drawn = layout(diagram_of("x exclusive\na end\nb end\nx -> a: yes\nx -> b: no"))
    label = next(line.text for line in drawn.lines if line.text).box
    x, y = label.centre
    crossed = Line(Arrow("a", "b"), ((x, label.top - 90), (x, label.bottom + 90)))
    found = defects(replace(drawn, lines=(*drawn.lines, crossed)))
    assert any(re.match(r"flow a -> b runs through label x -> \w", each) for each in found)
    noted = replace(DRAWN.diagram.shapes[1], note="Twice a year")
    shapes = (DRAWN.diagram.shapes[0], noted, DRAWN.diagram.shapes[2])
    drawn = layout(replace(DRAWN.diagram, shapes=shapes))
    x, y = drawn.shapes[1].artifacts[0].box.centre
    through = replace(drawn, lines=(*drawn.lines, Line(Arrow("a", "c"), ((0, y), (x, y)))))
    assert "flow a -> c runs through note of b" in defects(through)


def test_labels_on_labels_and_on_shapes_are_found() -> None:
    drawn = layout(diagram_of("x exclusive\na end\nb end\nx -> a: yes\nx -> b: no"))
    first, second = drawn.lines
    same = replace(second, text=first.text)
    assert "label x -> a overlaps label x -> b" in defects(replace(drawn, lines=(first, same)))
    assert first.text is not None
    across, down = (drawn.shapes[0].box.left, drawn.shapes[0].box.top)
    on = replace(
        first, text=first.text.moved(across - first.text.box.left, down - first.text.box.top)
    )
    assert "shape x overlaps label x -> a" in defects(replace(drawn, lines=(on, second)))


def test_flows_on_one_another_are_found() -> None:
    first, last = DRAWN.lines[0].points
    assert defects(with_line(first, last)) == ["flows a -> b and a -> c share a segment"]
    x = last[0] + 400
    down, on = Line(Arrow("a", "b"), ((x, 0), (x, 50))), Line(Arrow("b", "c"), ((x, 80), (x, 40)))
    upright = replace(DRAWN, lines=(down, on))
    assert "flows a -> b and b -> c share a segment" in defects(upright)


def test_crossings_and_bends_are_counted() -> None:
    (left, y), (right, _) = DRAWN.lines[0].points
    middle = (left + right) // 2
    crossed = with_line((middle, y - 30), (middle, y + 30), (middle + 5, y + 30))
    assert crossings(crossed) == 1
    assert bends(crossed) == 1


def test_what_lies_off_the_page_is_found() -> None:
    assert "shape a is not within the margins" in defects(moved("a", -400))


def test_what_touches_the_edge_of_the_page_is_found() -> None:
    wide, high = DRAWN.size
    assert "text of c is not within the margins" in defects(replace(DRAWN, size=(wide - 3, high)))


def test_a_label_that_stands_as_near_to_another_flow_is_found() -> None:
    drawn = layout(diagram_of("x exclusive\na end\nb end\nx -> a: yes\nx -> b: no"))
    texts = [line.text for line in reversed(drawn.lines)]
    lines = [replace(line, text=text) for line, text in zip(drawn.lines, texts, strict=True)]
    found = defects(replace(drawn, lines=tuple(lines)))
    assert "label x -> a could be read as that of x -> b" in found


def test_boxes_that_only_touch_do_not_overlap() -> None:
    assert not Box(0, 0, 10, 10).overlaps(Box(10, 0, 20, 10))


def test_what_leaves_its_lane_and_a_flow_along_a_border_are_found() -> None:
    diagram = replace(
        DRAWN.diagram,
        shapes=tuple(replace(s, lane="b" if s.id == "b" else "") for s in DRAWN.diagram.shapes),
        lanes=(Lane("", "Own"), Lane("b", "Other")),
    )
    good = layout(diagram)
    assert defects(good) == []
    edge = good.strips[1].box.top
    border = Line(Arrow("a", "c"), ((200, edge), (240, edge)))
    found = defects(replace(good, lines=(*good.lines, border)))
    assert "flow a -> c runs along the border of a lane" in found
    other = [
        replace(each, shape=replace(each.shape, lane="b")) if each.shape.id == "a" else each
        for each in good.shapes
    ]
    assert defects(replace(good, shapes=tuple(other))) == ["shape a is not in its lane"]
    across = [each.moved(0, 60) if each.shape.id == "a" else each for each in good.shapes]
    assert "shape a is not within a lane" in defects(replace(good, shapes=tuple(across)))
