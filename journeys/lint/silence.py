"""When the event can come again whose silence started a journey.

The next silence counts from there. A wait that would have caught the event, and ended otherwise,
tells that it did not come meanwhile.
"""

from __future__ import annotations

from journeykit.journeys.lint.situation import Outcome, Situation
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.start import SilenceStart, Start
from journeykit.journeys.model.step import Step, WaitFor
from journeykit.journeys.model.timer import EventCatch, TimerCatch


def silent(journey: Journey, start: Start) -> str:
    """Return the event whose silence starts the journey, nothing for other starts.

    With `per` the journey sees only some of the events, so that its waits tell nothing of them.
    """
    return str(start.without) if isinstance(start, SilenceStart) and not journey.per else ""


def heard(situation: Situation, step: Step, outcome: Outcome, event: str) -> int:
    """Return the first second at which the event can have come, when a step is left."""
    if not event or not isinstance(step, WaitFor) or outcome.delay == 0:
        return situation.heard
    left = situation.now + outcome.delay
    if outcome.catch is not None and outcome.catch.event == (event,):
        return max(situation.heard, left)
    if situation.heard <= situation.now or not any(_tells(each, event) for each in step.catches):
        return situation.heard
    caught = outcome.catch is not None and event in outcome.catch.event
    return max(situation.heard, left if caught else left + 1)


def _tells(catch: EventCatch | TimerCatch, event: str) -> bool:
    """Tell whether a catch is met whenever the event comes."""
    return (
        isinstance(catch, EventCatch)
        and event in catch.event
        and catch.condition is None
        and catch.message is None
    )
