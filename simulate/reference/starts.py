"""Starts that events, conditions and time fire (T11, T16)."""

from __future__ import annotations

from collections.abc import Callable

from journeykit.simulate.draws import LONG, mix
from journeykit.simulate.reference.agenda import SCHEDULED, TOKENS
from journeykit.simulate.reference.entries import try_start
from journeykit.simulate.reference.history import Happening
from journeykit.simulate.reference.scope import Scope
from journeykit.simulate.reference.timers import dated
from journeykit.simulate.reference.world import World
from journeykit.simulate.spans import length
from journeykit.simulate.starts import (
    OnCondition,
    OnDay,
    OnEvent,
    OnSchedule,
    OnSilence,
    StartProgram,
)


def begin(world: World) -> None:
    """Look at all conditions without firing, and put the starts by time on the agenda."""
    for start in world.program.conditions:
        _turns_true(world, start, None)
    for start in world.program.timed:
        match start.trigger:
            case OnSilence() as silence:
                _await_silence(world, start, silence)
            case OnDay() as day:
                _await_day(world, start, day)
            case OnSchedule() as schedule:
                _await_turn(world, start, schedule, 0)


def fire_at(world: World, happening: Happening) -> None:
    """Fire the starts on this event, and those whose condition it makes true."""
    program = world.program
    for start in program.starts.get(happening.event, program.conditions):
        match start.trigger:
            case OnEvent(message=message):
                if not message or happening.data.get("message") == message:
                    try_start(world, start, happening.lineage, happening)
            case OnCondition():
                if _turns_true(world, start, happening):
                    try_start(world, start, happening.lineage, happening)
    for start in world.spent.pop(happening.event, ()):
        if isinstance(start.trigger, OnSilence):
            _await_silence(world, start, start.trigger)


def fire_when(world: World, cause: int) -> None:
    """Fire the starts whose condition a step has made true; `cause` is the step's visit."""
    for start in world.program.conditions:
        if _turns_true(world, start, None):
            try_start(world, start, cause, None)


def redate(world: World, attribute: str) -> None:
    """Look again when starts by this date are due, as it was set."""
    for start in world.program.timed:
        if isinstance(start.trigger, OnDay) and start.trigger.attribute == attribute:
            _await_day(world, start, start.trigger)


def _turns_true(world: World, start: StartProgram, happening: Happening | None) -> bool:
    """Tell whether the condition holds and did not when it was last looked at."""
    if not isinstance(start.trigger, OnCondition):
        return False
    key = (start.journey, start.number)
    journey = world.program.journeys[start.journey]
    held = world.holds.get(key, False)
    world.holds[key] = start.trigger.when(Scope(world, journey, event=happening))
    return world.holds[key] and not held


def _at(world: World, start: StartProgram, time: int, action: Callable[[], None]) -> None:
    """Put a start by time on the agenda; its key is always the same (T5)."""
    world.agenda.at(time, TOKENS, start.journey, SCHEDULED + start.number, action)


def _fire(world: World, start: StartProgram) -> None:
    """Fire a start by time; the cause of the entry is the planned second (C3)."""
    try_start(world, start, mix(mix(0, start.cause), world.now & LONG), None)


def _await_silence(world: World, start: StartProgram, silence: OnSilence) -> None:
    """Wait until it has been silent long enough.

    The next event begins a new silence. It is looked for when this one would be over; but where
    lengths differ the new one may be over first, and the event itself is waited for.
    """
    latest = world.history.latest(silence.without)
    since = latest.time if latest else -world.program.warm_up
    seconds = _silence(world, silence, since)
    differs = bool(silence.lasts.attributes) or silence.lasts.low != silence.lasts.high

    def look() -> None:
        if world.history.latest(silence.without) is latest:
            if not differs:
                _await_event(world, start, silence)
            _fire(world, start)
        elif not differs:
            _await_silence(world, start, silence)

    if differs:
        _await_event(world, start, silence)
    if seconds is not None:
        _at(world, start, max(world.now, since + seconds), look)


def _await_event(world: World, start: StartProgram, silence: OnSilence) -> None:
    """Begin the next silence with the next event."""
    world.spent.setdefault(silence.without, []).append(start)


def _silence(world: World, silence: OnSilence, since: int) -> int | None:
    """Return how long the silence must last that began at `since`."""
    span = silence.lasts
    number = 0
    if span.low != span.high:
        number = world.customer.draw(mix(mix(0, silence.lineage), since & LONG))[1]
    return length(span, number, world.customer.attribute)


def _await_day(world: World, start: StartProgram, day: OnDay) -> None:
    """Wait for the next instant before or at the date, if one is still to come."""
    key = (start.journey, start.number)
    world.dates.pop(key, None)
    before = length(day.before, 0, world.customer.attribute)
    if before is None:
        return
    time = dated(world, day.attribute, before, day.second, not_before=world.now + 1)
    if time is None or time <= world.now:
        return

    def look() -> None:
        if world.dates.get(key) == time:
            _await_day(world, start, day)
            _fire(world, start)

    world.dates[key] = time
    _at(world, start, time, look)


def _await_turn(world: World, start: StartProgram, schedule: OnSchedule, place: int) -> None:
    """Wait for the instant of the schedule with that place in its list."""

    def look() -> None:
        _await_turn(world, start, schedule, place + 1)
        _fire(world, start)

    if place < len(schedule.instants):
        _at(world, start, schedule.instants[place], look)
