"""A journey as the token game needs it, looked up once: joins, merges, what lies behind what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeykit.journeys.conditions import Call, Expression
from journeykit.journeys.lint.ground import Ground, ground
from journeykit.journeys.lint.sending import Senders, sent_by
from journeykit.journeys.lint.soundness.asking import asked_at, awaited_by, changed_by
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
from journeykit.journeys.lint.soundness.shape import (
    Shape,
    all_behind,
    is_choice,
    placed,
    shape,
    splits,
    takes_time,
)
from journeykit.journeys.model.flow import END
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import Start, StartBase
from journeykit.journeys.model.step import Inclusive, Parallel, Step, WaitFor


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


def net(plan: Plan, journey: Journey, senders: Senders | None = None) -> Net | None:
    """Look up what the token game of a journey asks for; None where nothing is left to look at."""
    here = shape(journey)
    lanes = _folded(here, frozenset())
    if _is_harmless(here, lanes):
        return None
    named, counted = _needed(here, lanes)
    lanes = _folded(here, frozenset(named | counted))
    left = _left(here, lanes)
    nodes = {id: item for id, item in here.nodes.items() if id in left}
    everywhere = all_behind(journey)
    loops = frozenset(id for id in everywhere if id in everywhere[id])
    behind = {id: everywhere[id] & left for id in nodes}
    came: dict[str, set[tuple[str, int]]] = {id: set() for id in (*nodes, END)}
    for lane in lanes.values():
        if lane is not None:
            came[lane.to].add(lane.came)
    joins = [id for id in here.joins if len(came.get(id, ())) > 1]
    asked = {id: frozenset(asked_at(item)) for id, item in nodes.items()}
    return Net(
        nodes,
        lanes,
        ground(plan, journey, senders),
        {id: len(came[id]) for id in joins if isinstance(nodes[id], Parallel)},
        {
            id: frozenset(each for each in nodes if id in behind[each] and each != id)
            for id in joins
            if isinstance(nodes[id], Inclusive)
        },
        frozenset(id for id in here.merges if id in nodes),
        _apart(here, nodes, loops),
        behind,
        {id: asked[id].union(*(asked[to] for to in behind[id])) for id in nodes},
        frozenset(counted),
        frozenset(_asked_for(here)),
        frozenset(
            name
            for id, item in here.nodes.items()
            if id not in nodes
            for name in (id, *map(str, sent_by(item)))
        ),
        loops & left,
        frozenset(changed_by(plan, journey)),
    )


def _folded(here: Shape, stay: frozenset[str]) -> Lanes:
    """Return where flows lead when all that cannot matter is folded but the nodes that stay."""
    lanes: Lanes = {}
    for id in here.matters:
        for place, flow in placed(here.nodes[id]):
            to = str(flow.to) if flow.to in here.matters else END
            if to != END or not splits(here.nodes[id]) or is_choice(here.nodes[id]):
                lanes[id, place] = Lane(to, (id, place))
    order = [id for id in here.nodes if id in here.matters]
    return reduced([_node(here, id, stay) for id in order], dict(sorted(lanes.items())))


def _node(here: Shape, id: str, stay: frozenset[str]) -> Node:
    item = here.nodes[id]
    join = PLAIN
    if id in here.joins and isinstance(item, Parallel | Inclusive):
        join = PARALLEL if isinstance(item, Parallel) else INCLUSIVE
    both = join == INCLUSIVE and len(item.flows) > 1
    several = isinstance(item, WaitFor) and len(item.next) > 1
    split = ONE if not splits(item) else SOME if several or is_choice(item) else ALL
    return Node(id, join, split, stays=both or several or id in stay, waits=takes_time(item))


def _left(here: Shape, lanes: Lanes) -> frozenset[str]:
    """Return the nodes that are left."""
    to = {lane.to for lane in lanes.values() if lane is not None}
    return frozenset(to | {id for id, _ in lanes}) - {END}


def _is_harmless(here: Shape, lanes: Lanes) -> bool:
    """Tell whether nothing that is left splits, or joins what must be several tokens."""
    out: dict[str, set[Lane]] = {}
    came: dict[str, set[tuple[str, int]]] = {}
    for (id, _), lane in lanes.items():
        if lane is not None:
            out.setdefault(id, set()).add(lane)
            came.setdefault(lane.to, set()).add(lane.came)
    several = any(splits(here.nodes[id]) and len(ways) > 1 for id, ways in out.items())
    joins = (id for id, ways in came.items() if len(ways) > 1 and id != END)
    return not several and not any(isinstance(here.nodes[id], Parallel) for id in joins)


def _needed(here: Shape, lanes: Lanes) -> tuple[set[str], set[str]]:
    """Return the steps that send what the nodes that are left ask for, and those they count."""
    calls = [
        part
        for id in _left(here, lanes)
        for part in asked_at(here.nodes[id])
        if isinstance(part, Call)
    ]
    names = {str(call.subject) for call in calls}
    names.update(awaited_by(here.nodes[id] for id in _left(here, lanes)))
    sends = {id for id, item in here.nodes.items() if names.intersection((id, *sent_by(item)))}
    counted = {str(call.subject) for call in calls if call.name == "times"}
    return {id for id in sends if sent_by(here.nodes[id])}, counted


def _asked_for(here: Shape) -> Iterator[str]:
    """Yield what conditions and events of the journey name."""
    for item in here.nodes.values():
        yield from (str(part.subject) for part in asked_at(item) if isinstance(part, Call))
    yield from awaited_by(here.nodes.values())


def _apart(here: Shape, nodes: dict[str, Step | Start], loops: frozenset[str]) -> frozenset[str]:
    """Return the nodes to which a split on a loop leads alone."""
    return frozenset(
        str(flow.to)
        for id, item in here.nodes.items()
        if id in loops and splits(item)
        for flow in item.flows
        if flow.to in nodes and flow.to not in here.joins
    )
