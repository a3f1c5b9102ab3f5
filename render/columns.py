"""Which column each shape stands in: one more than the last shape before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import TopologicalSorter

from journeykit.render.diagram import STARTS, Arrow, Diagram, Shape

# networkx could do this too, and takes longer to import than a picture to be drawn.


def forward_arrows(diagram: Diagram) -> tuple[Arrow, ...]:
    """Return the arrows without those that lead back to a shape on the way to them."""
    back = _back_edges(_successors(_starts_first(diagram), diagram.arrows))
    return tuple(arrow for arrow in diagram.arrows if (arrow.source, arrow.target) not in back)


def columns(diagram: Diagram, forward: tuple[Arrow, ...]) -> dict[str, int]:
    """Number the columns from 0; a shape that nothing leads to stands right before its next one."""
    successors = _successors(diagram.shapes, forward)
    column = _generations(successors)
    reached = {there for after in successors.values() for there in after}
    for shape, after in successors.items():
        if shape not in reached and after:
            column[shape] = min(column[there] for there in after) - 1
    return column


def _starts_first(diagram: Diagram) -> list[Shape]:
    return sorted(diagram.shapes, key=lambda shape: shape.kind not in STARTS)


def _successors(shapes: Iterable[Shape], arrows: Iterable[Arrow]) -> dict[str, dict[str, None]]:
    """Return the shapes after each shape, in the order of the arrows."""
    successors: dict[str, dict[str, None]] = {shape.id: {} for shape in shapes}
    for arrow in arrows:
        successors[arrow.source][arrow.target] = None
    return successors


def _generations(successors: Mapping[str, Mapping[str, None]]) -> dict[str, int]:
    """Return how many shapes the longest way to each shape has before it."""
    sorter = TopologicalSorter[str]()
    for shape in successors:
        sorter.add(shape)
    for shape, after in successors.items():
        for there in after:
            sorter.add(there, shape)
    sorter.prepare()
    found: dict[str, int] = {}
    number = 0
    while sorter.is_active():
        ready = sorter.get_ready()
        found |= dict.fromkeys(ready, number)
        sorter.done(*ready)
        number += 1
    return found


def _back_edges(successors: Mapping[str, Mapping[str, None]]) -> dict[tuple[str, str], None]:
    """Return the edges that lead to a shape on the path of a depth-first walk, as ordered keys."""
    back: dict[tuple[str, str], None] = {}
    seen: dict[str, None] = {}
    path: dict[str, None] = {}
    for first in successors:
        if first in seen:
            continue
        seen[first] = path[first] = None
        todo = [(first, iter(successors[first]))]
        while todo:
            here, following = todo[-1]
            there = next(following, None)
            if there is None:
                todo.pop()
                path.pop(here)
            elif there in path:
                back[here, there] = None
            elif there not in seen:
                seen[there] = path[there] = None
                todo.append((there, iter(successors[there])))
    return back
