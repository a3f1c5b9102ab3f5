"""The channels that a journey's messages may go by."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.step import Call, Send, Step
from journeykit.journeys.place import Word


def sent_to_any(step: Step) -> Iterator[Word]:
    """Yield the ids of the messages that a step sends, those for single segments included."""
    yield from sent_by(step)
    if isinstance(step, Send):
        yield from (override.send for override in step.by_segment.values())


def channels_of(plan: Plan, journey: Journey) -> dict[str, Step]:
    """Return the channels of what a journey sends, each with the first step that may use it."""
    found: dict[str, Step] = {}
    for step in journey.steps.values():
        for id in sent_to_any(step):
            message = plan.messages.get(id)
            for channel in message.channel if message else ():
                found.setdefault(str(channel), step)
    return found


def called_by(plan: Plan, journey: Journey) -> Iterator[Journey]:
    """Yield the journeys that a journey calls itself."""
    for step in journey.steps.values():
        if isinstance(step, Call) and step.call in plan.journeys:
            yield plan.journeys[step.call]
