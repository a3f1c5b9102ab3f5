"""The cheapest way over a grid of lines from some ports to others, by A*."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from journeykit.render.tracks import Grid, Tracks

BEND = 100
CROSS = 450
SHARE = 20_000
_ENDLESS = 1 << 60
_LANE = 9  # for each step along a line beside the middle of a cell
# What goes through a crossing, counted in one number: flows level, upright, and their corners.
_LEVEL, _UPRIGHT, _CORNER = 1, 1 << 12, 1 << 24

State = int
"""Four times the number of a crossing, and the side towards which the way goes."""


@dataclass(frozen=True, slots=True)
class Board:
    """The crossings of all lines, numbered down each line across, with a border around them.

    `blocked` tells which ones lie in the cell of a shape or on the border. `marks` counts who goes
    through a crossing; it fills up. The prices are those of the step from a line to the next.
    """

    high: int
    blocked: bytearray
    marks: list[int]
    places: tuple[list[int], list[int]]
    lanes: tuple[list[int], list[int]]

    def crossing(self, x: int, y: int) -> int:
        """Return the number of a crossing."""
        return (x + 1) * self.high + y + 1

    def lines(self, crossing: int) -> tuple[int, int]:
        """Return the two lines of a crossing."""
        return crossing // self.high - 1, crossing % self.high - 1

    def mark(self, way: Sequence[int], change: int) -> None:
        """Note (+1) or forget (-1) a way: all of it but the two crossings at its ports."""
        marks, high = self.marks, self.high
        for before, here, after in zip(way, way[1:], way[2:], strict=False):
            if after - here != here - before:
                marks[here] += _CORNER * change
            else:
                marks[here] += (_LEVEL if abs(after - here) == high else _UPRIGHT) * change

    def is_free(self, first: int, last: int) -> bool:
        """Tell whether nothing is between two crossings on one level line."""
        between = slice(first + self.high, last, self.high)
        return not any(self.blocked[between]) and not any(self.marks[between])

    def clashes(self, way: Sequence[int]) -> Iterator[int]:
        """Yield the crossings of a marked way where another flow runs along it or turns."""
        alone = (_LEVEL, _UPRIGHT, _LEVEL + _UPRIGHT, _CORNER)
        return (here for here in way[1:-1] if self.marks[here] not in alone)

    def crossed(self, way: Sequence[int]) -> Iterator[int]:
        """Yield the crossings of a marked way where it crosses another."""
        return (here for here in way[1:-1] if self.marks[here] == _LEVEL + _UPRIGHT)

    def met(self, way: Sequence[int]) -> int:
        """Count the flows that are already where a way goes."""
        marks = [self.marks[here] for here in way[1:-1]]
        return sum(
            mark % _UPRIGHT + mark // _UPRIGHT % _UPRIGHT + mark // _CORNER
            for mark in marks
            if mark
        )


def board(grid: Grid) -> Board:
    """Lay out the empty board of a grid."""
    wide, high = grid.across.count + 2, grid.down.count + 2
    blocked = bytearray(wide * high)
    blocked[:high] = blocked[-high:] = b"\1" * high
    blocked[::high] = blocked[high - 1 :: high] = b"\1" * wide
    found = Board(
        high,
        blocked,
        [0] * (wide * high),
        (_bordered(grid.across), _bordered(grid.down)),
        (_lanes(grid.across), _lanes(grid.down)),
    )
    for column, row in grid.owner:
        top, lines = grid.down.line(row, -grid.down.edge(row)), grid.down.ports[row]
        for offset in range(-grid.across.edge(column), grid.across.edge(column) + 1):
            first = found.crossing(grid.across.line(column, offset), top)
            blocked[first : first + lines] = b"\1" * lines
    return found


def _bordered(tracks: Tracks) -> list[int]:
    places = tracks.places or (0,)
    return [places[0], *places, places[-1]]


def _lanes(tracks: Tracks) -> list[int]:
    return [0, *(_LANE * (tracks.offset(line) != 0) for line in range(tracks.count)), 0]


def cheapest(
    board: Board, begins: Mapping[State, int], goals: Mapping[State, int]
) -> tuple[tuple[int, ...], State, State, int]:
    """Return the crossings of the cheapest way, its first and last state, and its cost.

    Both mappings give the price of a port. There always is a way, as long as the gaps around the
    cells are connected: a line that is taken only costs more.
    """
    best = dict(begins)
    came: dict[State, State] = {}
    high, blocked, marks = board.high, board.blocked, board.marks
    (across, down), (lane_x, lane_y) = board.places, board.lanes
    steps = (high, 1, -high, -1)
    to_x, turn_x = _aim(across, [state // 4 // high for state in goals])
    to_y, turn_y = _aim(down, [state // 4 % high for state in goals])
    queue = [(cost, -cost, state) for state, cost in begins.items()]
    heapq.heapify(queue)
    push, pop = heapq.heappush, heapq.heappop
    while queue:
        _, cost, state = pop(queue)
        cost = -cost
        if cost > best[state]:
            continue
        here, side = state >> 2, state & 3
        if blocked[here] and state in came:
            return _traced(came, state, cost)
        x, y = divmod(here, high)
        mark = marks[here]
        for way in (side,) if blocked[here] else (side, side ^ 1, side ^ 3):
            there = here + steps[way]
            after = there << 2 | way
            total = cost
            if blocked[there]:
                if after not in goals:
                    continue
                total += goals[after]
            if way & 1:
                ahead = y + 2 - way
                total += abs(down[ahead] - down[y]) + lane_x[x]
                along, aside = turn_y[ahead], turn_x[x]
                guess = to_x[x] + to_y[ahead]
            else:
                ahead = x + 1 - way
                total += abs(across[ahead] - across[x]) + lane_y[y]
                along, aside = turn_x[ahead], turn_y[y]
                guess = to_x[ahead] + to_y[y]
            if way != side:
                total += BEND
                if mark:
                    total += SHARE
            elif mark:
                if way & 1:
                    free, crossed = mark < _UPRIGHT, mark
                else:
                    free, crossed = (
                        mark < _CORNER and not mark % _UPRIGHT,
                        mark // _UPRIGHT,
                    )
                total += CROSS * crossed if free else SHARE
            if total >= best.get(after, _ENDLESS):
                continue
            best[after], came[after] = total, state
            if along == (1 if way > 1 else -1):
                guess += 2 * BEND
            elif aside:
                guess += BEND
            push(queue, (total + guess, -total, after))
    raise ValueError(f"no way to crossings (={sorted(goals)})")


def _aim(places: Sequence[int], goals: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return for each line the distance to the lines of the goals, and which way they are."""
    low, high = min(goals), max(goals)
    first, last = places[low], places[high]
    length = [first - at for at in places[:low]]
    length += [0] * (high - low + 1)
    length += [at - last for at in places[high + 1 :]]
    ways = [1] * low + [0] * (high - low + 1) + [-1] * (len(places) - high - 1)
    return length, ways


def _traced(
    came: Mapping[State, State], last: State, cost: int
) -> tuple[tuple[int, ...], State, State, int]:
    states = [last]
    while states[-1] in came:
        states.append(came[states[-1]])
    states.reverse()
    return tuple(state >> 2 for state in states), states[0], last, cost
