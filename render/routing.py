"""The way of each flow over the grid's lines: short, with few bends and crossings, never shared."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from journeykit.render.diagram import Arrow, Diagram, Shape
from journeykit.render.ports import entries, exits
from journeykit.render.rows import Spot
from journeykit.render.tracks import Grid, Port, Side, grid

_BEND = 100
_CROSS = 130
_SHARE = 20_000
_LANE = 25  # running along a port line through an empty cell
_STEPS = {Side.RIGHT: (1, 0), Side.DOWN: (0, 1), Side.LEFT: (-1, 0), Side.UP: (0, -1)}
_ACROSS, _DOWN, _BOTH = 1, 2, 3
_MOST_LINES = 24

Node = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Route:
    """A flow's way: the port it leaves by, the crossings it goes through, the port it enters."""

    leave: Port
    nodes: tuple[Node, ...]
    enter: Port
    shared: bool


@dataclass(frozen=True, slots=True)
class _Field:
    """What a search looks at; `used` holds the routes so far (it fills up)."""

    grid: Grid
    shapes: Mapping[str, Shape]
    spots: Mapping[str, Spot]
    x: list[int]
    y: list[int]
    used: dict[Node, list[int]] = field(default_factory=dict)
    edges: dict[tuple[Node, Node], int] = field(default_factory=dict)


def routes(diagram: Diagram, spots: Mapping[str, Spot]) -> tuple[Grid, tuple[Route, ...]]:
    """Route every arrow; lay more lines between the cells until no two flows share one."""
    gap = 3
    while True:
        lines = grid(spots, gap)
        found = _route_all(diagram, spots, lines)
        if gap >= _MOST_LINES or not any(route.shared for route in found):
            return lines, found
        gap *= 2


def _route_all(diagram: Diagram, spots: Mapping[str, Spot], lines: Grid) -> tuple[Route, ...]:
    shapes = {shape.id: shape for shape in diagram.shapes}
    field_ = _Field(lines, shapes, spots, lines.across.lengths(), lines.down.lengths())
    found: dict[int, Route] = {}
    order = sorted(
        range(len(diagram.arrows)),
        key=lambda at: _length(diagram.arrows[at], spots, lines.owner),
    )
    for again in range(3):
        for at in order:
            if again and len(corners(found[at].nodes)) < 2 and not found[at].shared:
                continue
            if again:
                _mark(field_, found[at], -1)
            found[at] = _search(field_, diagram.arrows[at])
            _mark(field_, found[at], 1)
    return tuple(found[at] for at in range(len(diagram.arrows)))


def _length(
    arrow: Arrow, spots: Mapping[str, Spot], owner: Mapping[tuple[int, int], str]
) -> tuple[int, int]:
    """Return the rank of an arrow: straight ones first, then short ones, then those back."""
    source, target = spots[arrow.source], spots[arrow.target]
    across, down = target.column - source.column, abs(target.row - source.row)
    between = range(source.column + 1, target.column)
    straight = across > 0 and not down
    free = straight and not any((column, source.row) in owner for column in between)
    return (0 if free else 1), abs(across) + down + 1000 * (across <= 0)


def corners(nodes: tuple[Node, ...]) -> list[Node]:
    """Return the crossings where a way turns."""
    return [
        here
        for before, here, after in zip(nodes, nodes[1:], nodes[2:], strict=False)
        if before[0] != after[0] and before[1] != after[1]
    ]


def _mark(field_: _Field, route: Route, change: int) -> None:
    """Note (+1) or forget (-1) that a route runs along its edges and through its nodes."""
    for here, there in zip(route.nodes, route.nodes[1:], strict=False):
        edge = (min(here, there), max(here, there))
        field_.edges[edge] = field_.edges.get(edge, 0) + change
        way = 0 if here[1] == there[1] else 1
        for node in (here, there):
            field_.used.setdefault(node, [0, 0])[way] += change


def _search(field_: _Field, arrow: Arrow) -> Route:
    """Find the cheapest way by A*; there always is one, as flows may share a line at a price."""
    source, target = (field_.shapes[name] for name in (arrow.source, arrow.target))
    goals = _goals(field_, target)
    aim = field_.grid.node(field_.spots[target.id], Port(Side.LEFT))
    best: dict[tuple[Node, Side], int] = {}
    came: dict[tuple[Node, Side], tuple[Node, Side]] = {}
    ports: dict[tuple[Node, Side], Port] = {}
    queue: list[tuple[int, int, Node, Side]] = []
    for port, cost in exits(source).items():
        state = (field_.grid.node(field_.spots[source.id], port), port.side)
        best[state], ports[state] = cost, port
        heapq.heappush(queue, (cost, cost, *state))
    while queue:
        _, cost, node, side = heapq.heappop(queue)
        state = (node, side)
        if cost > best[state]:
            continue
        if state in goals and state in came:
            return _route(came, ports, state, goals[state][0], cost)
        for after, price in _moves(field_, state, goals, begin=state in ports):
            total = cost + price
            if total < best.get(after, 1 << 60):
                best[after], came[after] = total, state
                guess = _distance(field_, after[0], aim)
                heapq.heappush(queue, (total + guess, total, *after))
    raise AssertionError(f"no way from {arrow.source} to {arrow.target}")


def _goals(field_: _Field, target: Shape) -> dict[tuple[Node, Side], tuple[Port, int]]:
    """Return the last crossing and the way in of each port of the target."""
    spot = field_.spots[target.id]
    return {
        (field_.grid.node(spot, port), port.side.opposite): (port, cost)
        for port, cost in entries(target).items()
    }


def _distance(field_: _Field, node: Node, aim: Node) -> int:
    across = abs(field_.x[node[0]] - field_.x[aim[0]])
    down = abs(field_.y[node[1]] - field_.y[aim[1]])
    return max(0, across + down - 130)


def _moves(
    field_: _Field,
    state: tuple[Node, Side],
    goals: Mapping[tuple[Node, Side], tuple[Port, int]],
    *,
    begin: bool,
) -> Iterator[tuple[tuple[Node, Side], int]]:
    """Yield the states one line further, straight or around a corner, with their prices."""
    node, side = state
    inside = field_.grid.at(*node) is not None
    if inside and not begin:
        return
    ways = (side,) if inside else (side, Side((side + 1) % 4), Side((side + 3) % 4))
    for way in ways:
        there = (node[0] + _STEPS[way][0], node[1] + _STEPS[way][1])
        if not (0 <= there[0] < len(field_.x) and 0 <= there[1] < len(field_.y)):
            continue
        goal = goals.get((there, way))
        if field_.grid.at(*there) is not None and goal is None:
            continue
        price = _price(field_, node, there, side, way) + (goal[1] if goal else 0)
        yield (there, way), price


def _price(field_: _Field, node: Node, there: Node, side: Side, way: Side) -> int:
    """Return the price of going from `side` at a node on to the next node."""
    price = abs(field_.x[there[0]] - field_.x[node[0]]) + abs(field_.y[there[1]] - field_.y[node[1]])
    across, down = field_.used.get(node, (0, 0))
    edge = (min(node, there), max(node, there))
    if field_.edges.get(edge, 0):
        price += _SHARE
    if way != side:
        price += _BEND + (_SHARE if across or down else 0)
    else:
        mine, other = (across, down) if way in (Side.RIGHT, Side.LEFT) else (down, across)
        if other:
            price += _SHARE if mine or other % 2 else _CROSS
    if _is_lane(field_.grid, there, way):
        price += _LANE
    return price


def _is_lane(lines: Grid, node: Node, way: Side) -> bool:
    """Tell whether the way runs along a port line beside the middle of a cell."""
    tracks, line = (lines.down, node[1]) if way in (Side.RIGHT, Side.LEFT) else (lines.across, node[0])
    return tracks.cell(line) is not None and tracks.offset(line) != 0


def _route(
    came: Mapping[tuple[Node, Side], tuple[Node, Side]],
    ports: Mapping[tuple[Node, Side], Port],
    last: tuple[Node, Side],
    enter: Port,
    cost: int,
) -> Route:
    states = [last]
    while states[-1] in came:
        states.append(came[states[-1]])
    nodes = tuple(node for node, _ in reversed(states))
    return Route(ports[states[-1]], nodes, enter, cost >= _SHARE)
