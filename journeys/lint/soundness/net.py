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
from journeykit.journeys.lint.soundness.reduction import (
    ALL,
    INCLUSIVE,
    ONE,
    PARALLEL,
    PLAIN,
    SOME,
    Lane,
    Lanes,
    Node,
    reduced,
)
from journeykit.journeys.model.flow import END, Flow
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import Start, StartBase
from journeykit.journeys.model.step import Call as CallStep
from journeykit.journeys.model.step import (
    End,
    Exclusive,
    Inclusive,
    Parallel,
    Step,
    Subprocess,
    Task,
    Timer,
    UserTask,
    WaitFor,
)
from journeykit.journeys.model.timer import Catch, EventCatch

_STEADY = ("arm", "known", "denied", "segment")
_IDLE = ("exclusive", "inclusive", "end", "timer", "wait_for")


@dataclass(frozen=True, slots=True)
class Net:
    """What is left of a journey to look at, and what its token game asks for again and again.

    `lanes` tells where the flows of the `nodes` lead. `parallel` and `inclusive` are the joins,
    with the number of their flows and the nodes before them. `merges` are the steps at which two
    paths of one customer must not meet; `apart` are those where a loop that splits only comes
    again. `asked` are the conditions asked at a node or behind it, `counted` the steps that
    conditions count, `named` the messages and steps that they ask for. `folded` are the nodes that
    are not left, and what they send. `loops` are the nodes on loops. What `changes` names may
    change in the journey itself.
    """

    nodes: dict[str, Step | Start]
    lanes: Lanes
    ground: Ground
    parallel: dict[str, int]
    inclusive: dict[str, frozenset[str]]
    merges: frozenset[str]
    apart: frozenset[str]
    behind: dict[str, frozenset[str]]
    asked: dict[str, frozenset[Expression]]
    counted: frozenset[str]
    named: frozenset[str]
    folded: frozenset[str]
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


def net(plan: Plan, journey: Journey) -> Net | None:
    """Look up what the token game of a journey asks for; None where nothing is left to look at."""
    map_ = _map(journey)
    lanes = _folded(map_, frozenset())
    if _is_harmless(map_, lanes):
        return None
    named, counted = _needed(map_, lanes)
    lanes = _folded(map_, frozenset(named | counted))
    left = _left(map_, lanes)
    nodes = {id: item for id, item in map_.nodes.items() if id in left}
    behind = {id: map_.behind[id] & left for id in nodes}
    came: dict[str, set[tuple[str, int]]] = {id: set() for id in (*nodes, END)}
    for lane in lanes.values():
        if lane is not None:
            came[lane.to].add(lane.came)
    joins = [id for id in map_.joins if len(came.get(id, ())) > 1]
    asked = {id: frozenset(_asked(item)) for id, item in nodes.items()}
    return Net(
        nodes,
        lanes,
        ground(plan, journey),
        {id: len(came[id]) for id in joins if isinstance(nodes[id], Parallel)},
        {
            id: frozenset(each for each in nodes if id in behind[each] and each != id)
            for id in joins
            if isinstance(nodes[id], Inclusive)
        },
        frozenset(id for id in map_.merges if id in nodes),
        _apart(map_, nodes),
        behind,
        {id: asked[id].union(*(asked[to] for to in behind[id])) for id in nodes},
        frozenset(counted),
        frozenset(_asked_for(map_)),
        frozenset(
            name
            for id, item in map_.nodes.items()
            if id not in nodes
            for name in (id, *map(str, sent_by(item)))
        ),
        map_.loops & left,
        frozenset(_changes(plan, journey)),
    )


@dataclass(frozen=True, slots=True)
class Map:
    """The whole journey as a graph: its nodes, what lies behind what, where ways come together.

    `joins` are the nodes with several ways in, `merges` those of them that do not wait and do
    something, or something is done behind them. Only what stands in `matters` can hold a token up
    or let two meet.
    """

    nodes: dict[str, Step | Start]
    behind: dict[str, frozenset[str]]
    joins: tuple[str, ...]
    merges: frozenset[str]
    loops: frozenset[str]
    matters: frozenset[str]


def _map(journey: Journey) -> Map:
    nodes = nodes_of(journey)
    into = ways_in(journey)
    picture: nx.DiGraph[str] = nx.DiGraph(graph(journey))
    loops = _on_loops(picture)
    behind = {
        id: frozenset(nx.descendants(picture, id)) - {END} | ({id} if id in loops else set())
        for id in nodes
    }
    joins = tuple(id for id, item in nodes.items() if into[id] > 1 and not isinstance(item, End))
    merges = frozenset(
        id
        for id in joins
        if not isinstance(nodes[id], Parallel) and _does(nodes, (id, *behind[id]))
    )
    meeting = merges | {id for id in joins if isinstance(nodes[id], Parallel | Inclusive)}
    matters = frozenset(id for id in nodes if id in meeting or not meeting.isdisjoint(behind[id]))
    return Map(nodes, behind, joins, merges, loops, matters)


def _folded(map_: Map, stay: frozenset[str]) -> Lanes:
    """Return where flows lead when all that cannot matter is folded but the nodes that stay."""
    lanes: Lanes = {}
    for id in map_.matters:
        for place, flow in placed(map_.nodes[id]):
            to = str(flow.to) if flow.to in map_.matters else END
            if to != END or not splits(map_.nodes[id]) or _is_choice(map_.nodes[id]):
                lanes[id, place] = Lane(to, (id, place))
    order = [id for id in map_.nodes if id in map_.matters]
    return reduced([_node(map_, id, stay) for id in order], dict(sorted(lanes.items())))


def _node(map_: Map, id: str, stay: frozenset[str]) -> Node:
    item = map_.nodes[id]
    join = PLAIN
    if id in map_.joins and isinstance(item, Parallel | Inclusive):
        join = PARALLEL if isinstance(item, Parallel) else INCLUSIVE
    both = join == INCLUSIVE and len(item.flows) > 1
    several = isinstance(item, WaitFor) and len(item.next) > 1
    split = ONE if not splits(item) else SOME if several or _is_choice(item) else ALL
    return Node(id, join, split, stays=both or several or id in stay, waits=takes_time(item))


def _is_choice(item: Step | Start) -> bool:
    """Tell whether conditions choose among the flows of a node."""
    return any(flow.condition is not None for flow in item.flows)


def takes_time(item: Step | Start) -> bool:
    """Tell whether time passes at a node."""
    if isinstance(item, Subprocess):
        return item.takes is not None
    return isinstance(item, Timer | WaitFor | UserTask) or (
        isinstance(item, CallStep) and item.wait
    )


def _left(map_: Map, lanes: Lanes) -> frozenset[str]:
    """Return the nodes that are left."""
    to = {lane.to for lane in lanes.values() if lane is not None}
    return frozenset(id for id in map_.nodes if id in to or any(id == each for each, _ in lanes))


def _is_harmless(map_: Map, lanes: Lanes) -> bool:
    """Tell whether nothing that is left splits, or joins what must be several tokens."""
    out: dict[str, set[Lane]] = {}
    came: dict[str, set[tuple[str, int]]] = {}
    for (id, _), lane in lanes.items():
        if lane is not None:
            out.setdefault(id, set()).add(lane)
            came.setdefault(lane.to, set()).add(lane.came)
    several = any(splits(map_.nodes[id]) and len(ways) > 1 for id, ways in out.items())
    joins = (id for id, ways in came.items() if len(ways) > 1 and id != END)
    return not several and not any(isinstance(map_.nodes[id], Parallel) for id in joins)


def _needed(map_: Map, lanes: Lanes) -> tuple[set[str], set[str]]:
    """Return the steps that send what the nodes that are left ask for, and those they count."""
    calls = [
        part
        for id in _left(map_, lanes)
        for part in _asked(map_.nodes[id])
        if isinstance(part, Call)
    ]
    names = {str(call.subject) for call in calls}
    names.update(_awaited(map_.nodes[id] for id in _left(map_, lanes)))
    sends = {id for id, item in map_.nodes.items() if names.intersection((id, *sent_by(item)))}
    counted = {str(call.subject) for call in calls if call.name == "times"}
    return {id for id in sends if sent_by(map_.nodes[id])}, counted


def _asked_for(map_: Map) -> Iterator[str]:
    """Yield what conditions and events of the journey name."""
    for item in map_.nodes.values():
        yield from (str(part.subject) for part in _asked(item) if isinstance(part, Call))
    yield from _awaited(map_.nodes.values())


def _apart(map_: Map, nodes: dict[str, Step | Start]) -> frozenset[str]:
    """Return the nodes to which a split on a loop leads alone."""
    return frozenset(
        str(flow.to)
        for id, item in map_.nodes.items()
        if id in map_.loops and splits(item)
        for flow in item.flows
        if flow.to in nodes and flow.to not in map_.joins
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
