"""The cheapest way over a grid of lines from some ports to others, by A*."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush

from journeykit.render.board import CORNER, UPRIGHT, Board, Lists

BEND = 100
CROSS = 450
SHARE = 20_000
_ENDLESS = 1 << 60

State = int
"""Four times the number of a crossing, and the side towards which the way goes."""


def cheapest(
    board: Board, begins: Mapping[State, int], goals: Mapping[State, int]
) -> tuple[tuple[State, ...], int]:
    """Return the states of the cheapest way, and its cost.

    Both mappings give the price of a port. There always is a way, as long as the gaps around the
    cells are connected: a line that is taken only costs more.
    """
    best = dict(begins)
    came: dict[State, State] = {}
    high, blocked, marks, steps, lanes = (
        board.high,
        board.blocked,
        board.marks,
        board.steps,
        board.lanes,
    )
    to = (high, 1, -high, -1)
    aims, besides = _guesses(board, [state >> 2 for state in goals])
    queue = [(cost, -cost, state) for state, cost in begins.items()]
    heapify(queue)
    while queue:
        _, negative, state = heappop(queue)
        cost = -negative
        if cost > best[state]:
            continue
        here, side = state >> 2, state & 3
        inside = blocked[here]
        if inside and state in came:
            return _traced(came, state), cost
        x, y = divmod(here, high)
        for way in (side,) if inside else (side, side ^ 1, side ^ 3):
            there = here + to[way]
            after = there << 2 | way
            if blocked[there] and after not in goals:
                continue
            axis = way & 1
            ahead, on = (y + 2 - way, x) if axis else (x + 1 - way, y)
            total = cost + steps[way][ahead] + lanes[axis][on]
            if way != side:
                total += BEND
            if marks[here]:
                total += _toll(marks[here], axis, turns=way != side)
            if blocked[there]:
                total += goals[after]
            if total < best.get(after, _ENDLESS):
                best[after], came[after] = total, state
                guess = aims[way][ahead] + besides[axis][on]
                heappush(queue, (total + guess, -total, after))
    raise ValueError(f"no way to crossings (={sorted(goals)})")


def _toll(mark: int, axis: int, *, turns: bool) -> int:
    """Return the price of a crossing where others have been, for a way along an axis."""
    if axis:
        free, crossed = mark < UPRIGHT, mark
    else:
        free, crossed = mark < CORNER and not mark % UPRIGHT, mark // UPRIGHT
    return CROSS * crossed if free and not turns else SHARE


def _guesses(board: Board, goals: Sequence[int]) -> tuple[Lists, Lists]:
    """Return what a way to some crossings costs at least: its length, and bends it must have.

    The first lists are for each side towards which a way goes, by the line that it comes to; the
    others for each axis, by the line that it goes on. Their sum is the guess.
    """
    aims: list[list[int]] = [[], [], [], []]
    besides: list[list[int]] = [[], []]
    for axis in (0, 1):
        lines = [goal % board.high if axis else goal // board.high for goal in goals]
        places, low, high = board.places[axis], min(lines), max(lines)
        before = [places[low] - at for at in places[:low]]
        within = [0] * (high - low + 1)
        after = [at - places[high] for at in places[high + 1 :]]
        bent_before, bent_after = [BEND + at for at in before], [BEND + at for at in after]
        aims[axis] = before + within + bent_after
        aims[axis + 2] = bent_before + within + after
        besides[1 - axis] = bent_before + within + bent_after
    return aims, besides


def _traced(came: Mapping[State, State], last: State) -> tuple[State, ...]:
    states = [last]
    while states[-1] in came:
        states.append(came[states[-1]])
    return tuple(reversed(states))
