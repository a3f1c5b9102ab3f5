"""What stands around the nodes of a file: names, notes, data, lanes, and who writes to whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journeykit.journeys.place import Word
from journeykit.render.bpmn.elements import MODEL
from journeykit.render.bpmn.reading.names import events
from journeykit.render.bpmn.reading.ours import is_drawn
from journeykit.render.bpmn.reading.scope import CATCHES, Node
from journeykit.render.bpmn.reading.tree import Item, local

Beside = tuple[Item, Item]
"""What stands beside a node, and the line to it."""

_DATA = ("dataStoreReference", "dataObjectReference", "dataStore", "dataObject")


@dataclass(frozen=True, slots=True)
class Around:
    """Looks up, by the id of a node, what stands around it in the whole file."""

    items: Mapping[str, Item]
    notes: Mapping[str, tuple[Beside, ...]]
    reads: Mapping[str, tuple[Beside, ...]]
    writes: Mapping[str, tuple[Beside, ...]]
    lanes: Mapping[str, Item]
    hears: Mapping[str, tuple[Item, ...]]
    tells: Mapping[str, tuple[Item, ...]]

    def named(self, reference: str) -> str:
        """Return the name of the element that a reference leads to."""
        item = self.items.get(local(reference))
        return item.name.strip() if item is not None else ""

    def called(self, node: Node) -> tuple[str, Item | None]:
        """Return what the message or signal of a node is called, and the element that says so.

        That is the name of its message, else of the flow of messages to or from it, else of the
        node that hears of it.
        """
        asked = node.definition if node.definition is not None else node.item
        for reference in ("messageRef", "signalRef", "escalationRef", "errorRef"):
            item = self.items.get(asked.refers(reference))
            if item is not None and item.name.strip():
                return item.name.strip(), item
        for flow in (*self.hears.get(node.id, ()), *self.tells.get(node.id, ())):
            name = self.named(flow.get("messageRef")) or flow.name.strip()
            name = name or self._hearer(flow, node)
            if name:
                return name, self.items.get(flow.refers("messageRef"))
        return node.name or node.tag, None

    def _hearer(self, flow: Item, node: Node) -> str:
        """Return the name of the event that hears of a message, where that is not the node."""
        hearer = self.items.get(flow.refers("targetRef"))
        is_event = hearer is not None and hearer.tag in ("startEvent", *CATCHES)
        return " ".join(hearer.name.split()) if hearer is not None and is_event else node.name

    def events_of(self, node: Node) -> list[Word]:
        """Return the events that a node waits for, or makes."""
        return [Word(event) for event in events(self.called(node)[0])]

    def waits(self, node: Node) -> str:
        """Return what a node waits for, in the words of the file."""
        about = node.definition
        if about is None:
            return ""
        if about.tag == "messageEventDefinition":
            return self.named(about.get("messageRef"))
        return next((each.text.strip() for each in about.items if each.space == MODEL), "")


def around(root: Item) -> Around:
    """Look through a whole file."""
    everything = [item for item in root.walk() if item.space == MODEL]
    items = {item.id: item for item in everything if item.id}
    notes: dict[str, tuple[Beside, ...]] = {}
    reads: dict[str, tuple[Beside, ...]] = {}
    writes: dict[str, tuple[Beside, ...]] = {}
    for kind, node, beside in _beside(everything, items):
        table = {"note": notes, "reads": reads, "writes": writes}[kind]
        table[node] = (*table.get(node, ()), beside)
    flows = [item for item in everything if item.tag == "messageFlow"]
    return Around(
        items, notes, reads, writes, _lanes(everything),
        _by(flows, "targetRef"), _by(flows, "sourceRef"),
    )  # fmt: skip


def _by(flows: list[Item], end: str) -> dict[str, tuple[Item, ...]]:
    found: dict[str, tuple[Item, ...]] = {}
    for flow in flows:
        found[flow.refers(end)] = (*found.get(flow.refers(end), ()), flow)
    return found


def _lanes(everything: list[Item]) -> dict[str, Item]:
    """Return the innermost lane of each node; lanes of ours say how to draw, and nothing else."""
    drawn = [part for item in everything if is_drawn(item) for part in item.walk()]
    ours = {item.number for item in drawn if item.tag == "lane"}
    return {
        local(each.text): lane
        for lane in everything
        if lane.tag == "lane" and lane.number not in ours
        for each in lane.all("flowNodeRef")
    }


def _beside(everything: list[Item], items: Mapping[str, Item]) -> Iterator[tuple[str, str, Beside]]:
    """Yield what stands beside nodes: a note, or data that is read or written."""
    owners = {line.number: owner for owner in everything for line in owner.items}
    for line in everything:
        if line.tag == "association":
            yield from _associated(line, items)
        elif line.tag in ("dataInputAssociation", "dataOutputAssociation"):
            end, kind = ("sourceRef", "reads") if "Input" in line.tag else ("targetRef", "writes")
            for each in line.all(end):
                data, owner = items.get(local(each.text)), owners.get(line.number)
                if data is not None and data.tag in _DATA and owner is not None:
                    yield kind, owner.id, (data, line)


def _associated(line: Item, items: Mapping[str, Item]) -> Iterator[tuple[str, str, Beside]]:
    source, target = items.get(line.refers("sourceRef")), items.get(line.refers("targetRef"))
    if source is None or target is None:
        return
    for one, other in ((source, target), (target, source)):
        if one.tag == "textAnnotation":
            yield "note", other.id, (one, line)
    way = line.get("associationDirection")
    if target.tag in _DATA:
        yield "writes", source.id, (target, line)
        if way == "Both":
            yield "reads", source.id, (target, line)
    elif source.tag in _DATA:
        yield "reads", target.id, (source, line)
        if way == "Both":
            yield "writes", target.id, (source, line)
