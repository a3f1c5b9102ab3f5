"""A scheme of the catalogue, and how a journey of the samples differs from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import networkx as nx
import yaml

from journeykit.journeys.graph import graph, start_node
from journeykit.journeys.model import END, Journey, Message, Plan, Send, Step
from journeykit.journeys.place import Word

FOLDER = Path(__file__).parent
ALSO = {
    "wait_for": {"timer"},
    "timer": {"wait_for"},
    "task": {"user_task"},
    "call": {"subprocess"},
    "subprocess": {"call"},
    "join": {"inclusive", "parallel"},
}
UNNAMED = {"timer", "wait_for", "exclusive", "inclusive", "parallel", "task"}
PUSHES = {"mobile_push", "web_push"}
OFFERED = {"discount", "bonus", "offer"}
MESSAGE = re.compile(
    r"send (?P<channel>[a-z_+]+)(\((?P<form>.*)\))? (?P<class_>\w+) (?P<promo>\w+)"
)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme: what its nodes are, its edges, and the nodes that have a note."""

    id: str
    nodes: dict[str, str]
    edges: frozenset[tuple[str, str]]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Which journey draws a scheme, its steps for each node, and the reasons for what differs."""

    journey: str
    steps: dict[str, tuple[str, ...]]
    differs: dict[str, str]


def schemes() -> dict[str, dict[str, Scheme]]:
    """Return the schemes of each map, in the order of the source."""
    return {
        path.stem: {
            name: Scheme(
                name,
                entry["nodes"],
                frozenset(_pair(edge) for edge in entry["edges"]),
                tuple(entry.get("notes", ())),
            )
            for name, entry in _tree(path).items()
        }
        for path in sorted(FOLDER.glob("schemes/*.yaml"))
    }


def drawn(name: str) -> dict[str, Drawn]:
    """Return what the journeys of a map draw, by scheme."""
    path = FOLDER / "steps" / f"{name}.yaml"
    return {
        scheme: Drawn(
            str(entry["journey"]),
            {node: _several(steps) for node, steps in entry["steps"].items()},
            {str(key): reason for key, reason in (entry.get("differs") or {}).items()},
        )
        for scheme, entry in (_tree(path) if path.exists() else {}).items()
    }


def differences(scheme: Scheme, drawn: Drawn, plan: Plan) -> list[str]:
    """Return how a journey differs from its scheme, without what a reason is given for."""
    journey = plan.journeys[drawn.journey]
    told = [
        *_unknown(scheme, drawn, journey),
        *_kinds(scheme, drawn, journey, plan),
        *_edges(scheme, drawn, journey),
        *_extra(drawn, journey),
    ]
    places = {line.split(":")[0] for line in told}
    return [
        *(line for line in told if line.split(":")[0] not in drawn.differs),
        *(f"{place}: differs in nothing" for place in drawn.differs if place not in places),
    ]


def _unknown(scheme: Scheme, drawn: Drawn, journey: Journey) -> Iterator[str]:
    """Tell the nodes that no step, or one that is not there, stands for."""
    for node in scheme.nodes:
        if node not in drawn.steps:
            yield f"{node}: no step is named for it"
    for node, steps in drawn.steps.items():
        if node not in scheme.nodes:
            yield f"{node}: the scheme has no such node"
        for step in steps:
            if step not in _ids(scheme, node, journey):
                yield f"{node}: {step} is not in the journey"


def _kinds(scheme: Scheme, drawn: Drawn, journey: Journey, plan: Plan) -> Iterator[str]:
    """Tell the steps that are not what their nodes are."""
    for node, is_ in scheme.nodes.items():
        for name in drawn.steps.get(node, ()):
            if is_ != "start" and name in journey.steps:
                yield from _kind(node, is_, journey.steps[Word(name)], plan)
                if node in scheme.notes and not journey.steps[Word(name)].note:
                    yield f"{node}: {name} has no note"


def _kind(node: str, is_: str, step: Step, plan: Plan) -> Iterator[str]:
    """Tell how one step is not what its node is."""
    wanted = is_.split()[0]
    if step.kind != wanted and step.kind not in ALSO.get(wanted, ()):
        yield f"{node}: {step.id} is no {wanted}"
    elif isinstance(step, Send):
        yield from _message(node, is_, plan.messages[step.message_id])


def _message(node: str, is_: str, message: Message) -> Iterator[str]:
    """Tell how a message is not what its node says."""
    told = MESSAGE.fullmatch(is_)
    assert told, is_
    if not _same_channel(told["channel"], tuple(map(str, message.channel))):
        yield f"{node}: goes by {', '.join(message.channel)}, not {told['channel']}"
    if message.class_ != told["class_"]:
        yield f"{node}: is {message.class_}, not {told['class_']}"
    promos = OFFERED if told["promo"] == "offered" else {told["promo"]}
    if message.promo not in promos:
        yield f"{node}: has promo {message.promo}, not {told['promo']}"
    for field in filter(None, (told["form"] or "").split(",")):
        if field not in message.form:
            yield f"{node}: does not ask for {field}"


def _edges(scheme: Scheme, drawn: Drawn, journey: Journey) -> Iterator[str]:
    """Tell the edges that only the scheme, or only the journey, has."""
    picture = graph(journey)
    names = {
        name: node
        for node, steps in drawn.steps.items()
        if node in scheme.nodes
        for name in (_node(scheme, node, step, journey) for step in steps)
    }
    found = {
        (node, names[name])
        for start, node in names.items()
        if start in picture
        for name in _next(picture, start, names)
        if not (name != start and names[name] == node)
    }
    yield from (f"{a} {b}: is not in the journey" for a, b in sorted(scheme.edges - found))
    yield from (f"{a} {b}: is not in the scheme" for a, b in sorted(found - scheme.edges))


def _next(picture: nx.MultiDiGraph[str], start: str, names: dict[str, str]) -> list[str]:
    """Return the named nodes that are reached from one through unnamed ones only."""
    seen: dict[str, None] = {}
    waiting = list(picture.successors(start))
    while waiting:
        node = waiting.pop(0)
        if node in seen:
            continue
        seen[node] = None
        if node not in names:
            waiting += picture.successors(node)
    return [node for node in seen if node in names]


def _extra(drawn: Drawn, journey: Journey) -> Iterator[str]:
    """Tell the steps that stand for no node and are more than a gateway or a wait."""
    named = {step for steps in drawn.steps.values() for step in steps}
    for start in journey.start:
        if start not in named:
            yield f"{start}: this start is not in the scheme"
    for name, step in journey.steps.items():
        if name not in named and step.kind not in UNNAMED:
            yield f"{name}: this {step.kind} is not in the scheme"


def _same_channel(wanted: str, channels: tuple[str, ...]) -> bool:
    if wanted == "any":
        return len(channels) > 1
    if wanted == "push":
        return set(channels) <= PUSHES
    if wanted == "email+push":
        return channels[0] == "email" and bool(channels[1:]) and set(channels[1:]) <= PUSHES
    return channels == (wanted,)


def _ids(scheme: Scheme, node: str, journey: Journey) -> set[str]:
    """Return what can stand for a node: the starts, or the steps and the unnamed end."""
    if scheme.nodes.get(node) == "start":
        return {str(name) for name in journey.start}
    return {END, *map(str, journey.steps)}


def _node(scheme: Scheme, node: str, name: str, journey: Journey) -> str:
    """Return the node of a journey's graph that stands for a scheme's node."""
    is_start = scheme.nodes[node] == "start" and name in journey.start
    return start_node(journey.start[Word(name)]) if is_start else name


def _pair(edge: str) -> tuple[str, str]:
    first, second = edge.split()
    return first, second


def _several(steps: str | list[str]) -> tuple[str, ...]:
    return tuple(map(str, steps)) if isinstance(steps, list) else (str(steps),)


def _tree(path: Path) -> dict[str, dict]:  # type: ignore[type-arg]
    return yaml.safe_load(path.read_text(encoding="utf-8")) or {}
