"""Where flows may leave and enter a shape, and how much each place is disliked."""

from __future__ import annotations

from collections.abc import Mapping

from journeykit.render.diagram import EVENTS, GATEWAYS, Kind, Shape
from journeykit.render.tracks import Port, Side


def exits(shape: Shape) -> Mapping[Port, int]:
    """Return the ports for outgoing flows with their costs; gateways use their corners."""
    if shape.kind in GATEWAYS:
        up = 35 if shape.text else 12
        corners = {Port(Side.RIGHT): 0, Port(Side.DOWN): 8, Port(Side.UP): up}
        return corners | _beside(Side.DOWN, 240) | _beside(Side.UP, 240 + up)
    if shape.kind in EVENTS:
        return {Port(Side.RIGHT): 0, Port(Side.UP): 160}
    return {Port(Side.RIGHT): 0, Port(Side.DOWN): 160, Port(Side.UP): 160}


def entries(shape: Shape) -> Mapping[Port, int]:
    """Return the ports for incoming flows with their costs: the left side first."""
    near = _near if shape.kind in EVENTS else _beside
    left = {Port(Side.LEFT): 0} | near(Side.LEFT, 60)
    if shape.kind in GATEWAYS:
        up = {Port(Side.UP): 60 if shape.text else 30}
        return left | {Port(Side.DOWN): 30} | up | _beside(Side.DOWN, 180) | _beside(Side.UP, 180)
    if shape.kind in EVENTS:
        label = 60 if shape.text else 0
        above = {Port(Side.UP): 30} | _near(Side.UP, 90)
        below = {Port(Side.DOWN): 30 + label} | _near(Side.DOWN, 90 + label)
        return left | above | below
    above = {Port(Side.UP): 30} | _beside(Side.UP, 90)
    return left | above | {Port(Side.DOWN): 30} | _beside(Side.DOWN, 90)


def _near(side: Side, cost: int) -> dict[Port, int]:
    return {Port(side, -1): cost, Port(side, 1): cost}


def _beside(side: Side, cost: int) -> dict[Port, int]:
    """Return the ports next to the middle one of a side, and those further out."""
    return _near(side, cost) | {Port(side, -2): cost + 60, Port(side, 2): cost + 60}


def border(kind: Kind, size: tuple[int, int], port: Port, step: int) -> tuple[int, int]:
    """Return where the port's line meets the outline, in pixels from the centre of the shape."""
    half = (size[0] if port.side in (Side.LEFT, Side.RIGHT) else size[1]) // 2
    aside = port.offset * step
    if kind in GATEWAYS:
        reach = half - abs(aside)
    elif kind in EVENTS:
        reach = round((half * half - aside * aside) ** 0.5)
    else:
        reach = half
    match port.side:
        case Side.RIGHT:
            return reach, aside
        case Side.LEFT:
            return -reach, aside
        case Side.DOWN:
            return aside, reach
        case Side.UP:
            return aside, -reach
