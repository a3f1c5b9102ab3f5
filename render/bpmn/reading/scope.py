"""The nodes and flows of a process or a subprocess."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journeykit.render.bpmn.elements import MODEL
from journeykit.render.bpmn.reading.fates import Fates
from journeykit.render.bpmn.reading.ours import Ours, ours
from journeykit.render.bpmn.reading.tree import Item

SUBPROCESSES = ("subProcess", "transaction", "adHocSubProcess")
GATEWAYS = (
    "exclusiveGateway", "inclusiveGateway", "parallelGateway", "complexGateway",
    "eventBasedGateway",
)  # fmt: skip
CATCHES = ("intermediateCatchEvent", "receiveTask")
_NODES = (
    *SUBPROCESSES, *GATEWAYS, *CATCHES, "startEvent", "endEvent", "intermediateThrowEvent",
    "boundaryEvent", "task", "sendTask", "serviceTask", "userTask", "manualTask", "scriptTask",
    "businessRuleTask", "callActivity",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """A sequence flow: from node to node, by their ids."""

    item: Item
    source: str
    target: str
    is_default: bool
    ours: Ours | None

    @property
    def name(self) -> str:
        """What stands at the flow."""
        return " ".join(self.item.name.split())

    @property
    def asks(self) -> str:
        """The condition as written, in whatever language."""
        condition = self.item.first("conditionExpression")
        return condition.text.strip() if condition is not None else ""


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """An event, a gateway or an activity, with its flows and the events at its boundary."""

    item: Item
    into: tuple[Flow, ...]
    out: tuple[Flow, ...]
    attached: tuple[Item, ...]
    ours: Ours | None

    @property
    def id(self) -> str:
        """The id in the file."""
        return self.item.id

    @property
    def tag(self) -> str:
        """The kind of element."""
        return self.item.tag

    @property
    def name(self) -> str:
        """What stands in or at it, on one line."""
        return " ".join(self.item.name.split())

    @property
    def definitions(self) -> tuple[Item, ...]:
        """What an event is about."""
        return tuple(each for each in self.item.items if each.tag.endswith("EventDefinition"))

    @property
    def definition(self) -> Item | None:
        """The first of them."""
        return next(iter(self.definitions), None)

    @property
    def makes_event(self) -> bool:
        """Tell whether it throws a message or a signal, which others can hear."""
        throws = self.tag in ("intermediateThrowEvent", "endEvent")
        return throws and (self.is_about("message") or self.is_about("signal"))

    def is_about(self, kind: str) -> bool:
        """Tell whether it is an event of a kind, such as `timer`."""
        first = self.definition
        return first is not None and first.tag == f"{kind}EventDefinition"


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """A process, or the inside of a subprocess: its nodes by id, in the order of the file."""

    item: Item
    nodes: Mapping[str, Node]

    def of(self, *tags: str) -> Iterator[Node]:
        """Yield the nodes of some kinds."""
        return (node for node in self.nodes.values() if node.tag in tags)


def scope(item: Item, fates: Fates) -> Scope:
    """Return the inside of a process; flows that lead nowhere are listed."""
    found = {each.id: each for each in item.all(*_NODES) if each.space == MODEL and each.id}
    defaults = {each.refers("default") for each in found.values()}
    flows = [_flow(each, defaults, fates) for each in item.all("sequenceFlow")]
    into: dict[str, list[Flow]] = {}
    out: dict[str, list[Flow]] = {}
    for flow in flows:
        missing = [end for end in (flow.source, flow.target) if end not in found]
        if missing:
            fates.leave(flow.item, f"it leads to or from `{missing[0]}`, which is not there")
            continue
        into.setdefault(flow.target, []).append(flow)
        out.setdefault(flow.source, []).append(flow)
    attached: dict[str, list[Item]] = {}
    for each in (each for each in found.values() if each.tag == "boundaryEvent"):
        attached.setdefault(each.refers("attachedToRef"), []).append(each)
    nodes = {
        id: Node(
            each,
            tuple(into.get(id, ())),
            tuple(_in_order(out.get(id, ()), each)),
            tuple(attached.get(id, ())),
            ours(each, fates),
        )
        for id, each in found.items()
    }
    return Scope(item, nodes)


def is_empty(item: Item) -> bool:
    """Tell whether a process or subprocess has nothing inside."""
    return next(item.all(*_NODES), None) is None


def _flow(item: Item, defaults: set[str], fates: Fates) -> Flow:
    source, target = item.refers("sourceRef"), item.refers("targetRef")
    return Flow(item, source, target, item.id in defaults, ours(item, fates))


def _in_order(flows: list[Flow] | tuple[()], item: Item) -> list[Flow]:
    """Return flows as the node lists them."""
    listed = [each.text.strip().rpartition(":")[2] for each in item.all("outgoing")]
    order = {id: number for number, id in enumerate(listed)}
    return sorted(flows, key=lambda flow: order.get(flow.item.id, len(order)))
