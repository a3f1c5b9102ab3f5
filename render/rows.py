"""Which row each shape stands in: the main path straight, every branch beside its split.

The shapes are cut into chains. The first chain is the spine: from the first start along the
longest way to an end. Every other chain begins at a shape that already has its place and goes on
until it meets one or ends. Chains are placed from right to left, each in the nearest free row:
then a branch that begins further left goes around those further right, and nothing crosses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from journeykit.render.columns import columns, forward_arrows
from journeykit.render.diagram import GATEWAYS, Diagram, Shape

_CUT = 22  # to cut an upright flow is worse than to be two rows further away
_AWAITED = 2  # to stand below a shape that more ways will come to is a little worse than above it
_TURNED = -1000  # the length of a way that only leads back: any way to an end is longer


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of the grid: columns count from the left, rows from the top, both from 0."""

    column: int
    row: int


def spots(diagram: Diagram) -> dict[str, Spot]:
    """Give each shape a cell of its own."""
    board = _board(diagram)
    for shape in diagram.shapes:
        if shape.id not in board.row:
            _place(board, shape.id)
    top = min(board.row.values(), default=0)
    return {s.id: Spot(board.column[s.id], board.row[s.id] - top) for s in diagram.shapes}


@dataclass(frozen=True, slots=True)
class _Board:
    """The graph, and the rows that are already given (they fill up).

    `weight` is how many shapes without a place the longest way from each shape goes through.
    `taken` holds the columns of each row that shapes and their flows need, one bit for each,
    `solid` the rows of each column that shapes stand in, one bit for each from the row -`base`,
    `corners` how many flows leave a shape up or down, `lines` the upright ones.
    """

    shapes: dict[str, Shape]
    column: dict[str, int]
    after: dict[str, list[str]]
    before: dict[str, list[str]]
    turning: dict[str, None]
    weight: dict[str, int] = field(default_factory=dict)
    row: dict[str, int] = field(default_factory=dict)
    at: dict[tuple[int, int], str] = field(default_factory=dict)
    taken: dict[int, int] = field(default_factory=dict)
    solid: dict[int, int] = field(default_factory=dict)
    corners: dict[tuple[str, bool], int] = field(default_factory=dict)
    lines: list[tuple[int, int, int]] = field(default_factory=list)

    @property
    def base(self) -> int:
        """A number that no row is above."""
        return len(self.shapes) + 1

    def weigh(self, names: Iterable[str]) -> None:
        """Weigh shapes, and those before them where that makes a difference."""
        waiting = [(-self.column[name], name) for name in dict.fromkeys(names)]
        heapify(waiting)
        while waiting:
            _, name = heappop(waiting)
            weight = self._weight(name)
            if self.weight.get(name) != weight:
                self.weight[name] = weight
                for before in self.before[name]:
                    heappush(waiting, (-self.column[before], before))

    def _weight(self, name: str) -> int:
        if name in self.row:
            return 0
        turned = _TURNED if name in self.turning else 0
        return 1 + max((self.weight[target] for target in self.after[name]), default=turned)


def _board(diagram: Diagram) -> _Board:
    forward = forward_arrows(diagram)
    column = columns(diagram, forward)
    after: dict[str, list[str]] = {shape.id: [] for shape in diagram.shapes}
    before: dict[str, list[str]] = {shape.id: [] for shape in diagram.shapes}
    for arrow in forward:
        after[arrow.source].insert(0 if arrow.default else len(after[arrow.source]), arrow.target)
        before[arrow.target].append(arrow.source)
    led = {(arrow.source, arrow.target) for arrow in forward}
    back = (each.source for each in diagram.arrows if (each.source, each.target) not in led)
    shapes = {shape.id: shape for shape in diagram.shapes}
    board = _Board(shapes, column, after, before, dict.fromkeys(back))
    board.weight.update(dict.fromkeys(shapes, 0))
    for name in sorted(shapes, key=lambda name: -column[name]):
        board.weight[name] = board._weight(name)
    return board


def _place(board: _Board, first: str) -> None:
    """Place the chain that begins at `first`, then all chains that begin or end at it."""
    waiting = [iter([first])]
    while waiting:
        begin = next(waiting[-1], None)
        if begin is None:
            waiting.pop()
        elif begin not in board.row:
            chain = _chain(board, begin)
            _settle(board, chain)
            board.weigh(chain)
            waiting.append(_branches(board, chain))


def _branches(board: _Board, chain: list[str]) -> Iterator[str]:
    for name in reversed(chain):
        free = [target for target in board.after[name] if target not in board.row]
        yield from sorted(free, key=lambda target: -board.weight[target])


def _chain(board: _Board, first: str) -> list[str]:
    """Follow the longest way through shapes that have no place yet."""
    chain = [first]
    while True:
        free = [name for name in board.after[chain[-1]] if name not in board.row]
        if not free:
            return chain
        chain.append(max(free, key=board.weight.__getitem__))


def _settle(board: _Board, chain: list[str]) -> None:
    """Give the chain the cheapest row that is free over its whole length."""
    parents = [name for name in board.before[chain[0]] if name in board.row]
    targets = [name for name in board.after[chain[-1]] if name in board.row]
    parent, target = (names[0] if names else None for names in (parents, targets))
    ends = [board.column[name] for name in (*parents[:1], chain[0], chain[-1], *targets[:1])]
    span = min(ends), max(ends)
    columns = (2 << span[1]) - (1 << span[0])
    rows = range(min(board.taken, default=0) - 1, max(board.taken, default=-1) + 2)
    free = [row for row in rows if not board.taken.get(row, 0) & columns]
    lines = [(low, high) for at, low, high in board.lines if span[0] <= at <= span[1]]
    awaited = _AWAITED * _awaited(board, chain, parent) if parent and not target else 0

    def cost(row: int) -> tuple[int, int, int]:
        below = awaited if parent and row > board.row[parent] else 0
        return _cost(board, row, lines, parent, target) + below, abs(row), -row

    row = min(free, key=cost)
    board.row.update(dict.fromkeys(chain, row))
    board.at.update({(board.column[name], row): name for name in chain})
    board.taken[row] = board.taken.get(row, 0) | columns
    for column in range(board.column[chain[0]], board.column[chain[-1]] + 1):
        board.solid[column] = board.solid.get(column, 0) | 1 << (row + board.base)
    for name in (parent, target):
        if name is not None and row != board.row[name]:
            corner = (name, row > board.row[name])
            board.corners[corner] = board.corners.get(corner, 0) + 1
            low, high = sorted((row, board.row[name]))
            board.lines.append((board.column[name], low, high))


def _awaited(board: _Board, chain: list[str], parent: str) -> int:
    """Count the shapes of the parent's row in the chain's columns that more ways will come to."""
    beside = (board.at.get((board.column[name], board.row[parent])) for name in chain)
    return sum(any(way not in board.row for way in board.before[name]) for name in beside if name)


def _cost(
    board: _Board,
    row: int,
    lines: list[tuple[int, int]],
    parent: str | None,
    target: str | None,
) -> int:
    """Return how far the row is from both ends of its chain, and what stands in the way."""
    if not board.row:
        return abs(row)
    if parent is None and target is None:
        return -row
    cut = [low < row < high for low, high in lines]
    ways = [_way(board, row, name) for name in (parent, target) if name is not None]
    return sum(ways) + _CUT * sum(cut)


def _way(board: _Board, row: int, name: str) -> int:
    """Return the cost of a line from `row` to the shape `name`: length, and what is in its way."""
    own = board.row[name]
    if row == own:
        return 0
    low, high = min(row, own) + 1 + board.base, max(row, own) + board.base
    between = (1 << high) - (1 << low)
    blocked = (board.solid.get(board.column[name], 0) & between).bit_count()
    shared = board.corners.get((name, row > own), 0)
    asks = board.shapes[name].kind in GATEWAYS and bool(board.shapes[name].text)
    return 10 * abs(row - own) + 35 * blocked + 12 * shared + 3 * (row < own and asks)
