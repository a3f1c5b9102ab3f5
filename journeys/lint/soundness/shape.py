"""The graph of a journey as tokens see it: where they split, wait for each other, and meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx

from journeykit.journeys.graph import graph, start_node
from journeykit.journeys.model.flow import END, Flow
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.start import Start, StartBase
from journeykit.journeys.model.step import (
    Call,
    End,
    Exclusive,
    Inclusive,
    Parallel,
    Step,
    Subprocess,
    Timer,
    UserTask,
    WaitFor,
)
from journeykit.journeys.model.timer import Catch

_IDLE = ("exclusive", "inclusive", "end", "timer", "wait_for")


@dataclass(frozen=True, slots=True)
class Shape:
    """The graph of a journey: its nodes, and where ways come together.

    `joins` are the nodes with several ways in, `merges` those of them that do not wait, and do
    something or have it done behind them. Only what stands in `matters` can hold a token up or let
    two meet.
    """

    nodes: dict[str, Step | Start]
    joins: tuple[str, ...]
    merges: frozenset[str]
    matters: frozenset[str]


def shape(journey: Journey) -> Shape:
    """Return the graph of a journey as tokens see it."""
    nodes = nodes_of(journey)
    before: dict[str, list[str]] = {id: [] for id in nodes}
    for id, item in nodes.items():
        for _, flow in placed(item):
            before.setdefault(str(flow.to), []).append(id)
    joins = tuple(
        id for id, item in nodes.items() if len(before[id]) > 1 and not isinstance(item, End)
    )
    doing = _leading_to((id for id, item in nodes.items() if _does(item)), before)
    merges = frozenset(id for id in joins if id in doing and not isinstance(nodes[id], Parallel))
    waiting = (id for id in joins if isinstance(nodes[id], Parallel | Inclusive))
    return Shape(nodes, joins, merges, frozenset(_leading_to((*merges, *waiting), before)))


def _leading_to(ids: Iterable[str], before: dict[str, list[str]]) -> set[str]:
    """Return the nodes and all from which a way leads to one of them."""
    found = set(ids)
    waiting = list(found)
    while waiting:
        new = [id for id in before[waiting.pop()] if id not in found]
        found.update(new)
        waiting += new
    return found


def all_behind(journey: Journey) -> dict[str, frozenset[str]]:
    """Return the nodes behind each node, itself if it is on a loop."""
    picture: nx.DiGraph[str] = nx.DiGraph(graph(journey))
    loops = _on_loops(picture)
    return {
        id: (frozenset(nx.descendants(picture, id)) - {END}) | ({id} & loops)
        for id in nodes_of(journey)
    }


def can_go_wrong(journey: Journey) -> bool:
    """Tell whether tokens can be several, or wait for each other: else nothing can go wrong."""
    return any(isinstance(step, Parallel) or splits(step) for step in nodes_of(journey).values())


def nodes_of(journey: Journey) -> dict[str, Step | Start]:
    """Return the starts and steps by their node."""
    nodes: dict[str, Step | Start] = {start_node(each): each for each in journey.start.values()}
    return nodes | {str(id): step for id, step in journey.steps.items()}


def ways_in(journey: Journey) -> Counter[str]:
    """Return how many flows lead to each step."""
    return Counter(str(flow.to) for item in nodes_of(journey).values() for _, flow in placed(item))


def splits(item: Step | Start) -> bool:
    """Tell whether one token that comes in may leave as several."""
    flows = item.next if isinstance(item, WaitFor) else item.flows
    if len(flows) < 2 or isinstance(item, Exclusive):
        return False
    if isinstance(item, Inclusive):
        return all(flow.share is None and flow.chance is None for flow in flows)
    return all(flow.is_default for flow in flows)


def placed(item: Step | Start) -> tuple[tuple[int, Flow], ...]:
    """Return the flows out of a start or step, each with its place; those of `next` are there once.

    Items of a `wait_for` that go on by `next` go on by the same flows.
    """
    if not isinstance(item, WaitFor):
        return tuple(enumerate(item.flows))
    found = {place: flow for catch in item.catches for place, flow in placed_of(item, catch)}
    return tuple(sorted(found.items(), key=lambda each: each[0]))


def placed_of(step: WaitFor, catch: Catch) -> tuple[tuple[int, Flow], ...]:
    """Return the flows that an item of a wait goes on by, each with its place."""
    first = len(step.catches) if catch.to is None else step.catches.index(catch)
    return tuple(enumerate(step.flows_of(catch), first))


def is_choice(item: Step | Start) -> bool:
    """Tell whether conditions choose among the flows of a node."""
    return any(flow.condition is not None for flow in item.flows)


def takes_time(item: Step | Start) -> bool:
    """Tell whether time passes at a node."""
    if isinstance(item, Subprocess):
        return item.takes is not None
    return isinstance(item, Timer | WaitFor | UserTask) or (isinstance(item, Call) and item.wait)


def _on_loops(picture: nx.DiGraph[str]) -> frozenset[str]:
    """Return the nodes from which a way leads back to them."""
    return frozenset(
        id
        for knot in nx.strongly_connected_components(picture)
        for id in knot
        if len(knot) > 1 or picture.has_edge(id, id)
    )


def _does(item: Step | Start) -> bool:
    """Tell whether a second token would do something again at a node."""
    return not isinstance(item, StartBase) and item.kind not in _IDLE
