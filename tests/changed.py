"""Plans from text, and what changed between two of them."""

from __future__ import annotations

from journeykit.journeys.changes.change import Change, Changes, JourneyChanges
from journeykit.journeys.changes.plan import changes
from journeykit.journeys.load import load
from journeykit.journeys.model import Plan
from journeykit.journeys.project import of_text


def plan_of(text: str) -> Plan:
    """Return the plan that a text holds."""
    plan = load(of_text(text.encode(), "map.yaml").documents, "map.yaml").plan
    assert plan is not None, text
    return plan


def changed(before: str, after: str) -> Changes:
    """Return what changed from one text to another, the map included."""
    one, other = plan_of(before), plan_of(after)
    return changes(one, other, before=list(one.journeys), after=list(other.journeys), shared=True)


def all_changes(found: Changes) -> list[Change]:
    """Return the changes of the map and of all journeys."""
    return [*found.map, *(change for journey in found.journeys for change in journey.changes)]


def only_journey(found: Changes) -> JourneyChanges:
    """Return the one journey in which something changed, the map being the same."""
    assert not found.map
    (journey,) = found.journeys
    return journey
