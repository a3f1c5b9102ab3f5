"""From a start event to a start of the language, whoever drew it."""

from __future__ import annotations

from journeykit.journeys.place import Mapping
from journeykit.render.bpmn.reading.branches import condition
from journeykit.render.bpmn.reading.draft import Draft
from journeykit.render.bpmn.reading.scope import Node
from journeykit.render.bpmn.reading.times import duration, schedule, timer
from journeykit.render.bpmn.reading.trees import get, mapping, sequence

SOME_TIME = "1d"


def start(node: Node, draft: Draft) -> Mapping:
    """Return what makes customers enter, without its notes, its data and where it leads."""
    draft.keep(node)
    about = node.definition
    title = {"title": draft.title(node)}
    kind = about.tag.removesuffix("EventDefinition") if about is not None else ""
    for more in node.definitions[1:]:
        draft.fates.leave(node.item, f"of several things that it is about, `{more.tag}` is left")
    if kind in ("message", "signal"):
        found = draft.around.events_of(node)
        if not str(draft.around.called(node)[0]).startswith("call "):
            return mapping({"event": found[0] if len(found) == 1 else sequence(found), **title})
        return mapping(title)
    if kind == "timer":
        return mapping(_at(node, draft), title)
    if kind == "conditional":
        return mapping({"when": _when(node, draft), **title})
    if kind:
        why = f"a `{kind}` starts nothing here: only a call does"
        draft.fates.leave(node.item, why)
    return mapping(title)


def _at(node: Node, draft: Draft) -> Mapping:
    """Return when a start comes by itself."""
    words = draft.around.waits(node)
    length, _, event = words.partition(" without ")
    if event and duration(length):
        return mapping({"without": event, "for": duration(length)})
    found = schedule(words)
    if found is not None:
        return found
    if words.startswith("FREQ="):
        return mapping({"rrule": words})
    date = timer(words)
    if isinstance(date, Mapping) and "date" in date:
        return mapping({"date": get(date, "date"), "before": get(date, "before")})
    shown = f"`{' '.join(words.split())}`" if words else "its time"
    why = f"{shown} is no time that a start can have: `every: {SOME_TIME}` stands for it"
    draft.fates.leave(node.item, why)
    return mapping({"every": SOME_TIME})


def _when(node: Node, draft: Draft) -> str:
    words = draft.around.waits(node)
    found = condition(words)
    if not found:
        shown = f"`{' '.join(words.split())}`" if words else "what it asks"
        why = f"{shown} is no condition of the language: `when: false` until you write it"
        draft.fates.leave(node.item, why)
    return found or "false"
