"""The cheapest way over a grid of lines from some ports to others, by A*."""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from journeykit.render.tracks import Grid

BEND = 100
CROSS = 450
SHARE = 20_000
_ENDLESS = 1 << 60
_LANE = 9  # for each line on which a way runs beside the middle of an empty cell

State = tuple[int, int]  # a crossing of two lines, and the side towards which the way goes


@dataclass(frozen=True, slots=True)
class Board:
    """The crossings of all lines, numbered down each line across, with a border around them.

    `owner` tells which shape's cell holds a crossing (0: none, -1: the border), `price[side]` the
    length of the step from it, `passes[axis]` and `edges[axis]` who has been there: each way
    counts one for every end of a step along the axis (0 across, 1 down). These two fill up.
    """

    height: int
    owner: list[int]
    price: tuple[list[int], ...]
    passes: tuple[list[int], list[int]]
    edges: tuple[list[int], list[int]]
    places: tuple[list[int], list[int]]

    def crossing(self, x: int, y: int) -> int:
        """Return the number of a crossing."""
        return (x + 1) * self.height + y + 1

    def lines(self, crossing: int) -> tuple[int, int]:
        """Return the two lines of a crossing."""
        return crossing // self.height - 1, crossing % self.height - 1

    @property
    def steps(self) -> tuple[int, int, int, int]:
        """How far the next crossing to each side is, in numbers."""
        return self.height, 1, -self.height, -1

    def mark(self, way: tuple[int, ...], change: int) -> None:
        """Note (+1) or forget (-1) a way."""
        for here, there in pairwise(way):
            axis = 0 if abs(there - here) == self.height else 1
            self.edges[axis][min(here, there)] += change
            self.passes[axis][here] += change
            self.passes[axis][there] += change


def board(grid: Grid, numbers: Mapping[str, int]) -> Board:
    """Lay out the board of a grid; `numbers` count its shapes from 1."""
    high = grid.down.count + 2
    size = (grid.across.count + 2) * high
    places = grid.across.lengths(), grid.down.lengths()
    found = Board(high, [-1] * size, _empty(4, size), _pair(size), _pair(size), places)
    for x in range(grid.across.count):
        for y in range(grid.down.count):
            here = found.crossing(x, y)
            found.owner[here] = numbers.get(grid.at(x, y) or "", 0)
            lanes = grid.lanes(x, y)
            for axis, line in enumerate((x, y)):
                step = found.steps[axis]
                price = _length(places[axis], line) + _LANE * lanes[axis]
                found.price[axis][here] = found.price[axis + 2][here + step] = price
    return found


def _length(places: list[int], line: int) -> int:
    """Return the distance from a line to the next one."""
    return places[line + 1] - places[line] if line + 1 < len(places) else 0


def _empty(count: int, size: int) -> tuple[list[int], ...]:
    return tuple([0] * size for _ in range(count))


def _pair(size: int) -> tuple[list[int], list[int]]:
    return [0] * size, [0] * size


def cheapest(
    board: Board, begins: Mapping[State, int], goals: Mapping[State, int]
) -> tuple[tuple[State, ...], int]:
    """Return the states of the cheapest way and its cost.

    Both mappings give the price of a port. There always is a way, as long as the gaps around the
    cells are connected: a line that is taken only costs more.
    """
    best = dict(begins)
    came: dict[State, State] = {}
    queue = [(cost, -cost, *state) for state, cost in begins.items()]
    heapq.heapify(queue)
    guess = _Guess(board, [crossing for crossing, _ in goals])
    owner, steps = board.owner, board.steps
    while queue:
        _, negative, here, side = heapq.heappop(queue)
        cost, state = -negative, (here, side)
        if cost > best[state]:
            continue
        if state in goals and state in came:
            return _traced(came, state), cost
        inside = owner[here] > 0
        if inside and state not in begins:
            continue
        for way in (side,) if inside else (side, (side + 1) % 4, (side + 3) % 4):
            there = here + steps[way]
            after = (there, way)
            if owner[there] and after not in goals:
                continue
            total = cost + _price(board, here, there, side, way) + goals.get(after, 0)
            if total < best.get(after, _ENDLESS):
                best[after], came[after] = total, state
                heapq.heappush(queue, (total + guess(there, way), -total, there, way))
    raise ValueError(f"no way to crossings (={sorted(goals)})")


class _Guess:
    """What a way to some crossings costs at least: its length, and the bends it must have."""

    def __init__(self, board: Board, goals: list[int]) -> None:
        """Take the rectangle around all goals as the aim."""
        self.board = board
        lines = [board.lines(goal) for goal in goals]
        self.left, self.right = min(x for x, _ in lines), max(x for x, _ in lines)
        self.top, self.bottom = min(y for _, y in lines), max(y for _, y in lines)
        self.known: dict[int, tuple[int, int, int]] = {}

    def __call__(self, here: int, side: int) -> int:
        """Return the guess for a crossing that is reached going to a side."""
        found = self.known.get(here)
        if found is None:
            found = self.known[here] = self._from(here)
        length, across, down = found
        along, aside = (across, down) if side % 2 == 0 else (down, across)
        if along * (1 if side < 2 else -1) < 0:
            return length + 2 * BEND
        return length + BEND if aside else length

    def _from(self, here: int) -> tuple[int, int, int]:
        """Return the distance to the aim, and on which side of here it is, across and down."""
        x, y = self.board.lines(here)
        to_x = min(max(x, self.left), self.right)
        to_y = min(max(y, self.top), self.bottom)
        across, down = self.board.places
        length = abs(across[to_x] - across[x]) + abs(down[to_y] - down[y])
        return length, (to_x > x) - (to_x < x), (to_y > y) - (to_y < y)


def _price(board: Board, here: int, there: int, side: int, way: int) -> int:
    """Return the price of a step from one crossing to the next, after coming from a side."""
    price = board.price[way][here]
    axis = way % 2
    mine, other = board.passes[axis][here], board.passes[1 - axis][here]
    if board.edges[axis][min(here, there)]:
        price += SHARE
    if way != side:
        price += BEND + (SHARE if mine or other else 0)
    elif other:
        price += SHARE if mine or other % 2 else CROSS
    return price


def _traced(came: Mapping[State, State], last: State) -> tuple[State, ...]:
    states = [last]
    while states[-1] in came:
        states.append(came[states[-1]])
    return tuple(reversed(states))
