"""What steps send, as the contact policy sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeAlias

from journeykit.journeys.lint.waits import seconds
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import Start
from journeykit.journeys.model.step import Send, Step, Subprocess
from journeykit.journeys.place import Word
from journeykit.journeys.policy import Sent


@dataclass(frozen=True, slots=True)
class Sending:
    """A message that a step sends, as the policy sees it, in the customer's n-th entry from 0."""

    sent: Sent
    step: Word
    entry: int = 0


Senders: TypeAlias = Mapping[str, AbstractSet[str]]
"""The journeys that send each message; "" is the calendar."""


def senders_of(plan: Plan) -> Senders:
    """Return which journeys of a plan send each message."""
    found: dict[str, set[str]] = {}
    for line in plan.map.calendar:
        found.setdefault(line.send, set()).add("")
    for journey in plan.journeys.values():
        for step in journey.steps.values():
            for id in sent_by(step):
                found.setdefault(id, set()).add(journey.id)
    return found


def sent_by(step: Step | Start) -> tuple[Word, ...]:
    """Return the ids of the messages that a step sends."""
    if isinstance(step, Send):
        return (step.message_id,)
    return step.sends if isinstance(step, Subprocess) else ()


def sent_over(step: Step, journey: Journey, *, slow: bool) -> tuple[tuple[int, Word], ...]:
    """Return what a step sends, each so many seconds after the arrival.

    A subprocess spreads its messages over its time.
    """
    messages = sent_by(step)
    takes = 0
    if isinstance(step, Subprocess) and step.takes:
        takes = seconds(step.takes, journey, slow=slow)
    return tuple((takes * number // len(messages), id) for number, id in enumerate(messages))


def sent_ids(plan: Plan, journey: Journey) -> Iterator[Word]:
    """Yield the id of each message that exists, as often as steps of the journey send it."""
    for step in journey.steps.values():
        yield from (id for id in sent_by(step) if id in plan.messages)


def sent_of(plan: Plan, journey: Journey, time: int, id: str) -> Sent:
    """Return a send of a message at `time`, by its first channel."""
    message = plan.messages[id]
    return Sent(
        time=time,
        journey=journey.id,
        message=id,
        channel=message.channel[0],
        class_=message.class_,
        promo=message.promo,
        topic=message.topic or "",
        priority=journey.priority,
    )
