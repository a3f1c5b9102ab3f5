"""From the ways out of a node to the `next` of its step."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.journeys.conditions import parse
from journeykit.journeys.finding import Mistake
from journeykit.journeys.model import END
from journeykit.journeys.place import Tree, Word
from journeykit.render.bpmn.reading.draft import Draft
from journeykit.render.bpmn.reading.net import Way
from journeykit.render.bpmn.reading.scope import Node
from journeykit.render.bpmn.reading.trees import mapping, said, sequence

_DECIDES = ("exclusiveGateway", "inclusiveGateway", "complexGateway")


def following(node: Node, draft: Draft) -> Tree | None:
    """Return where a step leads; a node without a flow out is an end of its path in BPMN."""
    if node.tag == "endEvent":
        return Word(END) if node.makes_event else None
    ways = draft.ways(node)
    draft.fates.keep(*(way.flow.item for way in ways))
    outcomes = _outcomes(node, ways, draft)
    if outcomes:
        return _by_chance((*outcomes, *ways), draft)
    return leading(node, ways, draft)


def leading(node: Node, ways: Sequence[Way], draft: Draft) -> Tree:
    """Return where some ways lead."""
    if not ways:
        return Word(END)
    if len(ways) == 1:
        return _one(ways[0], draft)
    decides = node.tag in _DECIDES or any(way.flow.asks for way in ways)
    if node.tag == "parallelGateway" or not decides:
        return _all(ways, draft)
    return _chosen(node, ways, draft)


def goal(node: Node, draft: Draft) -> str:
    """Return the one step that an event leads to; several ways get a step that parts them."""
    ways = draft.ways(node)
    draft.fates.keep(*(way.flow.item for way in ways))
    if not ways:
        return END
    if len(ways) > 1:
        id = draft.free.free(node.name, "split")
        draft.more[id] = mapping({"parallel": "", "next": leading(node, ways, draft)})
        return id
    if ways[0].flow.name and node.name:
        why = "the label of its event is the label of the way"
        draft.fates.leave(ways[0].flow.item, why)
    return draft.target(ways[0].to)


def _one(way: Way, draft: Draft) -> Tree:
    """Return the only way; what it asks is listed, as nothing else could be chosen."""
    if way.flow.asks:
        why = "its condition decides nothing: there is no other way"
        draft.fates.leave(way.flow.item, why, way.flow.asks)
    target = draft.target(way.to)
    label = said(way.name, draft.language)
    return Word(target) if label is None else sequence([mapping({"to": target, "label": label})])


def _all(ways: Sequence[Way], draft: Draft) -> Tree:
    for way in ways:
        if way.flow.asks:
            why = "a parallel gateway takes all ways: the condition decides nothing"
            draft.fates.leave(way.flow.item, why, way.flow.asks)
    return sequence(_flow(way, draft) if way.name else draft.target(way.to) for way in ways)


def _flow(way: Way, draft: Draft, **decides: str) -> Tree:
    """Return a flow; what decides for it is `if_` or `chance`."""
    label = way.name or (way.flow.asks if "if_" not in decides else "")
    return mapping(
        {
            "to": draft.target(way.to),
            "if": decides.get("if_"),
            "chance": decides.get("chance"),
            "label": said(label, draft.language),
        }
    )


def _chosen(node: Node, ways: Sequence[Way], draft: Draft) -> Tree:
    """Return flows with conditions where the language can read them, else with chances."""
    asked = {way.flow.item.number: condition(way.flow.asks) for way in ways}
    plain = [way for way in ways if way.flow.is_default] or [
        way for way in ways if not asked[way.flow.item.number]
    ]
    default = plain[-1] if plain else None
    open_ = [way for way in ways if way is not default and not asked[way.flow.item.number]]
    if not any(asked.values()) and open_:
        _list_unread(ways, draft)
        why = "what decides is not said in conditions of the language: equal chances stand for it"
        draft.fates.leave(node.item, why)
        return _by_chance(ways, draft, default)
    _list_unread(open_, draft)
    for way in open_:
        why = "what decides for it is not said: `if: false` until you write it"
        draft.fates.leave(way.flow.item, why)
    return sequence(
        _flow(way, draft)
        if way is default
        else _flow(way, draft, if_=asked[way.flow.item.number] or "false")
        for way in ways
    )


def _list_unread(ways: Sequence[Way], draft: Draft) -> None:
    for way in ways:
        if way.flow.asks and not condition(way.flow.asks):
            why = f"its condition is in another language: {' '.join(way.flow.asks.split())}"
            draft.fates.leave(way.flow.item, why)


def _by_chance(ways: Sequence[Way], draft: Draft, default: Way | None = None) -> Tree:
    """Return flows of equal chances; the default, or the last one, takes the rest."""
    rest = default or ways[-1]
    chance = f"{100 / len(ways):.4f}".rstrip("0").rstrip(".") + "%"
    return sequence(
        _flow(way, draft) if way is rest else _flow(way, draft, chance=chance) for way in ways
    )


def _outcomes(node: Node, ways: Sequence[Way], draft: Draft) -> tuple[Way, ...]:
    """Return the ways of the events at the boundary of an activity that interrupt it."""
    found: list[Way] = []
    plain = len(ways) == 1 and not ways[0].flow.asks
    for item in node.attached:
        if item.number in draft.fates:
            continue
        event = draft.net.scope.nodes[item.id]
        if item.get("cancelActivity") == "false":
            draft.fates.leave(item, "nothing goes on beside a step that it does not interrupt")
            for flow in event.out:
                draft.fates.leave(flow.item, "the event that it comes from stands nowhere")
        elif not event.out:
            draft.fates.leave(item, "no way leads on from it")
        elif not plain:
            draft.fates.leave(item, "its step does not go on by one plain way")
        else:
            draft.fates.keep(item)
            why = "how often it comes is not said: it is a way by chance, after the step"
            draft.fates.leave(item, why)
            found += draft.ways(event)
    draft.fates.keep(*(way.flow.item for way in found))
    return tuple(found)


def condition(text: str) -> str:
    """Return a condition that the language can read, else nothing."""
    words = " ".join(text.split())
    try:
        return str(parse(Word(words)).source) if words else ""
    except Mistake:
        return ""
