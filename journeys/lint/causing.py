"""Which events surely bring others."""

from __future__ import annotations

from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.timer import EventCatch
from journeykit.journeys.place import Word

_RESPONSES = ("message.opened", "message.clicked")


def brings(plan: Plan, first: EventCatch, second: EventCatch) -> tuple[str, str] | None:
    """Return two events of two items of which one surely brings, or has brought, the other.

    Items with a condition are taken to have sorted that out.
    """
    if first.condition is not None or second.condition is not None:
        return None
    pairs = ((one, other) for one in first.event for other in second.event)
    for one, other in pairs:
        if _is_opening(plan, first, second, one, other):
            return "message.clicked", "message.opened"
        for cause, effect in ((one, other), (other, one)):
            if _is_cause(plan, cause, effect):
                return cause, effect
    return None


def _is_opening(plan: Plan, first: EventCatch, second: EventCatch, one: str, other: str) -> bool:
    """Tell whether two items wait for the opening and the click of one message."""
    if {one, other} != set(_RESPONSES):
        return False
    id = first.message or second.message
    if None not in (first.message, second.message) and first.message != second.message:
        return False
    message = plan.messages.get(id) if id is not None else None
    return message is None or _can_be_opened(plan, message.channel[0])


def _can_be_opened(plan: Plan, channel: str) -> bool:
    """Tell whether a channel knows of openings: a text message is clicked without one."""
    response = plan.population.responses.get(Word(channel))
    return response is not None and response.open is not None


def _is_cause(plan: Plan, cause: str, effect: str) -> bool:
    """Tell whether an event always brings another; the end of a session is nobody's doing."""
    if effect == "session.ended":
        return False
    causes = plan.population.behaviour.get(Word(effect), ())
    return any(each.after == cause and each.chance == 1 for each in causes)
