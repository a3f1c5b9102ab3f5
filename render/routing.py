"""The way of each flow over the grid's lines: short, with few bends and crossings, never shared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from journeykit.render.diagram import Diagram, Shape
from journeykit.render.ports import entries, exits
from journeykit.render.rows import Spot
from journeykit.render.search import BEND, CROSS, SHARE, Board, State, board, cheapest
from journeykit.render.tracks import Grid, Port, grid

_GAPS = (3, 6, 12)  # lines between two cells to try
_ROUNDS = 4

Node = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Route:
    """A flow's way: the port it leaves by, the crossings it goes through, the port it enters."""

    leave: Port
    nodes: tuple[Node, ...]
    enter: Port
    cost: int

    @property
    def shared(self) -> bool:
        """Tell whether it had to run along another flow."""
        return self.cost >= SHARE


def corners(nodes: tuple[Node, ...]) -> list[Node]:
    """Return the crossings where a way turns."""
    return [
        here
        for before, here, after in zip(nodes, nodes[1:], nodes[2:], strict=False)
        if before[0] != after[0] and before[1] != after[1]
    ]


def effort(lines: Grid, ways: Iterable[Route]) -> int:
    """Return what all ways take of a reader: their length, bends and crossings as one number.

    It counts in lines, not in pixels: in every language a picture takes the same.
    """
    across, down = lines.across.lengths(), lines.down.lengths()
    total = 0
    level: Counter[Node] = Counter()
    upright: Counter[Node] = Counter()
    for way in ways:
        total += BEND * len(corners(way.nodes))
        for (x, y), (to_x, to_y) in pairwise(way.nodes):
            total += abs(across[to_x] - across[x]) + abs(down[to_y] - down[y])
        for before, here, after in zip(way.nodes, way.nodes[1:], way.nodes[2:], strict=False):
            level[here] += before[1] == after[1]
            upright[here] += before[0] == after[0]
    return total + CROSS * sum(count * upright[node] for node, count in level.items())


def routes(diagram: Diagram, spots: Mapping[str, Spot]) -> tuple[Grid, tuple[Route, ...]]:
    """Route every arrow; lay more lines between the cells while that parts flows that share one."""
    best: tuple[Grid, tuple[Route, ...]] | None = None
    for gap in _GAPS:
        lines = grid(spots, gap)
        found = _Router(diagram, spots, lines).routes()
        if best is not None and _shared(found) >= _shared(best[1]):
            return best
        best = lines, found
        if not _shared(found):
            break
    return best or (grid(spots, 1), ())


def _shared(found: tuple[Route, ...]) -> int:
    return sum(route.shared for route in found)


class _Router:
    """Routes the arrows of a diagram one after the other, then again with all others in place."""

    def __init__(self, diagram: Diagram, spots: Mapping[str, Spot], lines: Grid) -> None:
        """Lay out an empty board."""
        self.arrows = diagram.arrows
        self.shapes = {shape.id: shape for shape in diagram.shapes}
        self.spots = spots
        self.lines = lines
        self.board: Board = board(lines, {s.id: n for n, s in enumerate(diagram.shapes, 1)})
        self.ways: dict[int, tuple[int, ...]] = {}
        self.found: dict[int, Route] = {}

    def routes(self) -> tuple[Route, ...]:
        """Route straight arrows first, then short ones; then improve them while that helps."""
        order = sorted(range(len(self.arrows)), key=self._rank)
        for number in order:
            self._route(number)
        for _ in range(_ROUNDS - 1):
            before = dict(self.ways)
            for number in order:
                if corners(self.found[number].nodes) or self.found[number].shared:
                    self.board.mark(self.ways[number], -1)
                    self._route(number)
            if self.ways == before:
                break
        return tuple(self.found[number] for number in range(len(self.arrows)))

    def _rank(self, number: int) -> tuple[int, int]:
        """Return the rank of an arrow: straight ones, then short ones, then those back."""
        arrow = self.arrows[number]
        source, target = self.spots[arrow.source], self.spots[arrow.target]
        across, down = target.column - source.column, abs(target.row - source.row)
        between = range(source.column + 1, target.column)
        straight = across > 0 and not down
        free = straight and not any((c, source.row) in self.lines.owner for c in between)
        return (0 if free else 1), abs(across) + down + 1000 * (across <= 0)

    def _route(self, number: int) -> None:
        """Find the way of an arrow and mark it on the board."""
        arrow = self.arrows[number]
        source, target = self.shapes[arrow.source], self.shapes[arrow.target]
        begins = self._begins(source)
        goals = self._goals(target)
        states, cost = cheapest(
            self.board,
            {state: price for state, (_, price) in begins.items()},
            {state: price for state, (_, price) in goals.items()},
        )
        way = tuple(crossing for crossing, _ in states)
        self.board.mark(way, 1)
        self.ways[number] = way
        nodes = tuple(self.board.lines(crossing) for crossing in way)
        self.found[number] = Route(begins[states[0]][0], nodes, goals[states[-1]][0], cost)

    def _begins(self, shape: Shape) -> dict[State, tuple[Port, int]]:
        """Return the first crossing of each way out, going away from the shape."""
        spot = self.spots[shape.id]
        return {
            (self.board.crossing(*self.lines.node(spot, port)), int(port.side)): (port, price)
            for port, price in exits(shape).items()
        }

    def _goals(self, shape: Shape) -> dict[State, tuple[Port, int]]:
        """Return the last crossing of each way in, going towards the shape."""
        spot = self.spots[shape.id]
        return {
            (self.board.crossing(*self.lines.node(spot, port)), int(port.side.opposite)): (
                port,
                price,
            )
            for port, price in entries(shape).items()
        }
