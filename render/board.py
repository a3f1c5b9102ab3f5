"""The crossings of a grid of lines: what blocks them, what steps cost, which ways go through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from journeykit.render.tracks import Grid, Tracks

_LANE = 9  # for each step along a line beside the middle of a cell
LEVEL, UPRIGHT, CORNER = 1, 1 << 12, 1 << 24
"""What goes through a crossing, counted in one number: flows level, upright, and their corners."""

Lists = Sequence[list[int]]


@dataclass(frozen=True, slots=True)
class Board:
    """The crossings of all lines, numbered down each line across, with a border around them.

    `blocked` tells which ones lie in the cell of a shape or on the border. `marks` counts who goes
    through a crossing; it fills up. By axis (0 across, 1 down), `places` tells roughly where each
    line is, `lanes` what a step along it costs more; `steps` is by side and line the price of the
    step to it towards that side.
    """

    high: int
    blocked: bytearray
    marks: list[int]
    places: Lists
    steps: Lists
    lanes: Lists

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
                marks[here] += CORNER * change
            else:
                marks[here] += (LEVEL if abs(after - here) == high else UPRIGHT) * change

    def is_free(self, first: int, last: int) -> bool:
        """Tell whether nothing is between two crossings on one level line."""
        between = slice(first + self.high, last, self.high)
        return not any(self.blocked[between]) and not any(self.marks[between])

    def clashes(self, way: Sequence[int]) -> Iterator[int]:
        """Yield the crossings of a marked way where another flow runs along it or turns."""
        alone = (LEVEL, UPRIGHT, LEVEL + UPRIGHT, CORNER)
        return (here for here in way[1:-1] if self.marks[here] not in alone)

    def crossed(self, way: Sequence[int]) -> Iterator[int]:
        """Yield the crossings of a marked way where it crosses another."""
        return (here for here in way[1:-1] if self.marks[here] == LEVEL + UPRIGHT)

    def met(self, way: Sequence[int]) -> int:
        """Count the flows that are already where a way goes."""
        marks = [self.marks[here] for here in way[1:-1]]
        return sum(
            mark % UPRIGHT + mark // UPRIGHT % UPRIGHT + mark // CORNER for mark in marks if mark
        )


def board(grid: Grid) -> Board:
    """Lay out the empty board of a grid."""
    wide, high = grid.across.count + 2, grid.down.count + 2
    places = _bordered(grid.across), _bordered(grid.down)
    blocked = bytearray(wide * high)
    blocked[:high] = blocked[-high:] = b"\1" * high
    blocked[::high] = blocked[high - 1 :: high] = b"\1" * wide
    found = Board(
        high,
        blocked,
        [0] * (wide * high),
        places,
        [_steps(axis, back=back) for back in (False, True) for axis in places],
        (_lanes(grid.down), _lanes(grid.across)),
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


def _steps(places: list[int], *, back: bool) -> list[int]:
    """Return for each line the way to it from the one before, or `back` from the one after."""
    steps = [there - here for here, there in pairwise(places)]
    return [*steps, 0] if back else [0, *steps]


def _lanes(tracks: Tracks) -> list[int]:
    return [0, *(_LANE * (tracks.offset(line) != 0) for line in range(tracks.count)), 0]
