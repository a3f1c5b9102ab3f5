"""The lines on which flows run: a few through every cell of the grid, more between the cells.

Lines are numbered from 0 across (x) and from 0 down (y). There is a gap before the first column
(row), between two and after the last. The middle line of a column (row) goes through the centres
of its shapes; others beside it are there only where a shape has many flows. Where lines stand in
pixels is decided after routing.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from journeykit.render.rows import Spot

PORTS = 5
"""Lines through a column (row) at most."""
PORT_STEP = 9  # pixels between two port lines
_GAP_STEP, _CELL_STEP = 8, 45


class Side(IntEnum):
    """A side of a shape, and a way to go; the opposite is two further."""

    RIGHT = 0
    DOWN = 1
    LEFT = 2
    UP = 3

    @property
    def opposite(self) -> Side:
        """The side that faces this one."""
        return Side((self + 2) % 4)


@dataclass(frozen=True, slots=True)
class Port:
    """Where a flow touches a shape: a side, and the port line counted from the middle one."""

    side: Side
    offset: int = 0


@dataclass(frozen=True)
class Tracks:
    """The lines of a grid in one direction: how many run in each gap, and through each cell.

    There is one more gap than cells; the lines through a cell are an odd number.
    """

    gaps: tuple[int, ...]
    ports: tuple[int, ...]

    @property
    def cells(self) -> int:
        """How many columns (rows) there are."""
        return len(self.ports)

    @cached_property
    def count(self) -> int:
        """How many lines there are."""
        return sum(self.gaps) + sum(self.ports)

    @cached_property
    def middles(self) -> tuple[int, ...]:
        """The middle line of each cell."""
        found, at = [], 0
        for gap, ports in zip(self.gaps, self.ports, strict=False):
            found.append(at + gap + ports // 2)
            at += gap + ports
        return tuple(found)

    @cached_property
    def _lines(self) -> tuple[tuple[int | None, int], ...]:
        return tuple(self._numbered())

    def _numbered(self) -> Iterator[tuple[int | None, int]]:
        """Yield the cell and the offset of each line."""
        ported = zip(self.gaps, (*self.ports, 0), strict=True)
        for cell, (gap, ports) in enumerate(ported):
            yield from ((None, 0) for _ in range(gap))
            yield from ((cell, line - ports // 2) for line in range(ports))

    def cell(self, line: int) -> int | None:
        """Return the column (row) that the line goes through, None between two."""
        return self._lines[line][0]

    def gap(self, line: int) -> int:
        """Return the number of the gap that a line between two cells runs in."""
        return bisect(self.middles, line)

    def offset(self, line: int) -> int:
        """Return the port line within its cell, 0 in the middle and between two cells."""
        return self._lines[line][1]

    def line(self, cell: int, offset: int = 0) -> int:
        """Return the line of a cell's port."""
        return self.middles[cell] + offset

    def edge(self, cell: int) -> int:
        """Return the offset of the outermost port line of a cell."""
        return self.ports[cell] // 2

    @cached_property
    def places(self) -> tuple[int, ...]:
        """Roughly where each line will be, so that short ways can be told from long."""
        at, places = 0, []
        for gap, ports in zip(self.gaps, (*self.ports, 0), strict=True):
            places += [at + _GAP_STEP * line for line in range(gap)]
            at += _GAP_STEP * (gap - 1) + _CELL_STEP if gap else 0
            at += PORT_STEP * (PORTS // 2 - ports // 2)
            places += [at + PORT_STEP * line for line in range(ports)]
            at += PORT_STEP * (PORTS // 2 + ports // 2) + _CELL_STEP
        return tuple(places)


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines both ways, and who stands in which cell."""

    across: Tracks
    down: Tracks
    owner: Mapping[tuple[int, int], str]

    def node(self, spot: Spot, port: Port) -> tuple[int, int]:
        """Return the outermost crossing of a port's line within the cell of its shape."""
        x, y = self.across, self.down
        wide, high = x.edge(spot.column), y.edge(spot.row)
        match port.side:
            case Side.RIGHT:
                return x.line(spot.column, wide), y.line(spot.row, port.offset)
            case Side.LEFT:
                return x.line(spot.column, -wide), y.line(spot.row, port.offset)
            case Side.DOWN:
                return x.line(spot.column, port.offset), y.line(spot.row, high)
            case Side.UP:
                return x.line(spot.column, port.offset), y.line(spot.row, -high)
