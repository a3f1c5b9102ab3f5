"""A start or step as the language had it, with what was changed in a modeller since."""

from __future__ import annotations

from journeykit.journeys.model.text import NO, YES
from journeykit.journeys.place import Mapping, Tree, Word
from journeykit.journeys.place import Sequence as TreeSequence
from journeykit.render.bpmn.reading.draft import Draft, stores_of
from journeykit.render.bpmn.reading.ours import Ours, same
from journeykit.render.bpmn.reading.scope import SUBPROCESSES, Node
from journeykit.render.bpmn.reading.trees import get, mapping, said, sequence

_TAGS: dict[str, tuple[str, ...]] = {
    "send": ("sendTask",),
    "timer": ("intermediateCatchEvent",),
    "wait_for": ("intermediateCatchEvent", "eventBasedGateway", "receiveTask"),
    "exclusive": ("exclusiveGateway",),
    "inclusive": ("inclusiveGateway",),
    "parallel": ("parallelGateway",),
    "task": ("serviceTask", "task", "scriptTask", "businessRuleTask"),
    "user_task": ("userTask", "manualTask"),
    "call": ("callActivity",),
    "subprocess": SUBPROCESSES,
    "end": ("endEvent",),
}
_TEXTS = ("exclusive", "inclusive", "parallel", "task", "user_task", "subprocess", "end")
_WAITS = (
    "event",
    "message",
    "without",
    "for",
    "date",
    "before",
    "at",
    "every",
    "rrule",
    "starting",
)
_COMMON = ("title", "note", "reads", "writes")


def kind_of(tree: Mapping) -> str:
    """Return the key that says what a step is, empty where none does."""
    return next((key for key in _TAGS if key in tree), "")


def is_as_drawn(node: Node, known: Ours) -> bool:
    """Tell whether a node still is the kind of element that the start or step was drawn as."""
    if known.tree is None:
        return False
    if known.kind == "start":
        return node.tag == "startEvent"
    if node.tag == "endEvent" and node.definition is not None:
        return False
    return known.kind == "step" and node.tag in _TAGS.get(kind_of(known.tree), ())


def updated(node: Node, known: Ours, fresh: Mapping, draft: Draft) -> Mapping:
    """Return the tree of a start or step, its flows aside; what was changed since is as now.

    `fresh` is what the element alone says.
    """
    tree = Mapping({**known.tree}) if known.tree is not None else Mapping()
    tree = _waiting(node, known, tree, fresh, draft)
    if not same(node.name, known.name):
        tree = _renamed(tree, node.name, draft.language)
    return beside(node, tree, draft)


def as_now(node: Node, known: Ours, fresh: Mapping, draft: Draft) -> Mapping:
    """Return a step that became another kind of element: only what stands at any step is kept."""
    tree = known.tree if known.tree is not None else Mapping()
    was = kind_of(tree) or known.kind
    draft.fates.leave(node.item, f"it was a `{was}` when it was written, and is none any more")
    kept = {key: value for key, value in tree.items() if key in _COMMON or key.startswith("x-")}
    return beside(
        node, Mapping({**fresh, **{k: v for k, v in kept.items() if k != "title"}}), draft
    )


def beside(node: Node, tree: Mapping, draft: Draft) -> Mapping:
    """Return a tree with the notes and the data that stand beside its node now."""
    now = Mapping({**tree})
    notes = draft.notes(node)
    own = get(tree, "note")
    texts: list[Tree] = [*own.values()] if isinstance(own, Mapping) else [own] if own else []
    if not (len(notes) == 1 and any(same(str(each), notes[0]) for each in texts)):
        _put(
            now, "note", _note([*([str(t) for t in _own_end(node, texts)]), *notes], draft.language)
        )
    for key, names in (("reads", draft.reads(node)), ("writes", draft.writes(node))):
        if sorted(names) != sorted(set(stores_of(get(tree, key)))):
            _put(now, key, sequence(names) if names else None)
    return now


def _own_end(node: Node, texts: list[Tree]) -> list[Tree]:
    """Return the note that stands in for what an end is about, which no element beside it says."""
    is_about = node.tag == "endEvent" and node.definition is not None
    return texts if is_about else []


def _note(texts: list[str], language: str) -> Tree | None:
    lines = [" ".join(text.split()) for text in texts]
    joined = Word("\n".join(dict.fromkeys(lines)))
    if not joined:
        return None
    return Mapping({Word(language): joined}) if language else joined


def _put(tree: Mapping, key: str, value: Tree | None) -> None:
    if value is None:
        tree.pop(Word(key), None)
    else:
        tree[Word(key)] = value


def _waiting(node: Node, known: Ours, tree: Mapping, fresh: Mapping, draft: Draft) -> Mapping:
    """Take over what an event waits for now, if that is not what it waited for."""
    if same(draft.around.waits(node), known.waits) or node.tag == "eventBasedGateway":
        return tree
    old = ("timer", "wait_for", "by_segment") if known.kind == "step" else (*_WAITS, "when")
    first = {key: value for key, value in fresh.items() if key in old}
    rest = {key: value for key, value in tree.items() if key not in old}
    return Mapping({**first, **rest})


def _renamed(tree: Mapping, name: str, language: str) -> Mapping:
    """Return a step whose text is another: its title, else its own, else a title from now on."""
    now = Mapping({**tree})
    kind = kind_of(tree)
    key = kind if kind in _TEXTS and "title" not in tree else "title"
    text = reworded(get(tree, key), name, language)
    if key != "title" or key in tree:
        _put(now, key, text or (Word("") if key != "title" else None))
        return now
    first = [*tree][:1]
    return mapping({str(each): tree[each] for each in first}, {"title": text}, tree)


def reworded(old: Tree | None, name: str, language: str) -> Tree | None:
    """Return a text that says something else in one language, and in the others what it said."""
    if not isinstance(old, Mapping) or not old:
        return said(name, "")
    spoken = language if language in old else next(iter(old))
    new = said(name, "")
    others = {key: new if key == spoken else value for key, value in old.items()}
    return mapping({str(key): value for key, value in others.items()})


def flows_of(tree: Mapping) -> list[Mapping]:
    """Return the flows that a start or step writes, each as a mapping with `to`."""
    if "then" in tree and "else" in tree:
        yes = {"to": get(tree, "then"), "if": get(tree, "if"), "label": _YES}
        return [mapping(yes), mapping({"to": get(tree, "else"), "label": _NO})]
    following = get(tree, "next")
    items = following if isinstance(following, TreeSequence) else [following]
    return [
        item if isinstance(item, Mapping) else mapping({"to": item})
        for item in items
        if item is not None
    ]


_YES = mapping(dict(YES.by_language))
_NO = mapping(dict(NO.by_language))
