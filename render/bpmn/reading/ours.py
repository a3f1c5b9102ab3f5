"""What the language itself says of an element, kept in the file by `journey draw`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from journeykit.journeys.place import Mapping
from journeykit.journeys.text import read
from journeykit.render.bpmn.elements import JOURNEY
from journeykit.render.bpmn.reading.fates import Fates
from journeykit.render.bpmn.reading.tree import Item


@dataclass(frozen=True, slots=True)
class Ours:
    """An extension: a `journey`, `start`, `step` or `flow`, or what only a picture has (`made`).

    `id` is that of the start or step, or of the step that a made shape belongs to; `name` and
    `waits` are how the element was called, and what it waited for, when it was written. `shape`
    says which of the shapes of its step a made one is; `language` is that of the picture's texts.
    """

    kind: str
    id: str = ""
    name: str = ""
    waits: str = ""
    tree: Mapping | None = None
    language: str = ""
    shape: str = ""


def ours(item: Item, fates: Fates) -> Ours | None:
    """Return what the language says of an element; what cannot be read is listed."""
    extensions = item.first("extensionElements")
    found = [each for each in extensions.items if each.space == JOURNEY] if extensions else []
    if not found:
        return None
    said = found[0]
    made = Ours(
        said.tag,
        said.get("by") if said.tag == "made" else said.get("id"),
        said.get("name"),
        said.get("waits"),
        language=said.get("language"),
        shape=said.get("shape"),
    )
    if said.tag in ("made", "flow"):
        return made
    trees, wrong = read(said.text, "")
    if wrong or len(trees) != 1 or not isinstance(trees[0], Mapping):
        fates.leave(item, f"its `journey:{said.tag}` is no YAML mapping any more")
        return None
    return replace(made, tree=trees[0])


def is_drawn(item: Item) -> bool:
    """Tell whether an element is one that `journey draw` made for the picture alone."""
    extensions = item.first("extensionElements")
    found = extensions.items if extensions is not None else ()
    return any((each.space, each.tag) == (JOURNEY, "made") for each in found)


def same(one: str, other: str) -> bool:
    """Tell whether two texts say the same: a modeller may break lines elsewhere."""
    return one.split() == other.split()
