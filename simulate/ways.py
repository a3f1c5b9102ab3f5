"""The ways out of a step, ready to be chosen from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import networkx as nx

from journeykit.journeys.conditions import compile_test
from journeykit.journeys.conditions.evaluate import Test
from journeykit.journeys.model.flow import Flow
from journeykit.simulate.values import cumulate

END = -1
"""The number of the unnamed end, where a step's number is expected."""


class Choice(StrEnum):
    """How the ways are chosen from."""

    ALL = "all"
    FIRST = "the first that holds, else the default"
    EVERY = "every one that holds, else the default"
    ARM = "the customer's arm"
    CHANCE = "by chance"


@dataclass(frozen=True, slots=True)
class Way:
    """One way on: to the step with number `to`, as its incoming flow number `flow`.

    `below` is the 53-bit threshold of shares and chances, cumulated in written order. `name` says
    where it comes from and leads to, as pictures call them: `start.START`, a step, `STEP.N` for the
    n-th of several events that a step waits for; `end`.
    """

    to: int
    flow: int
    test: Test | None = None
    below: int = 0
    name: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Ways:
    """All ways out, in written order, and how they are chosen from."""

    choice: Choice = Choice.ALL
    ways: tuple[Way, ...] = ()
    default: Way | None = None

    def coming_from(self, source: str) -> Ways:
        """Return the same ways under the name of another place that they come from."""
        ways = tuple(replace(way, name=(source, way.name[1])) for way in self.ways)
        default = None if self.default is None else ways[self.ways.index(self.default)]
        return Ways(self.choice, ways, default)


def drawn(ways: Ways, number: int) -> Way | None:
    """Return the way in whose share or chance the 53-bit number falls; None beyond them all."""
    return next((way for way in ways.ways if number < way.below), None)


class Junctions:
    """Numbers the incoming flows of each step of one journey, in the order they are asked for."""

    def __init__(self, steps: Sequence[str], messages: Mapping[str, str]) -> None:
        """Keep the ids of the steps, in order, and the messages that steps' ids stand for."""
        self.numbers = {step: number for number, step in enumerate(steps)}
        self.incoming = [0] * len(steps)
        self.messages = messages
        self._edges: list[tuple[int, int]] = []

    def graph(self) -> nx.DiGraph[int]:
        """Return the steps that ways have been asked for, by number, as a graph."""
        graph: nx.DiGraph[int] = nx.DiGraph(self._edges)
        graph.add_nodes_from(self.numbers.values())
        return graph

    def ways(
        self, flows: Sequence[Flow], source: int | None, kind: str = "", *, name: str = ""
    ) -> Ways:
        """Return the ways of the flows out of the step `source` (None: out of a start).

        `name` is what the place that they come from is called.
        """
        choice = _choice(flows, kind)
        below = _below(flows)
        ways = tuple(
            self._way(flow, source, number, name) for flow, number in zip(flows, below, strict=True)
        )
        plain = (way for way, flow in zip(ways, flows, strict=True) if flow.is_default)
        return Ways(choice, ways, next(plain, None))

    def _way(self, flow: Flow, source: int | None, below: int, name: str) -> Way:
        """Return one way, and count it among the flows into its step."""
        to = self.numbers.get(flow.to, END)
        number = 0
        if to != END:
            number = self.incoming[to]
            self.incoming[to] += 1
            if source is not None:
                self._edges.append((source, to))
        condition = flow.condition
        test = compile_test(condition, messages=self.messages) if condition else None
        return Way(to, number, test, below, (name, str(flow.to)))


def _choice(flows: Sequence[Flow], kind: str) -> Choice:
    """Tell how such flows are chosen from; `kind` is that of the step they leave."""
    if any(flow.share is not None for flow in flows):
        return Choice.ARM
    if any(flow.chance is not None for flow in flows):
        return Choice.CHANCE
    if kind == "inclusive":
        return Choice.EVERY if any(flow.condition for flow in flows) else Choice.ALL
    if kind == "exclusive" or any(flow.condition for flow in flows):
        return Choice.FIRST
    return Choice.ALL


def _below(flows: Sequence[Flow]) -> list[int]:
    """Return the cumulated thresholds; the first flow without a share takes the rest."""
    shares = [flow.share if flow.share is not None else flow.chance for flow in flows]
    rest = max(0.0, 1.0 - sum(share for share in shares if share is not None))
    filled: list[float] = []
    for share in shares:
        filled.append(rest if share is None else share)
        rest = 0.0 if share is None else rest
    return cumulate(filled)
