"""A journey as the token game needs it, looked up once: joins, merges, what lies behind what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import networkx as nx

from journeykit.journeys.conditions import Call, Condition, Expression, walk
from journeykit.journeys.conditions.expression import Attribute, Data, Now
from journeykit.journeys.graph import graph, start_node
from journeykit.journeys.lint.ground import Ground, ground
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.model.flow import Flow
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import Start, StartBase
from journeykit.journeys.model.step import (
    End,
    Exclusive,
    Inclusive,
    Parallel,
    Step,
    Task,
    UserTask,
    WaitFor,
)
from journeykit.journeys.model.timer import Catch, EventCatch

_STEADY = ("arm", "known", "denied", "segment")
_IDLE = ("exclusive", "inclusive", "end", "timer", "wait_for")


@dataclass(frozen=True, slots=True)
class Net:
    """A journey and what its token game asks for again and again.

    `parallel` and `inclusive` are the joins, with the number of their flows and the nodes before
    them. `merges` are the steps at which two paths of one customer must not meet; `apart` are those
    where a loop that splits only comes again. A token that stands outside `matters` can neither
    hold another one up nor meet it. `asked` are the conditions asked at a node or behind it,
    `counted` the steps that conditions count, `loops` the nodes on loops. What `changes` names may
    change in the journey itself.
    """

    nodes: dict[str, Step | Start]
    ground: Ground
    parallel: dict[str, int]
    inclusive: dict[str, frozenset[str]]
    merges: frozenset[str]
    apart: frozenset[str]
    behind: dict[str, frozenset[str]]
    matters: frozenset[str]
    asked: dict[str, frozenset[Expression]]
    counted: frozenset[str]
    named: frozenset[str]
    loops: frozenset[str]
    changes: frozenset[str]

    @property
    def starts(self) -> tuple[str, ...]:
        """The nodes of the starts, in written order."""
        return tuple(id for id, item in self.nodes.items() if isinstance(item, StartBase))

    @property
    def tracked(self) -> frozenset[str]:
        """The steps of which it matters who went through them."""
        return self.merges | self.apart | self.counted


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


def net(plan: Plan, journey: Journey) -> Net:
    """Look up what the token game of a journey asks for."""
    nodes = nodes_of(journey)
    into = ways_in(journey)
    picture: nx.DiGraph[str] = nx.DiGraph(graph(journey))
    loops = _on_loops(picture)
    behind = {
        id: frozenset(nx.descendants(picture, id)) | ({id} if id in loops else set())
        for id in nodes
    }
    joins = [id for id, item in nodes.items() if into[id] > 1]
    parallel = {id: into[id] for id in joins if isinstance(nodes[id], Parallel)}
    inclusive = {
        id: frozenset(each for each in nodes if id in behind[each] and each != id)
        for id in joins
        if isinstance(nodes[id], Inclusive)
    }
    merges = frozenset(
        id
        for id in joins
        if id not in parallel and not isinstance(nodes[id], End) and _does(nodes, (id, *behind[id]))
    )
    meeting = {*parallel, *inclusive, *merges}
    asked = {id: frozenset(_asked(item)) for id, item in nodes.items()}
    calls = [part for each in asked.values() for part in each if isinstance(part, Call)]
    return Net(
        nodes,
        ground(plan, journey),
        parallel,
        inclusive,
        merges,
        frozenset(
            str(flow.to)
            for id in nodes
            if id in loops and splits(nodes[id])
            for flow in nodes[id].flows
            if into[str(flow.to)] == 1
        ),
        behind,
        frozenset(id for id in nodes if id in meeting or not meeting.isdisjoint(behind[id])),
        {id: asked[id].union(*(asked.get(to, ()) for to in behind[id])) for id in nodes},
        frozenset(str(call.subject) for call in calls if call.name == "times"),
        frozenset(str(call.subject) for call in calls) | frozenset(_awaited(nodes.values())),
        loops,
        frozenset(_changes(plan, journey)),
    )


def _on_loops(picture: nx.DiGraph[str]) -> frozenset[str]:
    """Return the nodes from which a way leads back to them."""
    return frozenset(
        id
        for knot in nx.strongly_connected_components(picture)
        for id in knot
        if len(knot) > 1 or picture.has_edge(id, id)
    )


def _does(nodes: dict[str, Step | Start], ids: Iterable[str]) -> bool:
    """Tell whether a second token would do something again at one of the nodes."""
    steps = (nodes[id] for id in ids if id in nodes)
    return any(not isinstance(step, StartBase) and step.kind not in _IDLE for step in steps)


def _conditions(item: Step | Start) -> Iterator[Condition]:
    for flow in item.flows:
        if flow.condition is not None:
            yield flow.condition
    for catch in item.catches if isinstance(item, WaitFor) else ():
        if isinstance(catch, EventCatch) and catch.condition is not None:
            yield catch.condition


def _asked(item: Step | Start) -> Iterator[Expression]:
    """Yield the conditions that are asked at a node, and all their parts."""
    for condition in _conditions(item):
        yield from walk(condition.expression)


def _awaited(items: Iterable[Step | Start]) -> Iterator[str]:
    """Yield the messages to which answers are waited for."""
    for item in items:
        for catch in item.catches if isinstance(item, WaitFor) else ():
            if isinstance(catch, EventCatch) and catch.message is not None:
                yield str(catch.message)


def _changes(plan: Plan, journey: Journey) -> Iterator[str]:
    """Yield the attributes that the journey's tasks set, or its messages ask for."""
    for step in journey.steps.values():
        if isinstance(step, Task | UserTask):
            yield from map(str, step.set)
        for id in sent_by(step):
            message: Message | None = plan.messages.get(id)
            yield from map(str, message.form if message else ())


def is_steady(fact: Expression, changes: frozenset[str]) -> bool:
    """Tell whether a question has one answer for the customer, whenever it is asked here.

    So have the arms of splits, the data of the start, attributes, segments, and what is known of
    contacts, unless the journey itself changes it.
    """
    for part in walk(fact):
        match part:
            case Call(name=name) if name not in _STEADY or part.subject in changes:
                return False
            case Attribute(name=name) if name in changes:
                return False
            case Data(source="event") | Now():
                return False
    return True


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
