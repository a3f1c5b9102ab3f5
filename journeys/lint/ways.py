"""What is certain at a step, whichever way a customer came; and a way on which it is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx

from journeykit.journeys.conditions import Condition
from journeykit.journeys.graph import ROOT, start_node
from journeykit.journeys.lint.ground import exits_of
from journeykit.journeys.model.flow import Flow
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.start import Start
from journeykit.journeys.model.step import Parallel, Step, WaitFor
from journeykit.journeys.model.timer import EventCatch


@dataclass(frozen=True, slots=True)
class Way:
    """A flow as a customer takes it, from `source` to `target`.

    `start` or `step` is what it leaves; the entry itself is a way from `start` (the root), and
    has `journey`.
    `catch` is the event that it follows; `true` and `false` are the conditions that hold and do
    not hold on it.
    """

    source: str
    target: str
    journey: Journey | None = None
    start: Start | None = None
    step: Step | None = None
    catch: EventCatch | None = None
    true: tuple[Condition, ...] = ()
    false: tuple[Condition, ...] = ()


Gives: TypeAlias = Callable[[Way], bool]


def ways(journey: Journey) -> tuple[Way, ...]:
    """Return the ways of a journey, the entries first; what an exit forestalls is left out."""
    return (*_entries(journey), *_onward(journey))


def ways_without(all_ways: tuple[Way, ...], gives: Gives) -> dict[str, str]:
    """Return the nodes that can be reached without it, each with the node before it.

    What one branch gives is there behind a parallel join of it with others.
    """
    if all(gives(way) for way in all_ways if way.source == ROOT):
        return {}
    lacking = [way for way in all_ways if not gives(way)]
    lacks = _lacking(all_ways, lacking)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node(ROOT)
    graph.add_edges_from(
        (way.source, way.target) for way in lacking if way.source in lacks and way.target in lacks
    )
    return {to: from_ for from_, to in nx.bfs_edges(graph, ROOT)}


def way_to(before: Mapping[str, str], to: str, *, most: int) -> tuple[str, ...]:
    """Return the last nodes before `to`, at most `most`, from the start on where that is near."""
    nodes: list[str] = []
    while len(nodes) < most and (node := before[to]) != ROOT:
        nodes.append(node)
        to = node
    return tuple(reversed(nodes))


def _lacking(all_ways: tuple[Way, ...], lacking: list[Way]) -> set[str]:
    """Return the nodes that can be reached without it; a join only if no branch gives it."""
    joins = {way.source for way in all_ways if isinstance(way.step, Parallel)}
    missing = Counter(way.target for way in all_ways if way.target in joins)
    onward: dict[str, list[str]] = {}
    for way in lacking:
        onward.setdefault(way.source, []).append(way.target)
    found, waiting = {ROOT}, [ROOT]
    while waiting:
        for target in onward.get(waiting.pop(), ()):
            missing[target] -= 1
            if target not in found and missing[target] <= 0:
                found.add(target)
                waiting.append(target)
    return found


def _entries(journey: Journey) -> Iterator[Way]:
    for start in journey.start.values():
        asked = (journey.audience, start.condition)
        true = tuple(condition for condition in asked if condition is not None)
        yield Way(ROOT, start_node(start), journey=journey, start=start, true=true)


def _onward(journey: Journey) -> Iterator[Way]:
    for start in journey.start.values():
        yield from _flows(start_node(start), start.flows)
    for name, step in journey.steps.items():
        if isinstance(step, WaitFor):
            yield from _catches(str(name), step, exits_of(journey))
        else:
            yield from _flows(str(name), step.flows, step)


def _flows(source: str, flows: tuple[Flow, ...], step: Step | None = None) -> Iterator[Way]:
    """Yield a way for each flow: the conditions before it failed, unless several are taken."""
    before: tuple[Condition, ...] = ()
    in_turn = step is None or step.kind != "inclusive"
    asked = tuple(flow.condition for flow in flows if flow.condition is not None)
    for flow in flows:
        if flow.condition is None:
            yield Way(source, str(flow.to), step=step, false=asked)
        else:
            false = before if in_turn else ()
            yield Way(source, str(flow.to), step=step, true=(flow.condition,), false=false)
            before = (*before, flow.condition)


def _catches(source: str, step: WaitFor, exits: frozenset[str]) -> Iterator[Way]:
    for catch in step.catches:
        event = catch if isinstance(catch, EventCatch) else None
        if event is not None and all(name in exits for name in event.event):
            continue
        true = (event.condition,) if event is not None and event.condition is not None else ()
        for flow in step.flows_of(catch):
            yield Way(source, str(flow.to), step=step, catch=event, true=true)
