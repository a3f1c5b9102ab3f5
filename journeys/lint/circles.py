"""Journeys that start each other by themselves, in a circle: by calls, and by emitted events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from journeykit.journeys.lint.arrivals import arrivals
from journeykit.journeys.lint.waits import seconds
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import EventStart, Start
from journeykit.journeys.model.step import Call, Step, Task, UserTask

Listeners = Mapping[str, Sequence[tuple[Journey, Start]]]


@dataclass(frozen=True, slots=True)
class Push:
    """A step that starts a journey, `time` seconds after the entry into its own by `entry`."""

    journey: Journey
    entry: Start
    step: Step
    target: Journey
    start: Start
    time: int

    @property
    def waits(self) -> bool:
        """Tell whether the journey waits until the other one ends."""
        return isinstance(self.step, Call) and self.step.wait


def circles(plan: Plan, *, within: int) -> Iterator[tuple[Push, ...]]:
    """Yield circles that come round in less than `within` seconds, if nobody does anything.

    Each begins with the journey that is written first. No start is in two of them.
    """
    listeners = _listeners(plan)
    picture: nx.DiGraph[str] = nx.DiGraph()
    picture.add_edges_from(
        (str(journey.id), str(target.id))
        for journey in plan.journeys.values()
        for step in journey.steps.values()
        for target, _ in _started(plan, step, listeners)
    )
    order = {id: number for number, id in enumerate(plan.journeys)}
    for group in sorted(map(sorted, nx.strongly_connected_components(picture)), key=min):
        if len(group) > 1 or picture.has_edge(group[0], group[0]):
            ids = sorted(group, key=lambda id: order[id])
            members = [plan.journeys[id] for id in ids]
            yield from _shortest(list(_pushes(plan, members, listeners, within)), within)


def _listeners(plan: Plan) -> Listeners:
    """Return the starts that each event fires."""
    found: dict[str, list[tuple[Journey, Start]]] = {}
    for journey in plan.journeys.values():
        for start in journey.start.values():
            for event in start.event if isinstance(start, EventStart) else ():
                found.setdefault(str(event), []).append((journey, start))
    return found


def _started(plan: Plan, step: Step, listeners: Listeners) -> Iterable[tuple[Journey, Start]]:
    """Return what a step starts."""
    if isinstance(step, Call):
        target = plan.journeys.get(str(step.call))
        starts = target.start if target is not None else {}
        id = step.start if step.start is not None else next(iter(starts), None)
        return [(target, starts[id])] if target is not None and id in starts else []
    if isinstance(step, Task | UserTask) and step.emit is not None:
        return listeners.get(str(step.emit.event), ())
    return ()


def _pushes(
    plan: Plan, members: Sequence[Journey], listeners: Listeners, within: int
) -> Iterator[Push]:
    """Yield how journeys start each other less than `within` seconds after their entry."""
    ids = {journey.id for journey in members}
    for journey in members:
        for entry in journey.start.values():
            for each in arrivals(journey, entry.flows, within=within - 1):
                takes = 0
                if isinstance(each.step, UserTask):
                    takes = max(1, seconds(each.step.takes, journey, slow=False))
                for target, start in _started(plan, each.step, listeners):
                    if target.id in ids:
                        yield Push(journey, entry, each.step, target, start, each.time + takes)


def _shortest(pushes: Sequence[Push], within: int) -> Iterator[tuple[Push, ...]]:
    """Yield the shortest circle through each start that is in none yet."""
    best: dict[tuple[tuple[str, str], tuple[str, str]], Push] = {}
    for push in pushes:
        edge = _node(push.journey, push.entry), _node(push.target, push.start)
        if edge not in best or push.time < best[edge].time:
            best[edge] = push
    picture: nx.DiGraph[tuple[str, str]] = nx.DiGraph()
    picture.add_weighted_edges_from((one, other, push.time) for (one, other), push in best.items())
    done: set[tuple[str, str]] = set()
    for node in list(picture):
        if node in done:
            continue
        paths = nx.single_source_dijkstra_path(picture, node, cutoff=within - 1)
        back = [
            [best[edge] for edge in zip(paths[last], (*paths[last][1:], node), strict=True)]
            for last in picture.predecessors(node)
            if last in paths
        ]
        circle = min(back, key=_time, default=None)
        if circle is not None and _time(circle) < within:
            nodes = {_node(push.journey, push.entry) for push in circle}
            if done.isdisjoint(nodes):
                done |= nodes
                yield tuple(circle)


def _time(circle: Iterable[Push]) -> int:
    return sum(push.time for push in circle)


def _node(journey: Journey, start: Start) -> tuple[str, str]:
    return str(journey.id), str(start.id)
