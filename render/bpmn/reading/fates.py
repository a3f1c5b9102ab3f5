"""What became of each element: it stands in a journey, or it is listed with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeykit.render.bpmn.elements import MODEL
from journeykit.render.bpmn.reading.tree import Item

PARTS = {
    "conditionExpression", "condition", "dataInput", "dataInputRefs", "dataOutput",
    "dataOutputRefs", "dataState", "errorEventDefinition", "flowNodeRef", "formalExpression",
    "cancelEventDefinition", "compensateEventDefinition", "conditionalEventDefinition",
    "escalationEventDefinition", "linkEventDefinition", "messageEventDefinition",
    "signalEventDefinition", "terminateEventDefinition", "timerEventDefinition",
    "extensionElements", "incoming", "inputSet", "inputSetRefs", "ioSpecification", "outgoing",
    "outputSet", "outputSetRefs", "resourceAssignmentExpression", "resourceRef", "sourceRef",
    "supportedInterfaceRef", "targetRef", "text", "timeCycle", "timeDate", "timeDuration",
}  # fmt: skip
"""Elements that are no more than a part of the one around them, and share its fate."""

_WHOLES = ("subProcess", "transaction", "adHocSubProcess")
_WHY = {
    "adHocSubProcess": "the language has no steps in any order",
    "association": "it leads to nothing that stands in a journey",
    "category": "the language has no categories",
    "categoryValue": "the language has no categories",
    "dataObject": "nothing reads or writes it",
    "dataObjectReference": "nothing reads or writes it",
    "dataStore": "nothing reads or writes it",
    "dataStoreReference": "nothing reads or writes it",
    "dataInputAssociation": "it names no data store or object",
    "dataOutputAssociation": "it names no data store or object",
    "documentation": "only a process and its steps have notes",
    "error": "the language has no errors",
    "escalation": "the language has no escalations",
    "group": "the language has no groups",
    "import": "other files are not read",
    "interface": "the language has no interfaces",
    "itemDefinition": "the language has no types of data",
    "lane": "no user task is in it, and `by` is for those",
    "laneSet": "none of its lanes stands in a journey",
    "message": "no event of a journey is called by it",
    "messageFlow": "journeys hear of each other by events alone",
    "multiInstanceLoopCharacteristics": "the step is done once: a loop is written as flows",
    "participant": "its pool holds no process",
    "process": "it holds no step",
    "potentialOwner": "only user tasks are done `by` somebody",
    "resource": "no user task is done `by` it",
    "signal": "no event of a journey is called by it",
    "standardLoopCharacteristics": "the step is done once: a loop is written as flows",
    "textAnnotation": "it stands at no step",
}


@dataclass(frozen=True, slots=True)
class Left:
    """An element, or a part of what it says, that has no place in the language."""

    item: Item
    why: str
    name: str = ""

    def __str__(self) -> str:
        """Return the kind, the name, the id and why."""
        id = f" ({self.item.id})" if self.item.id else ""
        name = " ".join((self.name or self.item.name).split())
        return f"{self.item.tag}{f' `{name}`' if name else ''}{id}: {self.why}"


class Fates:
    """The fate of each element of a file: each one is kept or left, and none is forgotten."""

    def __init__(self) -> None:
        """Begin with nothing decided."""
        self._kept: dict[int, Item] = {}
        self._left: list[Left] = []

    def keep(self, *items: Item | None) -> None:
        """Note that elements stand in a journey."""
        self._kept.update({item.number: item for item in items if item is not None})

    def __contains__(self, number: int) -> bool:
        """Tell whether the element with that number stands in a journey."""
        return number in self._kept

    def leave(self, item: Item, why: str, name: str = "") -> None:
        """Note that an element, or a part of what it says, stands nowhere."""
        self._left.append(Left(item, why, name))

    def kept(self) -> tuple[Item, ...]:
        """Return the elements that stand in a journey, in the order of the file."""
        return tuple(self._kept[number] for number in sorted(self._kept))

    def left(self, root: Item) -> tuple[Left, ...]:
        """Return what is listed of a file, in its order: what was left, and what nobody took."""
        told = {each.item.number for each in self._left}
        more = [*self._forgotten(root, told), *_of_tools(root)]
        return tuple(sorted([*self._left, *more], key=lambda each: each.item.number))

    def _forgotten(self, root: Item, told: set[int]) -> Iterator[Left]:
        waiting = [(item, "") for item in reversed(root.items)]
        while waiting:
            item, inside = waiting.pop()
            if item.space != MODEL:
                continue
            if item.tag not in PARTS and item.number not in self._kept:
                why = inside or _WHY.get(item.tag, "the language has no word for it")
                if item.number not in told:
                    yield Left(item, why, _said(item))
                if item.tag in _WHOLES:
                    inside = f"it is inside of what is not read: {item.tag} {item.id}".rstrip()
            waiting.extend((each, inside) for each in reversed(item.items))


def _said(item: Item) -> str:
    """Return the text that an element without a name consists of."""
    within = item.first("text") if item.tag == "textAnnotation" else item
    return within.text.strip() if within is not None else ""


def _of_tools(root: Item) -> Iterator[Left]:
    """Yield what the extensions of each tool come to: its first element, and how many there are."""
    found: dict[str, list[Item]] = {}
    for item in root.walk():
        if item.tag == "extensionElements" and item.space == MODEL:
            for each in item.items:
                found.setdefault(each.space, []).append(each)
        for name in item.attributes:
            space = name[1:].partition("}")[0] if name.startswith("{") else ""
            if item.space == MODEL and space:
                found.setdefault(space, []).append(item)
    for space, items in found.items():
        if not space.startswith(_KNOWN):
            count = f"{len(items)} extensions" if len(items) > 1 else "an extension"
            yield Left(
                items[0], f"{count} of `{space or 'no namespace'}` that its tool alone reads"
            )


_KNOWN = ("urn:journeykit:", "http://www.w3.org/")
