"""Finds the way of each flow: short, with few bends and crossings, never shared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from journeykit.render.board import Board, board
from journeykit.render.diagram import Diagram, Shape
from journeykit.render.ports import entries, exits
from journeykit.render.rows import Spot
from journeykit.render.search import CROSS, SHARE, State, cheapest
from journeykit.render.tracks import Grid, Port, Side
from journeykit.render.ways import Node, Route, corners, effort

_ROUNDS = 3  # in which flows are routed again
_PAIRS = 40  # of crossing flows at most that are tried in both orders


class Router:
    """Routes the arrows of a diagram one after the other, then again with all others in place."""

    def __init__(self, diagram: Diagram, spots: Mapping[str, Spot], lines: Grid) -> None:
        """Lay out an empty board."""
        self.arrows = diagram.arrows
        self.shapes = {shape.id: shape for shape in diagram.shapes}
        self.spots = spots
        self.lines = lines
        self.board: Board = board(lines)
        self.ways: dict[int, tuple[int, ...]] = {}
        self.found: dict[int, Route] = {}
        self.taken: Counter[tuple[str, Port]] = Counter()
        self.known: dict[int, tuple[int, int]] = {}  # moves and burden when it was routed
        self.moves: list[tuple[int, int]] = []

    def routes(self) -> tuple[Route, ...]:
        """Route straight arrows first, then short ones; then improve them while that helps."""
        order = sorted(range(len(self.arrows)), key=self._rank)
        for number in order:
            self._route(number)
        self._improve(order)
        if self._untangle():
            self._improve(order)
        return tuple(self.found[number] for number in range(len(self.arrows)))

    def _improve(self, order: list[int]) -> None:
        for _ in range(_ROUNDS):
            before = len(self.moves)
            for number in order:
                if self._is_stale(number):
                    self._again(number)
            if len(self.moves) == before:
                break

    def _untangle(self) -> bool:
        """Route flows that cross again, two at once; tell whether that made any better."""
        before = len(self.moves)
        pairs = self._crossing()
        for pair in pairs if len(pairs) <= _PAIRS else ():
            self._part(pair)
        return len(self.moves) > before

    def _part(self, pair: tuple[int, int]) -> None:
        """Take the best ways of two flows: those they have, or new ones by who is first."""
        had = [(self.ways[number], self.found[number]) for number in pair]
        for number in pair:
            self._mark(number, -1)
        tries = [(self._joint(pair), had)]
        for order in (pair, pair[::-1]):
            for number in order:
                self._route(number)
            for number in order:
                self._mark(number, -1)
            tries.append((self._joint(pair), [(self.ways[n], self.found[n]) for n in pair]))
        best = min(tries, key=lambda each: each[0])[1]
        for number, (way, route) in zip(pair, best, strict=True):
            self.ways[number], self.found[number] = way, route
            self._mark(number, 1)
        for number, (way, _) in zip(pair, had, strict=True):
            if self.ways[number] != way:
                self._note_move(number, way)

    def _joint(self, numbers: tuple[int, int]) -> int:
        """Return what flows cost that are not marked."""
        met = sum(self.board.met(self.ways[number]) for number in numbers)
        shared = sum(self.found[number].cost // SHARE for number in numbers)
        return effort(self.lines, [self.found[n] for n in numbers]) + CROSS * met + SHARE * shared

    def _crossing(self) -> list[tuple[int, int]]:
        """Return each pair of flows that cross."""
        at: dict[int, int] = {}
        pairs: dict[tuple[int, int], None] = {}
        for number, way in self.ways.items():
            for here in self.board.crossed(way):
                if here in at:
                    pairs[at[here], number] = None
                at[here] = number
        return list(pairs)

    def _is_stale(self, number: int) -> bool:
        """Tell whether a flow may have a better way now: others came in its way, or went away."""
        moves, burden = self.known[number]
        if not corners(self.found[number].nodes) and not self.found[number].shared:
            return False
        first, last = _span(self.ways[number])
        left = any(low <= last and first <= high for low, high in self.moves[moves:])
        return left or self._burden(number) != burden

    def _burden(self, number: int) -> int:
        """Return a number that grows with each flow that comes in the way of one."""
        arrow, route = self.arrows[number], self.found[number]
        ports = (arrow.source, route.leave), (arrow.target, route.enter)
        on = sum(self.board.marks[here] for here in self.ways[number][1:-1])
        return on + sum(self.taken[port] for port in ports)

    def _again(self, number: int) -> None:
        before = self.ways[number]
        self._mark(number, -1)
        self._route(number)
        if self.ways[number] != before:
            self._note_move(number, before)

    def _note_move(self, number: int, before: tuple[int, ...]) -> None:
        self.moves.append(_span(before))
        self.known[number] = len(self.moves), self._burden(number)

    def clashes(self) -> list[Node]:
        """Return the crossings where flows share a line, a corner or a port."""
        found = []
        for number, arrow in enumerate(self.arrows):
            way, route = self.ways[number], self.found[number]
            found += [self.board.lines(here) for here in self.board.clashes(way)]
            if self.taken[arrow.source, route.leave] > 1:
                found.append(route.nodes[0])
            if self.taken[arrow.target, route.enter] > 1:
                found.append(route.nodes[-1])
        return found

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
        way, route = self._level(number) or self._searched(number)
        self.ways[number], self.found[number] = way, route
        self._mark(number, 1)
        self.known[number] = len(self.moves), self._burden(number)

    def _level(self, number: int) -> tuple[tuple[int, ...], Route] | None:
        """Return the straight way from left to right, if nothing is in it: no other is shorter."""
        arrow = self.arrows[number]
        source, target = self.spots[arrow.source], self.spots[arrow.target]
        if source.row != target.row or source.column >= target.column:
            return None
        leave, enter = Port(Side.RIGHT), Port(Side.LEFT)
        if self.taken[arrow.source, leave] or self.taken[arrow.target, enter]:
            return None
        first = self.board.crossing(*self.lines.node(source, leave))
        last = self.board.crossing(*self.lines.node(target, enter))
        if not self.board.is_free(first, last):
            return None
        way = tuple(range(first, last + 1, self.board.high))
        return way, Route(leave, tuple(map(self.board.lines, way)), enter, 0)

    def _searched(self, number: int) -> tuple[tuple[int, ...], Route]:
        arrow = self.arrows[number]
        begins = dict(self._begins(self.shapes[arrow.source]))
        goals = dict(self._goals(self.shapes[arrow.target]))
        states, cost = cheapest(
            self.board,
            {state: price for state, (_, price) in begins.items()},
            {state: price for state, (_, price) in goals.items()},
        )
        way = tuple(state >> 2 for state in states)
        nodes = tuple(map(self.board.lines, way))
        return way, Route(begins[states[0]][0], nodes, goals[states[-1]][0], cost)

    def _mark(self, number: int, change: int) -> None:
        arrow, route = self.arrows[number], self.found[number]
        self.board.mark(self.ways[number], change)
        self.taken[arrow.source, route.leave] += change
        self.taken[arrow.target, route.enter] += change

    def _begins(self, shape: Shape) -> Iterator[tuple[State, tuple[Port, int]]]:
        """Yield the first crossing of each way out, going away from the shape."""
        for port, price, crossing in self._ports(shape, exits(shape)):
            yield 4 * crossing + port.side, (port, price)

    def _goals(self, shape: Shape) -> Iterator[tuple[State, tuple[Port, int]]]:
        """Yield the last crossing of each way in, going towards the shape."""
        for port, price, crossing in self._ports(shape, entries(shape)):
            yield 4 * crossing + port.side.opposite, (port, price)

    def _ports(self, shape: Shape, ports: Mapping[Port, int]) -> Iterator[tuple[Port, int, int]]:
        """Yield the ports that have a line, with their prices and their crossings."""
        spot = self.spots[shape.id]
        wide, high = self.lines.across.edge(spot.column), self.lines.down.edge(spot.row)
        for port, price in ports.items():
            if abs(port.offset) <= (wide if port.side % 2 else high):
                taken = SHARE * self.taken[shape.id, port]
                node = self.lines.node(spot, port)
                yield port, price + taken, self.board.crossing(*node)


def _span(way: tuple[int, ...]) -> tuple[int, int]:
    """Return the first and the last crossing of a way, in the order of the board."""
    return min(way), max(way)
