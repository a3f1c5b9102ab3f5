"""What makes a step happen: the time alone, or an event that the customer brings about."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.journeys.lint.arrivals import arrivals
from journeykit.journeys.model.flow import Flow
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.start import EventStart, Start
from journeykit.journeys.model.step import WaitFor
from journeykit.journeys.model.timer import EventCatch
from journeykit.journeys.place import Word


def timed(journey: Journey, start: Start) -> frozenset[Word]:
    """Return the steps that a start reaches with no more than time passing."""
    return frozenset(each.step.id for each in arrivals(journey, start.flows))


def prompts(journey: Journey) -> dict[Word, frozenset[str]]:
    """Return the events that each step may answer at once, of starts and of what is waited for."""
    found: dict[Word, frozenset[str]] = {}
    for events, flows in _brought(journey):
        for each in arrivals(journey, flows, within=0):
            found[each.step.id] = found.get(each.step.id, frozenset()) | {*events}
    return found


def _brought(journey: Journey) -> Iterator[tuple[tuple[Word, ...], tuple[Flow, ...]]]:
    """Yield the events of starts and catches with the flows that are taken when they come."""
    for start in journey.start.values():
        if isinstance(start, EventStart):
            yield start.event, start.flows
    for step in journey.steps.values():
        if isinstance(step, WaitFor):
            for catch in step.catches:
                if isinstance(catch, EventCatch):
                    yield catch.event, step.flows_of(catch)
