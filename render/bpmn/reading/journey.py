"""From the inside of a process to a journey."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from journeykit.journeys.place import Mapping, Tree, Word
from journeykit.render.bpmn.reading.around import Around
from journeykit.render.bpmn.reading.branches import following
from journeykit.render.bpmn.reading.changes import as_now, beside, is_as_drawn, reworded, updated
from journeykit.render.bpmn.reading.draft import Draft
from journeykit.render.bpmn.reading.fates import Fates
from journeykit.render.bpmn.reading.inside import sends
from journeykit.render.bpmn.reading.names import Ids, is_id
from journeykit.render.bpmn.reading.net import Net, net
from journeykit.render.bpmn.reading.ours import Ours, is_drawn, ours, same
from journeykit.render.bpmn.reading.routes import routed
from journeykit.render.bpmn.reading.scope import Node, Scope, scope
from journeykit.render.bpmn.reading.starts import start
from journeykit.render.bpmn.reading.steps import step
from journeykit.render.bpmn.reading.tree import Item
from journeykit.render.bpmn.reading.trees import Value, get, mapping, said, sequence, word_of

_WORDS = {
    "startEvent": "begin", "endEvent": "done", "callActivity": "call", "subProcess": "part",
    "exclusiveGateway": "which-way", "inclusiveGateway": "which-ways", "parallelGateway": "both",
    "eventBasedGateway": "wait", "intermediateCatchEvent": "wait", "receiveTask": "wait",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Process:
    """What becomes a journey of that `id`: a process, or a subprocess that others call."""

    item: Item
    id: str
    title: str
    language: str
    is_inside: bool = False


def journey(process: Process, around: Around, journeys: dict[str, str], fates: Fates) -> Mapping:
    """Return the journey of a process; `journeys` are those that can be called, by element."""
    fates.keep(process.item)
    inside = scope(process.item, fates)
    paths = net(inside)
    free = Ids()
    header = ours(process.item, fates)
    language = process.language or (header.language if header is not None else "")
    draft = Draft(paths, around, fates, _ids(paths, free), journeys, language, free, {})
    starts = {draft.ids[node.id]: _start(node, draft) for node in inside.of("startEvent")}
    _keep_passed(inside, paths, fates)
    steps: dict[str, Tree] = {
        draft.ids[node.id]: _step(node, draft) for node in _steps(inside, paths)
    }
    if not starts:
        starts = {free.free("begin", "begin"): _begin(inside, draft)}
    return _whole(process, header, mapping(starts), mapping(steps, draft.more), draft)


def _steps(inside: Scope, paths: Net) -> Iterator[Node]:
    absorbed = paths.absorbed()
    for node in inside.nodes.values():
        is_apart = node.tag in ("startEvent", "boundaryEvent") or _is_triggered(node)
        if node.id not in absorbed and not is_apart:
            yield node


def _is_triggered(node: Node) -> bool:
    """Tell whether a node is a subprocess that an event sets off, whatever flows say."""
    return node.item.get("triggeredByEvent") == "true"


def _ids(paths: Net, free: Ids) -> dict[str, str]:
    """Return the id of each start and step: the one that the language had, else from the name."""
    nodes = [*paths.scope.of("startEvent"), *_steps(paths.scope, paths)]
    found: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    for node in nodes:
        known = node.ours
        if known is not None and known.kind in ("start", "step") and is_id(known.id):
            if (known.kind, known.id) not in seen:
                free.take(known.id)
                found[node.id] = known.id
            seen.add((known.kind, known.id))
    for node in nodes:
        if node.id not in found:
            found[node.id] = free.free(node.name, _WORDS.get(node.tag, "step"))
    return {node.id: found[node.id] for node in nodes}


def _start(node: Node, draft: Draft) -> Mapping:
    known = node.ours
    if known is not None and is_as_drawn(node, known):
        return _known(node, known, start, draft)
    return mapping(beside(node, start(node, draft), draft), {"next": following(node, draft)})


def _step(node: Node, draft: Draft) -> Mapping:
    known = node.ours
    if known is not None and known.tree is not None and known.kind == "step":
        if is_as_drawn(node, known):
            return _known(node, known, step, draft)
        tree = as_now(node, known, step(node, draft), draft)
    else:
        tree = beside(node, step(node, draft), draft)
    if _is_led_by_items(tree):
        return tree
    return mapping(tree, {"next": following(node, draft)})


def _known(
    node: Node, known: Ours, anew: Callable[[Node, Draft], Mapping], draft: Draft
) -> Mapping:
    """Return a start or step of the language, with what was changed since."""
    draft.keep(node)
    is_changed = not same(draft.around.waits(node), known.waits)
    tree = updated(node, known, anew(node, draft) if is_changed else Mapping(), draft)
    if "subprocess" in tree:
        tree = sends(node, tree, draft.fates)
    return routed(node, tree, draft)


def _is_led_by_items(tree: Mapping) -> bool:
    """Tell whether each item of a wait says itself where it leads."""
    items = get(tree, "wait_for")
    return isinstance(items, list) and all(word_of(item, "to") for item in items)


def _keep_passed(inside: Scope, paths: Net, fates: Fates) -> None:
    """Keep what became a flow, or a part of another step."""
    for id in sorted(paths.absorbed()):
        node = inside.nodes[id]
        fates.keep(node.item, *(flow.item for flow in node.out))


def _begin(inside: Scope, draft: Draft) -> Mapping:
    """Return the start of a process without one: it begins wherever no flow leads to."""
    first = [node for node in _steps(inside, draft.net) if not node.into] or [
        *_steps(inside, draft.net)
    ][:1]
    targets = [draft.ids[node.id] for node in first]
    return mapping({"next": targets[0] if len(targets) == 1 else sequence(targets or ["end"])})


def _whole(
    process: Process, header: Ours | None, starts: Mapping, steps: Mapping, draft: Draft
) -> Mapping:
    """Return the journey: what stands before its starts, its starts and steps, its messages."""
    about = process.item.first("documentation")
    words = about.text.strip() if about is not None else ""
    draft.fates.keep(about)
    for lanes in process.item.all("laneSet"):
        if is_drawn(lanes):
            draft.fates.keep(*lanes.walk())
        elif any(lane.number in draft.fates for lane in lanes.walk()):
            draft.fates.keep(lanes)
    body: dict[str, Value] = {"start": starts, "steps": steps if steps else None}
    if header is None or header.tree is None:
        title, reentry = (
            said(process.title, draft.language),
            "always" if process.is_inside else None,
        )
        own = {"title": title, "about": said(words, draft.language), "reentry": reentry}
        return mapping({"journey": process.id}, own, body)
    known = _described(header.tree, process, words, draft)
    messages = {key: value for key, value in known.items() if key == "messages"}
    rest = {key: value for key, value in known.items() if key != "messages"}
    return mapping(rest, {"journey": process.id}, body, messages)


def _described(tree: Mapping, process: Process, about: str, draft: Draft) -> Mapping:
    """Return the head of a journey with the title and the description that the process has now."""
    now = Mapping({**tree})
    for key, words, unsaid in (
        ("title", process.item.name, word_of(tree, "journey")),
        ("about", about, ""),
    ):
        old = get(tree, key)
        texts = [*old.values()] if isinstance(old, Mapping) else [old or Word("")]
        if not any(same(str(each) or unsaid, words) for each in texts):
            new = reworded(old, words, draft.language)
            now = mapping(now, {key: new})
    return now
