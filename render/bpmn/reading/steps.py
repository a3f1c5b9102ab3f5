"""From a node to a step of the language, whoever drew it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from journeykit.journeys.place import Mapping, Tree, Word
from journeykit.render.bpmn.reading.branches import goal
from journeykit.render.bpmn.reading.draft import Draft
from journeykit.render.bpmn.reading.scope import SUBPROCESSES, Node
from journeykit.render.bpmn.reading.times import spoken, timer
from journeykit.render.bpmn.reading.tree import Item
from journeykit.render.bpmn.reading.trees import mapping, said, sequence

SOME_TIME = "1d"
_ENDS = {
    "cancel": "Cancels the transaction",
    "compensate": "Undoes what was done",
    "error": "Ends with an error",
    "escalation": "Escalates",
    "terminate": "Ends all paths at once",
}
_GATEWAYS = {
    "exclusiveGateway": "exclusive",
    "inclusiveGateway": "inclusive",
    "complexGateway": "inclusive",
    "parallelGateway": "parallel",
}


def step(node: Node, draft: Draft) -> Mapping:
    """Return what a node does, without its notes, its data and where it leads."""
    draft.keep(node)
    for more in node.definitions[1:]:
        draft.fates.leave(node.item, f"of several things that it is about, `{_kind(more)}` is left")
    return _MAKERS.get(node.tag, _task)(node, draft)


def catch(node: Node, draft: Draft) -> Mapping:
    """Return what a node waits for, as an item of a `wait_for`."""
    draft.keep(node)
    if node.is_about("timer"):
        return mapping({"timer": _time(node, draft)})
    if node.definition is not None and _kind(node.definition) not in ("message", "signal"):
        kind = _kind(node.definition)
        words = f": {draft.around.waits(node)}" if draft.around.waits(node) else ""
        why = f"a `{kind}` cannot be waited for{words}; an event of its name stands for it"
        draft.fates.leave(node.item, why)
    found = draft.around.events_of(node)
    return mapping({"event": found[0] if len(found) == 1 else sequence(found)})


def _kind(definition: Item) -> str:
    return definition.tag.removesuffix("EventDefinition")


def _task(node: Node, draft: Draft) -> Mapping:
    return mapping({"task": draft.text(node.name)})


def _user_task(node: Node, draft: Draft) -> Mapping:
    return mapping({"user_task": draft.text(node.name), "by": draft.role(node)})


def _send(node: Node, draft: Draft) -> Mapping:
    why = "its channel and class are not said: `email` and `service` stand for them"
    draft.fates.leave(node.item, why)
    name, _ = draft.around.called(node)
    sent = {
        "channel": "email",
        "class": "service",
        "title": said(node.name or name, draft.language),
    }
    return mapping({"send": mapping(sent)})


def _gateway(node: Node, draft: Draft) -> Mapping:
    if node.tag == "complexGateway":
        draft.fates.leave(node.item, "the language has no such gateway: read as an inclusive one")
    return mapping({_GATEWAYS[node.tag]: draft.text(node.name)})


def _race(node: Node, draft: Draft) -> Mapping:
    """Return a wait for the first of several; of times only the first is one."""
    items: list[Tree] = []
    has_timer = False
    for each in draft.net.caught(node):
        item = catch(each, draft)
        has_two, has_timer = has_timer and "timer" in item, has_timer or "timer" in item
        if has_two:
            draft.fates.leave(each.item, "a wait has one time: an event stands for the second")
            item = mapping({"event": draft.around.events_of(each)[0]})
        to = goal(each, draft)
        items.append(mapping(item, {"to": to, "label": said(each.name, draft.language)}))
    leave_others(node, draft)
    title = draft.title(node)
    if not items:
        return mapping({"task": draft.text(node.name)})
    return mapping({"wait_for": sequence(items), "title": title})


def leave_others(node: Node, draft: Draft) -> None:
    """List the flows of an event-based gateway that lead to no event."""
    caught = {each.id for each in draft.net.caught(node)}
    for flow in node.out:
        draft.fates.keep(flow.item)
        to = draft.net.lands.get(flow.target, flow.target)
        if not caught.intersection((flow.target, to)):
            draft.fates.leave(flow.item, "an event-based gateway leads to events alone")


def _wait(node: Node, draft: Draft) -> Mapping:
    item = catch(node, draft)
    if "timer" in item:
        return mapping(item, {"title": draft.title(node)})
    others = list(_interruptions(node, draft))
    if others:
        onward = {"to": goal(node, draft), "label": said(node.name, draft.language)}
        return mapping({"wait_for": sequence([mapping(item, onward), *others])})
    event = item[Word("event")]
    waited = event if isinstance(event, Word) else sequence([item])
    return mapping({"wait_for": waited, "title": draft.title(node)})


def _interruptions(node: Node, draft: Draft) -> Iterator[Mapping]:
    """Yield what ends a wait before its event comes: the events at its boundary."""
    for item in interrupting(node, draft):
        event = draft.net.scope.nodes[item.id]
        caught = catch(event, draft)
        to = goal(event, draft)
        yield mapping(caught, {"to": to, "label": said(event.name, draft.language)})


def interrupting(node: Node, draft: Draft) -> tuple[Item, ...]:
    """Return the boundary events that are items of a wait: at a wait, with one way on."""
    if node.tag != "receiveTask" or len(node.out) != 1:
        return ()
    events = [draft.net.scope.nodes[item.id] for item in node.attached]
    fit = [
        each
        for each in events
        if each.item.get("cancelActivity") != "false"
        and len(each.out) == 1
        and (each.is_about("timer") or each.is_about("message") or each.is_about("signal"))
    ]
    timers = [each for each in fit if each.is_about("timer")]
    return tuple(each.item for each in fit if each not in timers[1:])


def _time(node: Node, draft: Draft) -> Tree:
    words = draft.around.waits(node)
    found = timer(words)
    named = spoken(node.name) if not words else None
    if named is not None:
        draft.fates.leave(node.item, f"its time is not said but in its name: `{named}`")
        return named
    if found is None:
        shown = f"`{' '.join(words.split())}`" if words else "its time"
        why = f"{shown} is no time that a timer can have: `{SOME_TIME}` stands for it"
        draft.fates.leave(node.item, why)
    return Word(SOME_TIME) if found is None else found


def _throw(node: Node, draft: Draft) -> Mapping:
    """Return a task that makes the event; one that makes none is a mark on the way."""
    if node.makes_event:
        return mapping({"task": draft.text(node.name), "emit": draft.around.events_of(node)[0]})
    if node.definition is not None:
        kind = _kind(node.definition)
        draft.fates.leave(node.item, f"`{kind}` makes nothing happen here: a task stands for it")
    return _task(node, draft)


def _call(node: Node, draft: Draft) -> Mapping:
    """Return a call of a journey of the file; what another file holds is a subprocess."""
    reference = node.item.refers("calledElement")
    called = draft.around.items.get(reference)
    if reference in draft.journeys:
        return mapping({"call": draft.journeys[reference], "title": draft.title(node)})
    if called is not None and called.tag.startswith("global"):
        draft.fates.keep(called)
        return _user_task(node, draft) if called.tag == "globalUserTask" else _task(node, draft)
    what = f"`{reference}`" if reference else "what it calls"
    draft.fates.leave(node.item, f"{what} is not in the file: a subprocess stands for it")
    return mapping({"subprocess": draft.text(node.name)})


def _subprocess(node: Node, draft: Draft) -> Mapping:
    if node.tag == "adHocSubProcess":
        draft.fates.leave(node.item, "the language has no steps in any order")
    if node.id in draft.journeys:
        return mapping({"call": draft.journeys[node.id], "title": draft.title(node)})
    return mapping({"subprocess": draft.text(node.name)})


def _end(node: Node, draft: Draft) -> Mapping:
    if node.definition is None:
        return mapping({"end": draft.text(node.name)})
    if node.makes_event:
        return _throw(node, draft)
    kind = _kind(node.definition)
    draft.fates.leave(node.item, f"an end is an end here: `{kind}` is only noted")
    name, called = draft.around.called(node)
    is_named = called is not None and bool(called.name.strip())
    words = _ENDS.get(kind, kind) + (f": {name}" if is_named else "")
    return mapping({"end": draft.text(node.name), "note": said(words, draft.language)})


_MAKERS: dict[str, Callable[[Node, Draft], Mapping]] = {
    **dict.fromkeys(_GATEWAYS, _gateway),
    **dict.fromkeys(SUBPROCESSES, _subprocess),
    "callActivity": _call,
    "endEvent": _end,
    "eventBasedGateway": _race,
    "intermediateCatchEvent": _wait,
    "intermediateThrowEvent": _throw,
    "manualTask": _user_task,
    "receiveTask": _wait,
    "sendTask": _send,
    "userTask": _user_task,
}
