"""Where flows come out: through joins, links and what only a picture has, to the next step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journeykit.journeys.model import END
from journeykit.render.bpmn.reading.ours import same
from journeykit.render.bpmn.reading.scope import CATCHES, GATEWAYS, Flow, Node, Scope


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """A flow to the node where it comes out, or to `end`, and what stands at it."""

    flow: Flow
    to: str
    name: str


@dataclass(frozen=True, slots=True)
class Net:
    """The nodes of a scope; `lands` says where a flow to one that is passed through comes out."""

    scope: Scope
    lands: Mapping[str, str]

    def ways(self, node: Node) -> tuple[Way, ...]:
        """Return the ways out of a node; a split that only the picture has is a part of it."""
        out, is_outcome = node.out, node.tag == "boundaryEvent"
        split = self._split(node)
        if split is not None:
            out = split.out
        return tuple(
            Way(flow, self.lands.get(flow.target, flow.target), flow.name or node.name * is_outcome)
            for flow in out
        )

    def caught(self, gateway: Node) -> Iterator[Node]:
        """Yield what an event-based gateway waits for: events that nothing else leads to."""
        for flow in gateway.out:
            node = self._after(flow)
            if node.tag in CATCHES and len(node.into) == 1 and _is_free(node):
                yield node

    def absorbed(self) -> set[str]:
        """Return the ids of the nodes that are a part of others, or of flows."""
        parts = set(self.lands)
        for node in self.scope.nodes.values():
            if (split := self._split(node)) is not None:
                parts.add(split.id)
            if node.tag == "eventBasedGateway":
                parts.update(each.id for each in self.caught(node))
        return parts

    def _after(self, flow: Flow) -> Node:
        """Return the node that a flow leads to, behind links where it goes on elsewhere."""
        node = self.scope.nodes[flow.target]
        if not node.is_about("link"):
            return node
        return self.scope.nodes.get(self.lands.get(node.id, node.id), node)

    def _split(self, node: Node) -> Node | None:
        """Return the gateway behind a node that is only there for its several ways."""
        if len(node.out) != 1 or node.ours is None or node.ours.kind == "flow":
            return None
        after = self._after(node.out[0])
        made = is_made(after) and after.tag in GATEWAYS and len(after.into) == 1
        if not made or after.ours is None or after.ours.id != node.ours.id:
            return None
        return after if len(after.out) > 1 and after.id not in self.lands else None


def net(scope: Scope) -> Net:
    """Follow the flows of a scope through what is no step."""
    catches = [*scope.of("intermediateCatchEvent")]
    links = {_link(node): node.id for node in reversed(catches) if node.is_about("link")}
    onward = {node.id: to for node in scope.nodes.values() if (to := _onward(node, scope, links))}
    lands: dict[str, str] = {}
    for first in list(onward):
        chain: dict[str, None] = {}
        id = first
        while id in onward and id not in lands and id not in chain:
            chain[id] = None
            id = onward[id]
        if id in chain:
            # Joins that lead to each other alone: the one where the circle closes is a step.
            del chain[id], onward[id]
        end = lands.get(id, id)
        lands.update(dict.fromkeys(chain, end))
    return Net(scope, lands)


def is_made(node: Node) -> bool:
    """Tell whether only the picture has a node, and nobody gave it a name of its own since."""
    return node.ours is not None and node.ours.kind == "made" and same(node.name, node.ours.name)


def _is_free(node: Node) -> bool:
    return node.ours is None or node.ours.kind == "made"


def _onward(node: Node, scope: Scope, links: Mapping[str, str]) -> str:
    """Return where a node leads that is passed through, else nothing.

    A link leads from the throwing event to the catching one of its name, in `links`.
    """
    if node.tag == "endEvent" and is_made(node):
        return END
    if node.is_about("link"):
        if node.tag == "intermediateCatchEvent":
            return node.out[0].target if len(node.out) == 1 else ""
        return links.get(_link(node), "")
    if node.tag not in GATEWAYS or len(node.out) != 1 or not node.into:
        return ""
    target = scope.nodes[node.out[0].target]
    if is_made(node):
        owner = node.ours.id if node.ours else ""
        simple = node.tag == "exclusiveGateway"
        return target.id if simple or (target.ours and target.ours.id == owner) else ""
    bare = not (
        node.name or node.out[0].name or node.out[0].asks or node.item.first("documentation")
    )
    is_join = node.tag == "exclusiveGateway" and node.ours is None and bare
    return target.id if is_join else ""


def _link(node: Node) -> str:
    definition = node.definition
    return (definition.name if definition is not None else "") or node.name
