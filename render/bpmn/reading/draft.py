"""What is at hand while one process becomes a journey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journeykit.journeys.model import END
from journeykit.journeys.place import Sequence, Tree, Word
from journeykit.render.bpmn.reading.around import Around
from journeykit.render.bpmn.reading.fates import Fates
from journeykit.render.bpmn.reading.names import Ids, slug
from journeykit.render.bpmn.reading.net import Net, Way
from journeykit.render.bpmn.reading.scope import Node
from journeykit.render.bpmn.reading.tree import Item
from journeykit.render.bpmn.reading.trees import said


@dataclass(frozen=True, slots=True)
class Draft:
    """A process on its way; `ids` are those of its steps by node, `journeys` what can be called.

    `language` is that of the texts in the file, empty where they are in none. Steps that no node
    stands for are put into `more`, under ids that are `free`.
    """

    net: Net
    around: Around
    fates: Fates
    ids: Mapping[str, str]
    journeys: Mapping[str, str]
    language: str
    free: Ids
    more: dict[str, Tree]

    def target(self, id: str) -> str:
        """Return the step that a way leads to."""
        return END if id == END else self.ids[id]

    def ways(self, node: Node) -> tuple[Way, ...]:
        """Return the ways out of a node that lead to steps; others are listed."""
        fit = []
        for way in self.net.ways(node):
            to = self.net.scope.nodes.get(way.to)
            if to is None or (to.id in self.ids and to.tag != "startEvent"):
                fit.append(way)
            else:
                self.fates.leave(way.flow.item, f"no flow can lead to a `{to.tag}` like `{to.id}`")
        return tuple(fit)

    def text(self, words: str) -> Tree:
        """Return a text in the language of the file, empty where there is none."""
        return said(words, self.language) or Word("")

    def title(self, node: Node) -> Tree | None:
        """Return the name of a node as a title, where it has one."""
        return said(node.name, self.language)

    def keep(self, *nodes: Node) -> None:
        """Note that nodes stand in the journey, with the messages that they are about."""
        for node in nodes:
            self.fates.keep(node.item, *node.definitions, self.around.called(node)[1])

    def notes(self, node: Node) -> list[str]:
        """Return what is noted at a node, beside it and in it."""
        found = [*self.around.notes.get(node.id, ())]
        self.fates.keep(*(item for beside in found for item in beside))
        own = [*node.item.all("documentation")]
        self.fates.keep(*own)
        texts = [note.first("text") for note, _ in found]
        return [each.text for each in (*texts, *own) if each is not None and each.text.strip()]

    def role(self, node: Node) -> str | None:
        """Return who does a user task: its potential owner, else the lane that it is in."""
        for owner in node.item.all("potentialOwner", "performer", "humanPerformer"):
            reference = owner.first("resourceRef")
            resource = self.around.items.get(reference.text.strip()) if reference else None
            if resource is not None and slug(resource.name):
                self.fates.keep(owner, resource)
                return slug(resource.name)
        lane = self.around.lanes.get(node.id)
        if lane is None or not slug(lane.name):
            return None
        self.fates.keep(lane)
        return slug(lane.name)

    def reads(self, node: Node) -> list[str]:
        """Return the data that a node reads."""
        return self._stores(self.around.reads.get(node.id, ()))

    def writes(self, node: Node) -> list[str]:
        """Return the data that a node writes."""
        return self._stores(self.around.writes.get(node.id, ()))

    def _stores(self, beside: tuple[tuple[Item, Item], ...]) -> list[str]:
        names: dict[str, None] = {}
        for item, line in beside:
            reference = item.refers("dataStoreRef") or item.refers("dataObjectRef")
            referred = self.around.items.get(reference)
            self.fates.keep(item, line, referred)
            name = item.name or (referred.name if referred is not None else "")
            names[slug(name) or "data"] = None
        return list(names)


def stores_of(tree: Tree | None) -> list[str]:
    """Return the stores of `reads` or `writes`, which may be one or a list."""
    if isinstance(tree, Word):
        return [str(tree)]
    return [str(each) for each in tree] if isinstance(tree, Sequence) else []
