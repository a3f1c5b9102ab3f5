"""Flows from one row of a picture to another: drawn as two circles with the same letter.

These are BPMN's link events: a flow goes on where its letter stands again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from journeykit.render.diagram import STARTS, Arrow, Diagram, Kind, Shape

_JOINS = (Kind.PARALLEL, Kind.INCLUSIVE)  # they count the flows that come


def linked(diagram: Diagram, row: Mapping[str, int]) -> tuple[Diagram, ...]:
    """Return a diagram for each row, from 0; `row` tells which one each shape is in."""
    letters = _letters(diagram, row)
    shapes = {shape.id: shape for shape in diagram.shapes}
    caught = {name: diagram.arrows[number].target for number, name in letters.items()}
    catches = {name: _link(Kind.LINK, shapes[to], "from", name) for name, to in caught.items()}
    throws = {
        number: _link(Kind.THROW, shapes[diagram.arrows[number].source], f"to.{number}", name)
        for number, name in letters.items()
    }
    arrows = [
        replace(arrow, target=throws[number].id) if number in throws else arrow
        for number, arrow in enumerate(diagram.arrows)
    ]
    arrows += [Arrow(catches[name].id, to) for name, to in caught.items()]
    where = dict(row)
    where |= {catches[name].id: row[to] for name, to in caught.items()}
    where |= {link.id: row[diagram.arrows[number].source] for number, link in throws.items()}
    drawn = (*catches.values(), *diagram.shapes, *throws.values())
    return tuple(
        _part(
            diagram,
            [shape for shape in drawn if where[shape.id] == number],
            [arrow for arrow in arrows if where[arrow.source] == number],
        )
        for number in sorted(dict.fromkeys(row.values()))
    )


def letter(number: int) -> str:
    """Return A, B, ... Z, AA, AB, ... for 0, 1, ..."""
    before, here = divmod(number, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + here)


def _letters(diagram: Diagram, row: Mapping[str, int]) -> dict[int, str]:
    """Return the letter of each flow between rows, in reading order, by the flow's number.

    Flows to one shape have one letter, but not to a join, which waits for each of them.
    """
    joins = [shape.id for shape in diagram.shapes if shape.kind in _JOINS]
    cut = [n for n, arrow in enumerate(diagram.arrows) if row[arrow.source] != row[arrow.target]]
    given: dict[tuple[str, int], str] = {}
    letters = {}
    for number in sorted(cut, key=lambda number: row[diagram.arrows[number].source]):
        target = diagram.arrows[number].target
        way = (target, number if target in joins else 0)
        letters[number] = given.setdefault(way, letter(len(given)))
    return letters


def _link(kind: Kind, shape: Shape, side: str, name: str) -> Shape:
    """Return one of the two circles of a flow, at the shape that it leaves or enters."""
    return Shape(f"{shape.id}.{side}.{name}", kind, name, step=shape.step, lane=shape.lane)


def _part(diagram: Diagram, shapes: list[Shape], arrows: list[Arrow]) -> Diagram:
    """Return a row without a heading: first what begins, that with the most behind it foremost."""
    # Imported here: few pictures are wrapped, and it takes longer to import than one to draw.
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(shape.id for shape in shapes)
    graph.add_edges_from((arrow.source, arrow.target) for arrow in arrows)
    links = [shape for shape in shapes if shape.kind == Kind.LINK]
    ordered = (
        *(shape for shape in shapes if shape.kind in STARTS),
        *sorted(links, key=lambda link: -len(nx.descendants(graph, link.id))),
        *(shape for shape in shapes if shape.kind not in (*STARTS, Kind.LINK)),
    )
    return Diagram(diagram.id, "", "", diagram.language, ordered, tuple(arrows), diagram.lanes)
