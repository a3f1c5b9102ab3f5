"""The way to a join that waits for ever, or to a merge that two tokens go through, as places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeykit.journeys.finding import Related
from journeykit.journeys.graph import start_node
from journeykit.journeys.lint.soundness.marking import Act
from journeykit.journeys.lint.soundness.proof import way
from journeykit.journeys.lint.soundness.shape import nodes_of, placed, splits
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.step import WaitFor


def path(journey: Journey, acts: Iterable[Act]) -> tuple[Related, ...]:
    """Return the entry, then each choice, event and split on the way to the acts, in order."""
    return tuple(told for act in way(acts) for told in _told(journey, act))


def waiting(journey: Journey, step: str, came: Iterable[tuple[str, int]]) -> Iterator[Related]:
    """Yield the flows into a join, with whether a token waits there that came by it."""
    there = set(came)
    for node, item in nodes_of(journey).items():
        for place, flow in placed(item):
            if flow.to == step:
                waits = (node, place) in there
                label = f"a token waits in `{step}`" if waits else "no token comes by this flow"
                yield Related(flow.place, label, on_path=waits)


def meeting(journey: Journey, came: Iterable[tuple[str, int]]) -> Iterator[Related]:
    """Yield the flows by which two tokens come to a merge, one after the other."""
    nodes = nodes_of(journey)
    for (node, place), which in zip(came, ("one token comes", "another one comes"), strict=False):
        for number, flow in placed(nodes[node]):
            if number == place:
                yield Related(flow.place, f"{which} by this flow", on_path=True)


def _told(journey: Journey, act: Act) -> Iterator[Related]:
    """Yield what an act tells: who enters, what is chosen, what comes, where it splits."""
    nodes = nodes_of(journey)
    if act.node not in nodes:
        yield from (
            Related(start.id.place, "enters", on_path=True)
            for start in journey.start.values()
            if (start_node(start),) == act.to
        )
        return
    item = nodes[act.node]
    ways = dict.fromkeys(str(flow.to) for flow in item.flows)
    targets = " and ".join(f"`{to}`" for to in act.to)
    if isinstance(item, WaitFor) and len(item.catches) > 1:
        came = " or ".join(f"`{event}`" for event in sorted(act.caught)) or "the time"
        yield Related(item.id.place, f"{came} comes first, on to {targets}", on_path=True)
    elif len(ways) > 1 and act.to:
        verb = "splits into" if len(act.to) > 1 or splits(item) else "goes on to"
        yield Related(item.id.place, f"{verb} {targets}", on_path=True)
