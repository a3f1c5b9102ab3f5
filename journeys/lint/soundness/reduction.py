"""Blocks that cannot matter, taken out of a journey before its token game is played.

A node that is entered by one edge and left by one does not matter, nor do several edges between the
same two nodes, as long as as many tokens come as the second one takes. So sequences, choices that
are merged, branches at once that are joined as they were split, and loops around what is none of
these fold into edges, from the inside out. What is left is what a search has to look at; where it
splits and joins nothing, nothing can go wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from journeykit.journeys.model.flow import END

ONE, ALL, SOME = "one", "all", "some"
PLAIN, PARALLEL, INCLUSIVE = "plain", "parallel", "inclusive"


@dataclass(frozen=True, slots=True)
class Node:
    """A node as the folding sees it: how it joins and splits, and whether it has to stay."""

    id: str
    join: str
    split: str
    stays: bool = False
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """Where a flow leads: the node, the flow by which it is entered, whether time may pass."""

    to: str
    came: tuple[str, int]
    waits: bool = False


Lanes = dict[tuple[str, int], Lane | None]
"""Where each flow of a node leads, by the node and the flow's place; None if round a loop."""


@dataclass(slots=True)
class _Edge:
    """Some flows of one node, by place, that lead to the same node.

    It is `single` if one token comes by it at most.
    """

    source: str
    to: str
    came: dict[int, tuple[str, int]]
    single: bool = True
    waits: bool = False


def reduced(nodes: Iterable[Node], lanes: Lanes) -> Lanes:
    """Return where the flows of the nodes lead that are left; those of the others are not there."""
    fold = _Fold({node.id: node for node in nodes}, lanes)
    fold.all()
    return fold.lanes()


class _Fold:
    """A graph that is being folded."""

    def __init__(self, nodes: dict[str, Node], lanes: Lanes) -> None:
        self.nodes = nodes
        self.round: dict[tuple[str, int], None] = {}
        self.out: dict[str, dict[str, _Edge]] = {id: {} for id in nodes}
        self.into: dict[str, dict[str, _Edge]] = {id: {} for id in (*nodes, END)}
        for (source, place), lane in lanes.items():
            if lane is not None:
                self._add(_Edge(source, lane.to, {place: lane.came}, waits=lane.waits))

    def all(self) -> None:
        """Fold until nothing can be folded any more."""
        waiting = dict.fromkeys(reversed(self.nodes))
        while waiting:
            id, _ = waiting.popitem()
            if id in self.nodes:
                waiting |= dict.fromkeys(self._folded(id))

    def lanes(self) -> Lanes:
        """Return where the flows lead now."""
        found: Lanes = {way: None for way in self.round if way[0] in self.nodes}
        for id in self.nodes:
            for edge in self.out[id].values():
                for place, came in edge.came.items():
                    found[id, place] = Lane(edge.to, came, edge.waits)
        return found

    def _add(self, edge: _Edge) -> None:
        """Add an edge, to those between the same two nodes."""
        other = self.out[edge.source].get(edge.to)
        if other is not None:
            one = self.nodes[edge.source].split == ONE
            edge = _Edge(
                edge.source,
                edge.to,
                other.came | edge.came,
                single=one and other.single and edge.single,
                waits=other.waits or edge.waits,
            )
        self.out[edge.source][edge.to] = edge
        self.into[edge.to][edge.source] = edge

    def _remove(self, edge: _Edge) -> None:
        del self.out[edge.source][edge.to]
        del self.into[edge.to][edge.source]

    def _folded(self, id: str) -> Iterator[str]:
        """Fold a node if that can be; yield the nodes to look at anew."""
        node, around = self.nodes[id], [*self.into[id], *self.out[id]]
        if self._goes_round(node) or self._dissolves(node):
            yield from (each for each in (*around, id) if each in self.nodes)

    def _goes_round(self, node: Node) -> bool:
        """Take out the way back of a loop around nothing, that begins at `node`."""
        onward = next(iter(self.out[node.id].values()), None)
        if onward is None or node.join != PLAIN:
            return False
        end = node.id
        if node.id not in self.out[node.id]:
            if len(self.out[node.id]) != 1 or not onward.single or len(self.into[onward.to]) != 1:
                return False
            end = onward.to
        last, back = self.nodes.get(end), self.out.get(end, {}).get(node.id)
        if last is None or back is None or last.split != ONE or last.join != PLAIN:
            return False
        if not back.single or len(self.out[end]) < 2 or node.stays or last.stays:
            return False
        self.round |= dict.fromkeys((end, place) for place in back.came)
        self._remove(back)
        return True

    def _dissolves(self, node: Node) -> bool:
        """Make one edge of the two around a node, if it has no more and they fit."""
        into, out = [*self.into[node.id].values()], [*self.out[node.id].values()]
        if node.stays or len(into) != 1 or len(out) != 1:
            return False
        (first,), (second,) = into, out
        if first.source == node.id or not second.single or not self._fits(node, first):
            return False
        came = set(second.came.values())
        if len(came) > 1 and second.to != END and self.nodes[second.to].join == PARALLEL:
            return False
        self._remove(first)
        self._remove(second)
        del self.nodes[node.id]
        by = min(came)
        waits = first.waits or second.waits or node.waits
        self._add(_Edge(first.source, second.to, dict.fromkeys(first.came, by), waits=waits))
        return True

    def _fits(self, node: Node, edge: _Edge) -> bool:
        """Tell whether a node makes one token of what comes by its only edge."""
        if node.join == PARALLEL:
            return self.nodes[edge.source].split == ALL
        return edge.single or node.join == INCLUSIVE
