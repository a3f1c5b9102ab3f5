"""Shapes with more flows than they have room for, drawn as several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from journeykit.render.diagram import EVENTS, GATEWAYS, Arrow, Diagram, Kind, Shape

_MOST_ENDS = 2
_MOST_IN = 8
_MOST_IN_CIRCLE = 4  # on three sides, as the fourth is for the way out
_MOST_OUT = 7


def uncrowded(diagram: Diagram) -> Diagram:
    """Return a diagram that says the same with room around each shape.

    An end that many flows lead to stands at each of them. Many flows into another shape meet at
    gateways one after the other; many flows out of a gateway leave from several of its kind.
    """
    return _splits(_merges(_ends(diagram)))


def shared_ends(diagram: Diagram) -> tuple[str, ...]:
    """Return the ends that two ways lead to, in document order."""
    counts = Counter(arrow.target for arrow in diagram.arrows)
    ends = (shape.id for shape in diagram.shapes if shape.kind == Kind.END)
    return tuple(end for end in ends if 1 < counts[end] <= _MOST_ENDS)


def parted(diagram: Diagram, ends: Collection[str]) -> Diagram:
    """Return the diagram with these ends standing at each way that leads to them."""
    crowded = {shape.id: shape for shape in diagram.shapes if shape.id in ends}
    copies: dict[str, list[Shape]] = {}
    arrows = []
    for arrow in diagram.arrows:
        shape = crowded.get(arrow.target)
        if shape is None:
            arrows.append(arrow)
            continue
        drawn = copies.setdefault(shape.id, [])
        drawn.append(replace(shape, id=f"{shape.id}.{len(drawn) + 1}") if drawn else shape)
        arrows.append(replace(arrow, target=drawn[-1].id))
    shapes = [copy for shape in diagram.shapes for copy in copies.get(shape.id, [shape])]
    return replace(diagram, shapes=tuple(shapes), arrows=tuple(arrows))


def _ends(diagram: Diagram) -> Diagram:
    counts = Counter(arrow.target for arrow in diagram.arrows)
    ends = (shape.id for shape in diagram.shapes if shape.kind == Kind.END)
    return parted(diagram, [end for end in ends if counts[end] > _MOST_ENDS])


def _merges(diagram: Diagram) -> Diagram:
    into: dict[str, list[int]] = {}
    for number, arrow in enumerate(diagram.arrows):
        into.setdefault(arrow.target, []).append(number)
    arrows = list(diagram.arrows)
    more: dict[str, list[Shape]] = {}
    for shape in diagram.shapes:
        waiting = into.get(shape.id, [])
        most = _MOST_IN_CIRCLE if shape.kind in EVENTS else _MOST_IN
        while len(waiting) > most:
            made = more.setdefault(shape.id, [])
            gateway = Shape(f"{shape.id}.merge.{len(made) + 1}", _meeting(shape), step=shape.step)
            made.append(gateway)
            for number in waiting[: most - 1]:
                arrows[number] = replace(arrows[number], target=gateway.id)
            arrows.append(Arrow(gateway.id, shape.id))
            waiting = [len(arrows) - 1, *waiting[most - 1 :]]
    shapes = [each for shape in diagram.shapes for each in (*more.get(shape.id, ()), shape)]
    return replace(diagram, shapes=tuple(shapes), arrows=tuple(arrows))


def _meeting(shape: Shape) -> Kind:
    """Return the kind of gateway that flows into a shape can meet at before."""
    return shape.kind if shape.kind in (Kind.PARALLEL, Kind.INCLUSIVE) else Kind.EXCLUSIVE


def _splits(diagram: Diagram) -> Diagram:
    leaving: dict[str, list[Arrow]] = {shape.id: [] for shape in diagram.shapes}
    for arrow in diagram.arrows:
        leaving[arrow.source].append(arrow)
    parts = [part for shape in diagram.shapes for part in _parts(shape, leaving[shape.id])]
    return replace(
        diagram,
        shapes=tuple(shape for shape, _ in parts),
        arrows=tuple(arrow for _, arrows in parts for arrow in arrows),
    )


def _parts(shape: Shape, arrows: list[Arrow]) -> Iterator[tuple[Shape, list[Arrow]]]:
    """Yield a shape with its flows; a crowded gateway hands what is left on to another one."""
    number = 1
    while shape.kind in GATEWAYS and len(arrows) > _MOST_OUT:
        after = Shape(
            f"{shape.id.partition('.more.')[0]}.more.{number}",
            shape.kind,
            step=shape.step,
        )
        here, arrows = arrows[: _MOST_OUT - 1], arrows[_MOST_OUT - 1 :]
        yield shape, [*here, Arrow(shape.id, after.id)]
        arrows = [replace(arrow, source=after.id) for arrow in arrows]
        shape, number = after, number + 1
    yield shape, arrows
