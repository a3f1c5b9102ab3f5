"""How far the other shapes of a picture move when one step is added, removed or renamed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from statistics import median

from journeykit.journeys.model import Journey
from journeykit.render.diagram import Arrow, Diagram, Kind, Shape
from journeykit.render.geometry import Point
from journeykit.render.layout import layout
from journeykit.render.sketch import sketch
from tests.samples.maps import MAPS, plan_of

PLACES = (0.25, 0.5, 0.75)
"""Where in a journey, of all flows or steps in the order of writing, an edit is made."""

Edit = Callable[[Diagram, float], Diagram]


def lines() -> Iterator[str]:
    """Yield a table: a row for each kind of edit, over all samples."""
    diagrams = [sketch(each, plan_of(name)) for name in MAPS for each in _journeys(name)]
    yield "| edit | edits | median shift | nine in ten at most | do not move | keep their level |"
    yield "|---|---|---|---|---|---|"
    for name, edit in EDITS.items():
        shifts = [list(_shifts(diagram, edit, at)) for diagram in diagrams for at in PLACES]
        moved = [shift for each in shifts for shift in each]
        far = sorted(abs(across) + abs(down) for across, down in moved)
        stay = sum(shift == (0, 0) for shift in moved) / len(moved)
        level = sum(not down for _, down in moved) / len(moved)
        count = sum(map(bool, shifts))
        most = far[len(far) * 9 // 10]
        yield f"| {name} | {count} | {median(far):.0f} px | {most} px | {stay:.0%} | {level:.0%} |"


def _journeys(name: str) -> Iterator[Journey]:
    yield from plan_of(name).journeys.values()


def _shifts(diagram: Diagram, edit: Edit, at: float) -> Iterator[Point]:
    """Yield how far each shape moves that an edit does not touch, measured from the first one."""
    edited = edit(diagram, at)
    if edited is diagram:
        return
    old, new = _centres(diagram), _centres(edited)
    texts = {shape.id: shape.text for shape in edited.shapes}
    for shape in diagram.shapes:
        if texts.get(shape.id) == shape.text:
            (x, y), (to_x, to_y) = old[shape.id], new[shape.id]
            yield to_x - x, to_y - y


def _centres(diagram: Diagram) -> dict[str, Point]:
    """Return the middle of each shape, seen from the first one."""
    placed = {each.shape.id: each.box.centre for each in layout(diagram).shapes}
    x, y = placed[diagram.shapes[0].id]
    return {name: (at[0] - x, at[1] - y) for name, at in placed.items()}


def _added(diagram: Diagram, at: float) -> Diagram:
    """Put a step into a flow."""
    number = int(at * len(diagram.arrows))
    arrow = diagram.arrows[number]
    step = Shape("added", Kind.SERVICE, "One more")
    parts = replace(arrow, target=step.id), Arrow(step.id, arrow.target)
    arrows = (*diagram.arrows[:number], *parts, *diagram.arrows[number + 1 :])
    return replace(diagram, shapes=(*diagram.shapes, step), arrows=arrows)


def _removed(diagram: Diagram, at: float) -> Diagram:
    """Take out a step that one flow enters and one leaves."""
    enter = Counter(arrow.target for arrow in diagram.arrows)
    leave = Counter(arrow.source for arrow in diagram.arrows)
    steps = [each for each in diagram.shapes if enter[each.id] == leave[each.id] == 1]
    if not steps:
        return diagram
    step = steps[int(at * len(steps))]
    target = next(arrow.target for arrow in diagram.arrows if arrow.source == step.id)
    arrows = tuple(
        replace(arrow, target=target) if arrow.target == step.id else arrow
        for arrow in diagram.arrows
        if arrow.source != step.id
    )
    shapes = tuple(shape for shape in diagram.shapes if shape is not step)
    return replace(diagram, shapes=shapes, arrows=arrows)


def _renamed(diagram: Diagram, at: float) -> Diagram:
    """Give a step another name."""
    number = int(at * len(diagram.shapes))
    shapes = list(diagram.shapes)
    shapes[number] = replace(shapes[number], text="Quite another name")
    return replace(diagram, shapes=tuple(shapes))


EDITS: dict[str, Edit] = {
    "a step added": _added,
    "a step removed": _removed,
    "a step renamed": _renamed,
}
