"""When timers are due (T3, T17): fixed when the step is reached."""

from __future__ import annotations

from datetime import date, timedelta

from journeykit.simulate.clock import DAY, TEN
from journeykit.simulate.reference.history import Happening, concerns
from journeykit.simulate.reference.tokens import Token
from journeykit.simulate.reference.world import World
from journeykit.simulate.spans import length
from journeykit.simulate.steps import After, OnClock, OnDate, Timing


def awaited(world: World, token: Token, timing: Timing) -> str:
    """Return the event that a timer still has to wait for before it can count, or ""."""
    if not isinstance(timing, After) or not timing.since_event:
        return ""
    return "" if _latest(world, token, timing.since_event) else timing.since_event


def due(world: World, token: Token, timing: Timing) -> int | None:
    """Return when the timer is over, maybe in the past; None if it never is."""
    match timing:
        case After():
            return _after(world, token, timing)
        case OnClock(second=second, weekday=weekday):
            return world.program.clock.next(world.now, second, weekday)
        case OnDate(attribute=attribute, before=before):
            seconds = length(before, _drawn(world, token, timing), world.customer.attribute)
            if seconds is None:
                return None
            return dated(world, attribute, seconds, TEN, not_before=world.now)


def _after(world: World, token: Token, timing: After) -> int | None:
    """Return when so long has passed since what the timer counts from."""
    seconds = length(timing.after, _drawn(world, token, timing), world.customer.attribute)
    if seconds is None:
        return None
    instance = token.instance
    if timing.since_start:
        return instance.entered + seconds
    if timing.since_event:
        latest = _latest(world, token, timing.since_event)
        return None if latest is None else latest.time + seconds
    if timing.since_step is not None:
        arrived = instance.arrived.get(timing.since_step)
        return None if arrived is None else arrived + seconds
    return world.now + max(1, seconds)


def _drawn(world: World, token: Token, timing: After | OnDate) -> int:
    """Return the number that draws the timer's length, where it is a range."""
    span = timing.after if isinstance(timing, After) else timing.before
    return world.customer.draw(token.visit)[1] if span.low != span.high else 0


def _latest(world: World, token: Token, event: str) -> Happening | None:
    """Return the latest such event since entry, the starting event included."""
    instance = token.instance
    since = world.history.after(event, instance.place)
    for happening in reversed(since):
        if concerns(happening, instance.correlation):
            return happening
    origin = instance.origin
    return origin if origin is not None and origin.event == event else None


def dated(world: World, attribute: str, before: int, second: int, *, not_before: int) -> int | None:
    """Return `second` of the day that lies `before` seconds ahead of a date (T16).

    Whole days are counted in the calendar, the rest in seconds. Of a date that comes again every
    year, the first such instant that is `not_before`; None where the date is not set.
    """
    value = world.customer.attribute(attribute)
    if isinstance(value, str) or value != value:
        return None
    clock = world.program.clock
    day = clock.day(int(value))
    days, rest = divmod(before, DAY)

    def instant(year: int | None) -> int:
        there = day if year is None else in_year(day, year)
        return clock.on(there - timedelta(days=days), second) - rest

    if not world.customer.is_yearly(attribute):
        return instant(None)
    year = clock.day(not_before).year - 1
    while instant(year) < not_before:
        year += 1
    return instant(year)


def in_year(day: date, year: int) -> date:
    """Return the day in another year; 29 February is the 28th where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
