"""Where a start or step leads that the language had, with the flows that were moved since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from journeykit.journeys.model import END
from journeykit.journeys.model.text import NO, YES, Text
from journeykit.journeys.place import Mapping, Tree, Word
from journeykit.journeys.place import Sequence as TreeSequence
from journeykit.render.bpmn.reading.branches import condition, following, goal
from journeykit.render.bpmn.reading.changes import flows_of, reworded
from journeykit.render.bpmn.reading.draft import Draft
from journeykit.render.bpmn.reading.net import Way, is_made
from journeykit.render.bpmn.reading.ours import same
from journeykit.render.bpmn.reading.scope import Node
from journeykit.render.bpmn.reading.steps import catch, leave_others
from journeykit.render.bpmn.reading.trees import as_tree, get, mapping, sequence, word_of

_FLOWS = ("next", "if", "then", "else")


def routed(node: Node, tree: Mapping, draft: Draft) -> Mapping:
    """Return a tree of the language with its flows as they are drawn now."""
    if node.tag == "eventBasedGateway":
        return _raced(node, tree, draft)
    ways = draft.ways(node)
    draft.fates.keep(*(flow.item for flow in node.out), *(way.flow.item for way in ways))
    items = _items(tree)
    if len(items) == 1 and "to" in items[0]:
        return _single(ways, tree, items[0], draft)
    written = flows_of(tree)
    attached = [each for each in node.attached if each.number not in draft.fates]
    if not attached and _are_same(ways, written, draft):
        return tree
    if not ways and not written and not attached:
        return tree
    return _led(node, ways, tree, written, draft)


def _led(
    node: Node, ways: Sequence[Way], tree: Mapping, written: list[Mapping], draft: Draft
) -> Mapping:
    """Return a tree whose flows are others now."""
    if node.tag == "endEvent":
        return tree
    if word_of(tree, "then") and (short := _short(ways, tree, draft)):
        return short
    rest = Mapping({key: value for key, value in tree.items() if key not in _FLOWS})
    decides = [key for key in ("if", "share", "chance") if any(key in each for each in written)]
    if node.attached or not decides or not ways:
        found = following(node, draft)
    else:
        found = _matched(ways, written, decides[0], draft)
    return mapping(rest, {"next": found})


def _key(to: str, asked: str) -> tuple[str, str]:
    return to, " ".join(asked.split())


def _are_same(ways: Sequence[Way], written: list[Mapping], draft: Draft) -> bool:
    """Tell whether the ways lead where the flows did, on the same conditions, with no new label."""
    drawn = Counter(_key(draft.target(way.to), way.flow.asks) for way in ways)
    told = Counter(_key(word_of(each, "to"), word_of(each, "if")) for each in written)
    return drawn == told and not any(map(_is_relabelled, ways))


def _is_relabelled(way: Way) -> bool:
    known = way.flow.ours
    return not same(way.flow.name, known.name if known is not None else "")


def _is_labelled(way: Way, text: Text) -> bool:
    """Tell whether a way has a label that need not be written."""
    return not _is_relabelled(way) or way.flow.name in dict(text.by_language).values()


def _short(ways: Sequence[Way], tree: Mapping, draft: Draft) -> Mapping | None:
    """Return `if`, `then` and `else` again, where two ways with their labels are left."""
    asked = [way for way in ways if way.flow.asks]
    plain = [way for way in ways if not way.flow.asks]
    if len(asked) != 1 or len(plain) != 1:
        return None
    if not (_is_labelled(asked[0], YES) and _is_labelled(plain[0], NO)):
        return None
    question = condition(asked[0].flow.asks)
    if not question:
        return None
    yes, no = draft.target(asked[0].to), draft.target(plain[0].to)
    return mapping(tree, {"if": question, "then": yes, "else": no})


def _matched(ways: Sequence[Way], written: list[Mapping], decides: str, draft: Draft) -> Tree:
    """Return a flow for each way: the one that was written, changed if need be, else a new one."""
    open_ = [*written]
    found: list[Mapping] = []
    for way in ways:
        match = _match(way, open_, draft)
        if match is not None:
            open_ = [each for each in open_ if each is not match]
        found.append(_flow(way, match, draft))
    plain = [flow for flow in found if not any(key in flow for key in ("if", "share", "chance"))]
    for way, flow in reversed([*zip(ways, found, strict=True)]):
        if len(plain) > 1 and flow is plain[-1]:
            plain.pop()
            flow[Word(decides)] = as_tree("false" if decides == "if" else "0%")
            why = f"what decides for it is not said: never taken until you write its `{decides}`"
            draft.fates.leave(way.flow.item, why)
    if decides != "if" and not plain and open_:
        # What was the share of a flow that is gone is the last one's now.
        found[-1].pop(Word(decides), None)
    alone = found[0] if len(found) == 1 and len(found[0]) == 1 else None
    return sequence(found) if alone is None else alone[Word("to")]


def _match(way: Way, written: list[Mapping], draft: Draft) -> Mapping | None:
    """Return the flow that a way was: by target and condition, else by one of them."""
    to, asked = _key(draft.target(way.to), way.flow.asks)
    keys = [(each, _key(word_of(each, "to"), word_of(each, "if"))) for each in written]
    alike = [
        *(each for each, key in keys if key == (to, asked)),
        *(each for each, key in keys if asked and key[1] == asked),
        *(each for each, key in keys if key[0] == to),
    ]
    return next(iter(alike), None)


def _flow(way: Way, match: Mapping | None, draft: Draft) -> Mapping:
    flow = Mapping({**match}) if match is not None else Mapping()
    asked = condition(way.flow.asks)
    changed = not same(way.flow.asks, word_of(flow, "if"))
    if changed and way.flow.asks and not asked:
        why = f"its condition is in another language: {' '.join(way.flow.asks.split())}"
        draft.fates.leave(way.flow.item, why)
        asked = "false"
    label = get(flow, "label")
    if match is None or _is_relabelled(way):
        label = reworded(label, way.flow.name, draft.language)
    question = as_tree(asked) if changed and asked else None if changed else get(flow, "if")
    return mapping(flow, {"to": draft.target(way.to), "if": question, "label": label})


def _items(tree: Mapping) -> list[Mapping]:
    """Return what a `wait_for` waits for, each as a mapping."""
    waited = get(tree, "wait_for")
    items = waited if isinstance(waited, TreeSequence) else [waited]
    return [
        item if isinstance(item, Mapping) else mapping({"event": item})
        for item in items
        if item is not None
    ]


def _single(ways: Sequence[Way], tree: Mapping, item: Mapping, draft: Draft) -> Mapping:
    """Return a wait for one thing that says itself where it leads."""
    target = draft.target(ways[0].to) if ways else END
    if len(ways) <= 1 and word_of(item, "to") == target:
        return tree
    onward = sequence(draft.target(way.to) for way in ways) if len(ways) > 1 else Word(target)
    alone = mapping({key: value for key, value in item.items() if key != "to"})
    return mapping(tree, {"wait_for": sequence([alone]), "next": onward})


def _raced(node: Node, tree: Mapping, draft: Draft) -> Mapping:
    """Return a wait for several things with what is drawn behind its gateway now."""
    written = _items(tree)
    found: list[tuple[int, Mapping]] = []
    for each in draft.net.caught(node):
        draft.keep(each)
        number = _number(each, node)
        known = written[number] if 0 <= number < len(written) else None
        found.append((number, _item(each, known, tree, draft)))
    leave_others(node, draft)
    now = [item for _, item in found]
    if sorted(number for number, _ in found) == [*range(len(written))] and now == [
        written[number] for number, _ in found
    ]:
        return tree
    rest = {key: value for key, value in tree.items() if key != "wait_for"}
    if not now:
        onward = {"task": draft.text(node.name), "next": following(node, draft)}
        return mapping(onward, {key: value for key, value in rest.items() if key != "next"})
    if all("to" in item for item in now):
        rest.pop(Word("next"), None)
    return mapping({"wait_for": sequence(now)}, rest)


def _number(each: Node, gateway: Node) -> int:
    """Return which item of the wait an event was drawn from, counted from 0; -1 if none."""
    known, owner = each.ours, gateway.ours
    if known is None or owner is None or known.kind != "made" or known.id != owner.id:
        return -1
    last = known.shape.rpartition(".")[2]
    return int(last) - 1 if last.isdigit() else -1


def _item(each: Node, known: Mapping | None, tree: Mapping, draft: Draft) -> Mapping:
    """Return an item as it was written, with what was changed in its event since."""
    ours = each.ours if known is not None else None
    if known is None or ours is None:
        return _fresh_item(each, draft)
    item = Mapping({**known})
    if not same(draft.around.waits(each), ours.waits):
        waits = catch(each, draft)
        others = {k: v for k, v in item.items() if k not in ("event", "timer", "message", "if")}
        item = mapping(waits, others)
    if not is_made(each):
        item = mapping(item, {"label": reworded(get(item, "label"), each.name, draft.language)})
    return _onward(each, item, tree, draft)


def _onward(each: Node, item: Mapping, tree: Mapping, draft: Draft) -> Mapping:
    ways = draft.ways(each)
    draft.fates.keep(*(flow.item for flow in each.out), *(way.flow.item for way in ways))
    to = word_of(item, "to")
    written = [mapping({"to": to})] if to else flows_of(tree)
    if _are_same(ways, written, draft) or (not ways and not written):
        return item
    return mapping(item, {"to": goal(each, draft)})


def _fresh_item(each: Node, draft: Draft) -> Mapping:
    label = reworded(None, each.name, "")
    return mapping(catch(each, draft), {"to": goal(each, draft), "label": label})
