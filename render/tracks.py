"""The lines on which flows run: a few through every cell of the grid, more between the cells.

Lines are numbered from 0 across (x) and from 0 down (y). Before the first column (row), between
two and after the last there is a gap of `gap` lines; each column (row) has PORTS lines, the middle
one through the centres of its shapes. Where lines stand in pixels is decided after routing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from journeykit.render.rows import Spot

PORTS = 5
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


@dataclass(frozen=True, slots=True)
class Tracks:
    """The lines of a grid in one direction."""

    cells: int
    gap: int

    @property
    def count(self) -> int:
        """How many lines there are."""
        return self.cells * (self.gap + PORTS) + self.gap

    def cell(self, line: int) -> int | None:
        """Return the column (row) that the line goes through, None between two."""
        number, rest = divmod(line, self.gap + PORTS)
        return number if rest >= self.gap else None

    def offset(self, line: int) -> int:
        """Return the port line within its cell, 0 in the middle."""
        return line % (self.gap + PORTS) - self.gap - PORTS // 2

    def line(self, cell: int, offset: int = 0) -> int:
        """Return the line of a cell's port."""
        return cell * (self.gap + PORTS) + self.gap + PORTS // 2 + offset

    def lengths(self) -> list[int]:
        """Return roughly where each line will be, so that short ways can be told from long."""
        at, places = 0, [0]
        for line in range(1, self.count):
            inside = (self.cell(line - 1) is None) + (self.cell(line) is None)
            at += {2: _GAP_STEP, 1: _CELL_STEP, 0: PORT_STEP}[inside]
            places.append(at)
        return places


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines both ways, and who stands in which cell."""

    across: Tracks
    down: Tracks
    owner: Mapping[tuple[int, int], str]

    def at(self, x: int, y: int) -> str | None:
        """Return the shape whose cell holds the crossing of two lines."""
        column, row = self.across.cell(x), self.down.cell(y)
        return None if column is None or row is None else self.owner.get((column, row))

    def lanes(self, x: int, y: int) -> tuple[bool, bool]:
        """Tell whether steps across and down from here run beside the middle of a cell."""
        if self.across.cell(x) is None or self.down.cell(y) is None:
            return False, False
        return self.down.offset(y) != 0, self.across.offset(x) != 0

    def node(self, spot: Spot, port: Port) -> tuple[int, int]:
        """Return the outermost crossing of a port's line within the cell of its shape."""
        edge = PORTS // 2
        x, y = self.across, self.down
        match port.side:
            case Side.RIGHT:
                return x.line(spot.column, edge), y.line(spot.row, port.offset)
            case Side.LEFT:
                return x.line(spot.column, -edge), y.line(spot.row, port.offset)
            case Side.DOWN:
                return x.line(spot.column, port.offset), y.line(spot.row, edge)
            case Side.UP:
                return x.line(spot.column, port.offset), y.line(spot.row, -edge)


def grid(spots: Mapping[str, Spot], gap: int) -> Grid:
    """Lay `gap` lines into every gap around the cells."""
    owner = {(spot.column, spot.row): name for name, spot in spots.items()}
    width = 1 + max((spot.column for spot in spots.values()), default=0)
    height = 1 + max((spot.row for spot in spots.values()), default=0)
    return Grid(Tracks(width, gap), Tracks(height, gap), owner)
