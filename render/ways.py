"""The ways that flows take over the lines of a grid, and how hard they are to follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from journeykit.render.search import BEND, CROSS, SHARE
from journeykit.render.tracks import Grid, Port

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
    across, down = lines.across.places, lines.down.places
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
