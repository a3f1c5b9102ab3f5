"""A journey as a networkx graph."""

from __future__ import annotations

import networkx as nx

from journeykit.journeys.model import END, Journey, Step
from journeykit.journeys.model.start import Start

ROOT = "start"


def start_node(start: Start) -> str:
    """Return the node of a start, `start.<id>`: ids have no dots, so no step is called so."""
    return f"{ROOT}.{start.id}"


def graph(journey: Journey) -> nx.MultiDiGraph[str]:
    """Return the graph of a journey, its nodes in the order of the document.

    Nodes are `start` (the root, that leads to every start), `start.<id>`, the ids of the steps,
    and `end` where a flow leads there; node data `item` is the start or step. Edge data `flow` is
    the flow. Flows to steps that do not exist are left out.
    """
    picture: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    picture.add_node(ROOT)
    for start in journey.start.values():
        picture.add_node(start_node(start), item=start)
        picture.add_edge(ROOT, start_node(start))
    for name, step in journey.steps.items():
        picture.add_node(str(name), item=step)
    for start in journey.start.values():
        _lead(picture, start_node(start), start, journey)
    for name, step in journey.steps.items():
        _lead(picture, str(name), step, journey)
    return picture


def _lead(picture: nx.MultiDiGraph[str], node: str, item: Start | Step, journey: Journey) -> None:
    """Add the edges of a start's or step's flows."""
    for flow in item.flows:
        if flow.to == END or flow.to in journey.steps:
            picture.add_edge(node, str(flow.to), flow=flow)
