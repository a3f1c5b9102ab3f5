"""Which column each shape stands in: one more than the last shape before it."""

from __future__ import annotations

import networkx as nx

from journeykit.render.diagram import STARTS, Arrow, Diagram, Shape


def forward_arrows(diagram: Diagram) -> tuple[Arrow, ...]:
    """Return the arrows without those that lead back to a shape on the way to them."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(shape.id for shape in _starts_first(diagram))
    graph.add_edges_from((arrow.source, arrow.target) for arrow in diagram.arrows)
    back = _back_edges(graph)
    return tuple(arrow for arrow in diagram.arrows if (arrow.source, arrow.target) not in back)


def columns(diagram: Diagram, forward: tuple[Arrow, ...]) -> dict[str, int]:
    """Number the columns from 0; a shape that nothing leads to stands right before its next one."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(shape.id for shape in diagram.shapes)
    graph.add_edges_from((arrow.source, arrow.target) for arrow in forward)
    column = {
        shape: number
        for number, generation in enumerate(nx.topological_generations(graph))
        for shape in generation
    }
    for shape in [name for name in graph if not graph.in_degree(name) and graph.out_degree(name)]:
        column[shape] = min(column[after] for after in graph.successors(shape)) - 1
    return column


def _starts_first(diagram: Diagram) -> list[Shape]:
    return sorted(diagram.shapes, key=lambda shape: shape.kind not in STARTS)


def _back_edges(graph: nx.DiGraph[str]) -> dict[tuple[str, str], None]:
    """Return the edges that lead to a shape on the path of a depth-first walk, as ordered keys."""
    back: dict[tuple[str, str], None] = {}
    open_: dict[str, None] = {}
    for source, target, label in nx.dfs_labeled_edges(graph):
        if label == "forward":
            open_[target] = None
        elif label == "reverse":
            open_.pop(target, None)
        elif target in open_:
            back[source, target] = None
    return back
