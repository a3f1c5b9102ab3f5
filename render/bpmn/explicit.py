"""A diagram as modellers ask for it: what flows join shows a gateway, and what decides has a name.

These are the rules `fake-join`, `no-gateway-join-fork` and `label-required` of bpmnlint.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from journeykit.render.diagram import GATEWAYS, Arrow, Diagram, Kind, Shape
from journeykit.render.words import word

_JOINS = (Kind.EXCLUSIVE, Kind.INCLUSIVE, Kind.PARALLEL)


def explicit(diagram: Diagram) -> Diagram:
    """Return the diagram with a gateway wherever several flows meet at something else.

    A gateway that both joins and splits becomes two of its kind, the joining one first.
    """
    into = Counter(arrow.target for arrow in diagram.arrows)
    out = Counter(arrow.source for arrow in diagram.arrows)
    joins = {
        shape.id: _join(shape)
        for shape in diagram.shapes
        if into[shape.id] > 1 and (shape.kind not in _JOINS or out[shape.id] > 1)
    }
    arrows = [
        replace(arrow, target=joins[arrow.target].id) if arrow.target in joins else arrow
        for arrow in diagram.arrows
    ]
    arrows += [Arrow(join.id, target) for target, join in joins.items()]
    shapes = [each for shape in diagram.shapes for each in _with(joins.get(shape.id), shape)]
    named = (_named(shape, out[shape.id], diagram.language) for shape in shapes)
    return replace(diagram, shapes=tuple(named), arrows=tuple(arrows))


def _join(shape: Shape) -> Shape:
    kind = shape.kind if shape.kind in (Kind.INCLUSIVE, Kind.PARALLEL) else Kind.EXCLUSIVE
    return Shape(f"{shape.id}.join", kind, step=shape.step)


def _with(join: Shape | None, shape: Shape) -> Iterable[Shape]:
    return (join, shape) if join else (shape,)


def _named(shape: Shape, ways: int, language: str) -> Shape:
    """Return the shape with a name, if it has none but needs one."""
    if shape.text:
        return shape
    if shape.kind in (Kind.EXCLUSIVE, Kind.INCLUSIVE) and ways > 1:
        return replace(shape, text=word("which way", language))
    if shape.kind in GATEWAYS:
        return shape
    return replace(shape, text=word(shape.kind, language))
