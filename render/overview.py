"""A whole map as DOT: journeys by stage, what starts them, who calls whom, what they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import graphviz

from journeykit.journeys.model import (
    Call,
    EventStart,
    Journey,
    NoneStart,
    Plan,
    Send,
    Subprocess,
    Task,
    UserTask,
)
from journeykit.journeys.place import Word
from journeykit.render.diagram import Kind
from journeykit.render.measure import width, wrap
from journeykit.render.phrases import name_words, start_words
from journeykit.render.shapes import FAINT, INK, LABEL, LINE, PAINTS
from journeykit.render.words import word

_WIDTH = 150
_FONT = "Helvetica"  # Graphviz knows its widths, of Latin letters
_AIR = 26  # points between a label and the outline of its node
_START = PAINTS[Kind.START]
_PAGE = {"rankdir": "LR", "nodesep": "0.25", "ranksep": "0.9", "bgcolor": "white", "pad": "0.4"}
_TEXT = {"fontname": _FONT, "fontsize": "12", "fontcolor": INK}
_JOURNEY = {"shape": "box", "style": "rounded,filled", "fillcolor": "white", "color": LINE}
_STAGE = {"style": "rounded,filled", "fillcolor": "#f8fafc", "color": "#cbd5e1", "margin": "16"}
_EVENT = {
    "shape": "ellipse",
    "style": "filled",
    "fillcolor": _START.fill,
    "color": _START.stroke,
}
_TOPIC = {"shape": "note", "color": FAINT, "fontcolor": FAINT, "fontsize": "11"}
_GROUP = {"shape": "octagon", "color": LINE, "fontsize": "11"}
_TO_GROUP = {"style": "dotted", "arrowhead": "none", "color": LINE}
_TO_TOPIC = {"style": "dashed", "arrowhead": "none", "color": FAINT}


def overview(plan: Plan, *, language: str = "") -> str:
    """Return the picture of a map as DOT text."""
    spoken = language or next(iter(plan.map.name.languages), "")
    picture = graphviz.Digraph(
        "map", graph_attr=_PAGE | _TEXT, node_attr=_TEXT, edge_attr={"color": LINE}
    )
    name = plan.map.name.in_language(spoken)
    if name:
        picture.attr(label=_label(name), labelloc="t", labeljust="l", fontsize="18")
    for stage, journeys in _by_stage(plan).items():
        _stage(picture, plan, stage, journeys, spoken)
    for journey in plan.journeys.values():
        _starts(picture, plan, journey, spoken)
        _calls(picture, plan, journey)
    _topics(picture, plan, spoken)
    _groups(picture, plan, spoken)
    return str(picture.source)


def _by_stage(plan: Plan) -> dict[str, list[Journey]]:
    """Return the journeys of each stage, in the order of the map's stages; "" is none."""
    stages: dict[str, list[Journey]] = {str(stage): [] for stage in plan.map.stages}
    for journey in plan.journeys.values():
        stages.setdefault(str(journey.stage or ""), []).append(journey)
    return {stage: journeys for stage, journeys in stages.items() if journeys}


def _stage(
    picture: graphviz.Digraph, plan: Plan, stage: str, journeys: Iterable[Journey], language: str
) -> None:
    """Draw the journeys of a stage in a frame; those without a stage have none."""
    with picture.subgraph(name=f"cluster {stage}" if stage else "unstaged") as part:
        if stage:
            title = plan.map.stages.get(Word(stage))
            name = title.in_language(language) if title else stage
            part.attr(label=_label(name), fontsize="14", **_STAGE)
        for journey in journeys:
            name = journey.title.in_language(language) or str(journey.id)
            part.node(_node(journey), _label(name), **_size(name), **_JOURNEY)


def _starts(picture: graphviz.Digraph, plan: Plan, journey: Journey, language: str) -> None:
    """Draw what starts a journey; an event that starts several is one node."""
    names = {str(name): event.title for name, event in plan.map.events.items() if event.title}
    for start in journey.start.values():
        if isinstance(start, EventStart):
            for event in start.event:
                title = name_words(event, names, language)
                picture.node(f"event {event}", _label(title), **_size(title), **_EVENT)
                picture.edge(f"event {event}", _node(journey))
            continue
        words = start.title.in_language(language) or start_words(
            start, journey.params, names, language
        )
        # A start by call alone is the call's own arrow.
        if words and not isinstance(start, NoneStart):
            # What follows a colon would be read as a port, and a backslash as an escape.
            node = "start " + words.replace(":", ".").replace("\\", "/")
            picture.node(node, _label(words), **_size(words), **_EVENT)
            picture.edge(node, _node(journey))


def _calls(picture: graphviz.Digraph, plan: Plan, journey: Journey) -> None:
    """Draw whom a journey calls, and which starting events its tasks make."""
    starting = _starting_events(plan)
    ends: dict[tuple[str, str], None] = {}
    for step in journey.steps.values():
        if isinstance(step, Call) and str(step.call) in plan.journeys:
            ends[_node(plan.journeys[str(step.call)]), "bold"] = None
        elif isinstance(step, Task | UserTask) and step.emit and step.emit.event in starting:
            ends[f"event {step.emit.event}", "dotted"] = None
    for end, style in ends:
        picture.edge(_node(journey), end, style=style)


def _starting_events(plan: Plan) -> dict[str, None]:
    starts = (start for journey in plan.journeys.values() for start in journey.start.values())
    events = (start.event for start in starts if isinstance(start, EventStart))
    return {str(name): None for names in events for name in names}


def _topics(picture: graphviz.Digraph, plan: Plan, language: str) -> None:
    """Draw each topic that several journeys write about, joined to them by dashed lines."""
    journeys: dict[str, dict[str, None]] = {}
    for journey in plan.journeys.values():
        for topic in _topics_of(plan, journey):
            journeys.setdefault(topic, {})[_node(journey)] = None
    for topic, nodes in journeys.items():
        if len(nodes) > 1:
            text = f"{word('topic', language)}: {topic}"
            picture.node(f"topic {topic}", _label(text), **_size(text), **_TOPIC)
            for node in nodes:
                picture.edge(node, f"topic {topic}", **_TO_TOPIC)


def _groups(picture: graphviz.Digraph, plan: Plan, language: str) -> None:
    """Draw each exclusive group, joined to its journeys by dotted lines."""
    for journey in plan.journeys.values():
        group = journey.exclusive_group
        if group is not None:
            text = f"{word('one at a time', language)}: {group}"
            picture.node(f"group {group}", _label(text), **_size(text), **_GROUP)
            picture.edge(_node(journey), f"group {group}", **_TO_GROUP)


def _topics_of(plan: Plan, journey: Journey) -> Iterator[str]:
    for step in journey.steps.values():
        sent = [step.message_id] if isinstance(step, Send) else []
        for name in step.sends if isinstance(step, Subprocess) else sent:
            message = plan.messages.get(str(name))
            if message is not None and message.topic:
                yield str(message.topic)


def _node(journey: Journey) -> str:
    return f"journey {journey.id}"


def _label(text: str) -> str:
    """Return a text in lines, with nothing that DOT would read as a code or as HTML."""
    lines = wrap(text, LABEL, _WIDTH)
    label: str = graphviz.nohtml("\\n".join(graphviz.escape(line) for line in lines))
    return label


def _size(text: str) -> dict[str, str]:
    """Return the least size of a node in inches: Graphviz takes Cyrillic letters for blanks."""
    lines = wrap(text, LABEL, _WIDTH)
    wide = max((width(line, LABEL) for line in lines), default=0) + _AIR
    return {"width": f"{wide / 72:.2f}", "height": f"{(LABEL.line * len(lines) + 14) / 72:.2f}"}
