"""What a journey does, however its parts are called: equal for a journey and its copy.

Starts and steps are numbered as they are met from the starts on, flows in written order, and
whatever names a step names its number instead.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass

import networkx as nx

from journeykit.journeys.graph import ROOT, graph
from journeykit.journeys.lint.index import definition
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.text import Text

_CALLED = ("id", "title", "note", "label", "reads", "writes", "place", "extensions", "source")
"""The fields that say what a part is called or where it is written."""

_WORKING = ("task", "user_task", "subprocess")
"""The fields whose text is what is done: elsewhere it is a name."""


def likeness(journey: Journey, same: Mapping[str, str]) -> Hashable:
    """Return the starts and reachable steps of a journey without what they are called.

    `same` gives each message the id that all equal ones share.
    """
    picture = graph(journey)
    nodes = [node for _, node in nx.bfs_edges(picture, ROOT)]
    numbers: dict[str, Hashable] = {node: number for number, node in enumerate(nodes)}
    inline = {f"{journey.id}.{node}": number for node, number in numbers.items()}
    names = {**same, **inline, **numbers}
    items = tuple(_done(picture.nodes[node].get("item"), names) for node in nodes)
    return items, _done(journey.params, names)


def _done(value: object, names: Mapping[str, Hashable]) -> Hashable:
    """Return what a part does."""
    if isinstance(value, str):
        return names.get(value, str(value))
    if isinstance(value, Message):
        return definition(value)
    if isinstance(value, tuple):
        return tuple(_done(part, names) for part in value)
    if isinstance(value, dict):
        return tuple((str(name), _done(part, names)) for name, part in value.items())
    if is_dataclass(value):
        return type(value).__name__, *(
            _done(getattr(value, field.name), names)
            for field in fields(value)
            if field.name not in _CALLED
            and (field.name in _WORKING or not isinstance(getattr(value, field.name), Text))
        )
    return value if isinstance(value, Hashable) else str(value)
