"""Whether a circle of journeys really goes round, again and again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeykit.journeys.conditions import Condition, calls, walk
from journeykit.journeys.conditions.expression import Attribute
from journeykit.journeys.durations import Duration
from journeykit.journeys.lint.arrivals import arrivals
from journeykit.journeys.lint.circles import Push
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.lint.waits import seconds
from journeykit.journeys.model.flow import END, Flow
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.step import End, Inclusive, Step, Task, UserTask, WaitFor


def goes_round(circle: Sequence[Push]) -> bool:
    """Tell whether every journey of a circle is entered again each time it comes round."""
    time = sum(push.time for push in circle)
    return (
        not any(_is_limited(push.journey, time) for push in circle)
        and not any(_is_shut_out(push) for push in circle)
        and all(_is_over(circle, number, time) for number in range(len(circle)))
        and not _asks_for_itself([push.journey for push in circle])
    )


def _is_limited(journey: Journey, time: int) -> bool:
    """Tell whether nobody may enter a journey as often as each `time` seconds."""
    if isinstance(journey.reentry, Duration):
        return seconds(journey.reentry, journey, slow=True) > time
    return journey.reentry in ("never", "session")


def _is_shut_out(push: Push) -> bool:
    """Tell whether the group of both journeys keeps the second one out."""
    one, other = push.journey, push.target
    same = one.exclusive_group is not None and one.exclusive_group == other.exclusive_group
    return same and other.priority <= one.priority


def _is_over(circle: Sequence[Push], number: int, time: int) -> bool:
    """Tell whether a journey may be entered when its turn comes again.

    It must be over by then, unless several at once are allowed: it is not while it waits for the
    others to end, or where it goes on for longer than the rest of the round.
    """
    push = circle[number]
    journey = push.journey
    if journey.reentry == "always":
        return True
    others = [*circle[number:], *circle[:number]][:-1]
    if all(each.waits for each in others) or _splits(journey):
        return False
    return _ends_within(journey, push.step, time - push.time)


def _splits(journey: Journey) -> bool:
    """Tell whether a journey has several branches at once, one of which may stay."""
    items = (*journey.start.values(), *journey.steps.values())
    return any(
        isinstance(item, Inclusive)
        or (len(item.flows) > 1 and all(flow.is_default for flow in item.flows))
        for item in items
        if not isinstance(item, WaitFor)
    )


def _ends_within(journey: Journey, step: Step, time: int) -> bool:
    """Tell whether a journey can come from a step to an end in so many seconds."""
    if time < 0 or _ends(journey, step.flows):
        return time >= 0
    return any(
        isinstance(each.step, End) or _ends_at_once(journey, each.step, time - each.time)
        for each in arrivals(journey, step.flows, within=time)
    )


def _ends_at_once(journey: Journey, step: Step, left: int) -> bool:
    """Tell whether one of the flows that a step leaves by without waiting ends the path."""
    return left >= 0 and step.kind not in ("timer", "wait_for") and _ends(journey, step.flows)


def _ends(journey: Journey, flows: Sequence[Flow]) -> bool:
    return not flows or any(flow.to == END for flow in flows)


def _asks_for_itself(journeys: Sequence[Journey]) -> bool:
    """Tell whether a condition of the journeys asks for what they themselves change.

    That is how a number of rounds is limited: by attributes that they set, events that they emit,
    messages that they send, or where the customer is.
    """
    changed = {name for journey in journeys for name in _changed(journey)}
    return any(
        name in changed
        for journey in journeys
        for each in _conditions(journey)
        for name in _of(each)
    )


def _changed(journey: Journey) -> Iterator[str]:
    yield str(journey.id)
    for step in journey.steps.values():
        if sent_by(step):
            yield from (str(step.id), *map(str, sent_by(step)), "message.sent")
        if isinstance(step, Task | UserTask):
            yield from map(str, step.set)
            if step.emit is not None:
                yield str(step.emit.event)


def _conditions(journey: Journey) -> Iterator[Condition]:
    items = (*journey.start.values(), *journey.steps.values())
    asked = (
        journey.audience,
        *(start.condition for start in journey.start.values()),
        *(flow.condition for item in items for flow in item.flows),
    )
    yield from (each for each in asked if each is not None)


def _of(condition: Condition) -> Iterator[str]:
    """Yield the names that a condition asks about."""
    yield from (str(call.subject) for call in calls(condition))
    for node in walk(condition.expression):
        if isinstance(node, Attribute):
            yield str(node.name)
