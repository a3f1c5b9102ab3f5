"""What takes no time: loops of such steps would never end, so nothing may run them."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx

from journeykit.journeys.model.flow import Flow
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.step import Step, Subprocess, Timer, UserTask, WaitFor
from journeykit.journeys.model.timer import AfterDelay, AtClock, Catch, TimerCatch, TimerRule
from journeykit.journeys.place import Word


def instant_flows(step: Step) -> Iterator[Flow]:
    """Yield the flows by which a step may be left in the second in which it is reached.

    A duration takes at least one second; what is counted from something else may be over.
    """
    match step:
        case Timer(timer=rule, by_segment=others):
            rules = (rule, *(other.timer for other in others.values()))
            yield from () if all(map(_takes_time, rules)) else step.flows
        case WaitFor():
            for catch in step.catches:
                if not _waits(catch):
                    yield from step.flows_of(catch)
        case UserTask():
            return
        case Subprocess(takes=takes) if takes is not None:
            return
        case _:
            yield from step.flows


def instant_loops(journey: Journey) -> Iterator[tuple[Word, ...]]:
    """Yield a loop of each knot of steps that can take no time, from its first written step."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for step in journey.steps.values():
        graph.add_edges_from((str(step.id), str(flow.to)) for flow in instant_flows(step))
    knots = [knot for knot in nx.strongly_connected_components(graph) if _is_loop(graph, knot)]
    order = {str(id): number for number, id in enumerate(journey.steps)}
    for knot in sorted(knots, key=lambda knot: min(order[step] for step in knot)):
        first = min(knot, key=order.__getitem__)
        yield tuple(journey.steps[Word(step)].id for step in _around(graph.subgraph(knot), first))


def _is_loop(graph: nx.DiGraph[str], knot: set[str]) -> bool:
    return len(knot) > 1 or any(graph.has_edge(step, step) for step in knot)


def _around(graph: nx.DiGraph[str], first: str) -> list[str]:
    """Return the shortest loop through `first`, without coming back to it."""
    ways = [nx.shortest_path(graph, after, first) for after in graph.successors(first)]
    return [first, *min(ways, key=len)[:-1]]


def _waits(catch: Catch) -> bool:
    """Tell whether an item of a `wait_for` is at least a second away."""
    return _takes_time(catch.timer) if isinstance(catch, TimerCatch) else catch.since is None


def _takes_time(rule: TimerRule) -> bool:
    return isinstance(rule, AtClock) or (isinstance(rule, AfterDelay) and rule.since is None)
