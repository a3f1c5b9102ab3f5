"""A diagram as DOT text, for those who go on with Graphviz."""

from __future__ import annotations

import graphviz

from journeykit.render.diagram import EVENTS, GATEWAYS, STARTS, Diagram, Kind, Shape
from journeykit.render.measure import wrap
from journeykit.render.shapes import CLASSES, FAINT, INK, LABEL, LINE, PAINTS, PAPER
from journeykit.render.words import word

_WIDTH = 120
_TEXT = {"fontname": "Helvetica", "fontcolor": INK}
_GRAPH = {"rankdir": "LR", "labelloc": "t", "labeljust": "l", "fontsize": "18", **_TEXT}
_NODE = {"shape": "box", "style": "filled", "fontsize": "12", "fillcolor": PAPER, "color": LINE}
_EDGE = {"color": LINE, "fontsize": "11"}
_BESIDE = {"fillcolor": "none", "color": FAINT, "fontcolor": FAINT, "fontsize": "11"}
_DOTTED = {"style": "dotted", "color": FAINT}
_SIGNS = {Kind.EXCLUSIVE: "×", Kind.PARALLEL: "+", Kind.INCLUSIVE: "○", Kind.RACE: "⬠"}


def digraph(diagram: Diagram) -> str:
    """Return the diagram as DOT text, its nodes called as starts and steps are."""
    graph = graphviz.Digraph(
        diagram.id, graph_attr=_GRAPH, node_attr=_NODE | _TEXT, edge_attr=_EDGE | _TEXT
    )
    graph.attr(label=_label(diagram.title))
    for shape in diagram.shapes:
        style = {key: value for key, value in _style(shape).items() if _NODE.get(key) != value}
        graph.node(shape.id, _text(shape, diagram.language), **style)
    for arrow in diagram.arrows:
        # A slash is the mark of the way that is taken when no condition holds.
        slash = {"arrowtail": "tee", "dir": "both"} if arrow.default else {}
        graph.edge(arrow.source, arrow.target, _label(arrow.text) or None, **slash)
    for shape in diagram.shapes:
        _beside(graph, shape)
    return str(graph.source)


def _text(shape: Shape, language: str) -> str:
    """Return the words of a shape, and below them what its message is."""
    words = [word(key, language) for key in (shape.class_, shape.promo) if key]
    message = ", ".join([*shape.channels, *words, *filter(None, [shape.role])])
    return _label(shape.text or _SIGNS.get(shape.kind, ""), message)


def _style(shape: Shape) -> dict[str, str]:
    paint, look = PAINTS[shape.kind], CLASSES.get(shape.look)
    fill, stroke = (look.tint, look.outline) if look else (paint.fill, paint.stroke)
    style = {"fillcolor": fill, "color": stroke}
    if shape.kind in GATEWAYS:
        return {"shape": "diamond", **style}
    if shape.kind not in EVENTS:
        thick = {"penwidth": "3"} if shape.kind == Kind.CALL else {}
        return {"style": "rounded,filled", **style, **thick}
    if shape.kind == Kind.END:
        return {"shape": "ellipse", **style, "penwidth": "3"}
    return {"shape": "ellipse", **style, **({} if shape.kind in STARTS else {"peripheries": "2"})}


def _beside(graph: graphviz.Digraph, shape: Shape) -> None:
    """Draw the note and the data stores of a shape, joined to it by dotted lines."""
    if shape.note:
        graph.node(f"{shape.id} note", _label(shape.note), shape="note", **_BESIDE)
        graph.edge(shape.id, f"{shape.id} note", dir="none", **_DOTTED)
    for store in dict.fromkeys((*shape.reads, *shape.writes)):
        there = f"{shape.id} {store}"
        graph.node(there, _label(store), shape="cylinder", **_BESIDE)
        ways = {(True, True): "both", (True, False): "back", (False, True): "forward"}
        way = ways[store in shape.reads, store in shape.writes]
        graph.edge(shape.id, there, dir=way, **_DOTTED)


def _label(*texts: str) -> str:
    """Return texts in lines, with nothing that DOT would read as a code or as HTML."""
    lines = [line for text in texts for line in wrap(text, LABEL, _WIDTH)]
    label: str = graphviz.nohtml("\\n".join(graphviz.escape(line) for line in lines))
    return label
