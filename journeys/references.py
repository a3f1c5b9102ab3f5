"""Every name that a part of the model uses, with what it names and where it is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from journeykit.journeys.conditions import Condition
from journeykit.journeys.conditions.names import names
from journeykit.journeys.durations import Duration
from journeykit.journeys.model import (
    AfterDelay,
    AtDate,
    Call,
    Cap,
    DateStart,
    EventCatch,
    EventStart,
    Journey,
    Map,
    Message,
    Population,
    Send,
    SilenceStart,
    Step,
    Subprocess,
    UserTask,
)
from journeykit.journeys.model.map import CalendarLine
from journeykit.journeys.model.policy import Quiet
from journeykit.journeys.model.population import Cause, LifeEvent
from journeykit.journeys.model.step import Emit, SendOverride, Timer
from journeykit.journeys.parts import parts
from journeykit.journeys.place import Word


class Reference(NamedTuple):
    """A name that is used: `kind` is what it should be the name of."""

    kind: str
    word: Word


def references(part: Journey | Map | Population) -> Iterator[Reference]:
    """Yield the names used in a part, those of its conditions and durations included."""
    for value in parts(part, (Condition, Duration, Message)):
        yield from _in_value(value)
    if isinstance(part, Journey):
        yield from _in_journey(part)
    elif isinstance(part, Map):
        yield from _in_map(part)
    else:
        yield from _in_population(part)


def _in_value(value: object) -> Iterator[Reference]:
    """Yield the names of a condition, a duration or a message."""
    match value:
        case Condition():
            yield from (Reference(str(name.role), name.word) for name in names(value))
        case Duration(parameters=parameters, attributes=attributes):
            yield from (Reference("parameter", word) for word in parameters)
            yield from (Reference("attribute", word) for word in attributes)
        case Message(channel=channels):
            yield from (Reference("channel", word) for word in channels)


def _in_journey(journey: Journey) -> Iterator[Reference]:
    """Yield the names of starts, steps, exits and the head of a journey."""
    if journey.stage is not None:
        yield Reference("stage", journey.stage)
    yield from (Reference("channel", word) for word in journey.mechanic)
    for each in (*journey.exit, *((journey.goal,) if journey.goal else ())):
        if each.event is not None:
            yield Reference("event", each.event)
    for start in journey.start.values():
        yield from (Reference("target", flow.to) for flow in start.flows)
        match start:
            case EventStart():
                yield from _caught(start.event, start.message)
            case SilenceStart(without=event):
                yield Reference("event", event)
            case DateStart(date=name):
                yield Reference("attribute", name)
    for step in journey.steps.values():
        yield from _in_step(step)


def _in_step(step: Step) -> Iterator[Reference]:
    """Yield the names of one step."""
    yield from (Reference("target", flow.to) for flow in step.flows)
    for part in parts(step, (Emit, AfterDelay, AtDate, EventCatch, SendOverride)):
        yield from _in_part(part)
    match step:
        case Send(send=Word() as message):
            yield Reference("message", message)
        case Subprocess(sends=messages):
            yield from (Reference("message", word) for word in messages)
        case Call(call=journey):
            yield Reference("journey", journey)
        case UserTask(by=Word() as role):
            yield Reference("role", role)
    if isinstance(step, Send | Timer):
        yield from (Reference("segment", word) for word in step.by_segment)


def _in_part(part: object) -> Iterator[Reference]:
    """Yield the names of a part of a step."""
    match part:
        case Emit(event=event):
            yield Reference("event", event)
        case AfterDelay(since=Word() as anchor):
            yield Reference("since", anchor)
        case AtDate(date=name):
            yield Reference("attribute", name)
        case EventCatch(event=events, message=message):
            yield from _caught(events, message)
        case SendOverride(send=message):
            yield Reference("message", message)


def _caught(events: tuple[Word, ...], message: Word | None) -> Iterator[Reference]:
    """Yield the events that a start or a wait catches, and the message they are narrowed to."""
    yield from (Reference("event", event) for event in events)
    if message is not None:
        yield Reference("message", message)


def _in_map(map_: Map) -> Iterator[Reference]:
    """Yield the names of the policy, the calendar and the expectations."""
    for cap in parts(map_.policy, Cap):
        yield from (Reference("channel", word) for word in cap.channels)
    for quiet in parts(map_.policy, Quiet):
        yield from (Reference("channel", word) for word in quiet.channels)
    yield from (Reference("message", line.send) for line in parts(map_.calendar, CalendarLine))
    yield from (Reference("subject", line.subject) for line in map_.expect)
    if map_.provider is not None:
        yield from (Reference("feature", word) for word in map_.provider.supports)


def _in_population(population: Population) -> Iterator[Reference]:
    """Yield the events and channels of the behaviour and the responses."""
    yield from (Reference("event", event) for event in population.behaviour)
    for cause in parts(population.behaviour, Cause):
        if cause.after is not None:
            yield Reference("event", cause.after)
    yield from (Reference("event", each.event) for each in parts(population.customers, LifeEvent))
    yield from (Reference("channel", channel) for channel in population.responses)
