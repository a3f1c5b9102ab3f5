"""How long timers wait on one way through a journey: the shortest or the longest time."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from journeykit.journeys.clocks import Clock
from journeykit.journeys.durations import SECONDS, Duration, bounds
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.timer import AfterDelay, AtClock, TimerRule
from journeykit.journeys.place import Word

DAY, WEEK = SECONDS["d"], SECONDS["w"]
MONTH = SECONDS["mo"]


@dataclass(frozen=True, slots=True)
class Pins:
    """What a way has fixed of the calendar, seen from the entry (second 0).

    `second` is the local second of the day at entry, `weekday` its day (Monday is 0); `dates` are
    the seconds from entry to dates of the customer. What is None or not there may be anything.
    """

    second: int | None = None
    weekday: int | None = None
    dates: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Past:
    """What happened on the way up to `now`: the latest second of each step and event."""

    now: int
    arrival: Callable[[str], int | None]
    events: dict[str, int]


def seconds(duration: Duration, journey: Journey, *, slow: bool) -> int:
    """Return the least or most seconds; an attribute of the customer is taken as 30 days."""
    missing = any(name not in journey.params for name in duration.parameters)
    low, high = (duration.low, duration.high) if missing else bounds(duration, journey.params)
    if math.isinf(high):
        return low + MONTH
    return int(high) if slow else low


def wait(
    rule: TimerRule, journey: Journey, past: Past, pins: Pins, *, slow: bool
) -> tuple[int, Pins] | None:
    """Return for how long a timer waits and what that fixes; None where it never ends."""
    if isinstance(rule, AtClock):
        return _until_clock(rule.at, past.now, pins, slow=slow)
    if not isinstance(rule, AfterDelay):
        before = seconds(rule.before, journey, slow=slow) if rule.before else 0
        return _until_date(rule.date, before, past.now, pins)
    delay = seconds(rule.after, journey, slow=slow)
    if rule.since is None:
        return max(1, delay), pins
    since = _since(rule.since, journey, past)
    return None if since is None else (max(0, since + delay - past.now), pins)


def _since(name: Word, journey: Journey, past: Past) -> int | None:
    """Return the second that a timer counts from; an event that did not come yet comes now."""
    if name == "start":
        return 0
    if name in journey.steps:
        return past.arrival(name)
    return past.events.get(name, past.now + 1)


def _until_date(name: str, before: int, now: int, pins: Pins) -> tuple[int, Pins]:
    """Wait for a date; one that nothing has fixed is taken to be right `before` from now."""
    date = dict(pins.dates).get(name)
    if date is None:
        return 0, replace(pins, dates=(*pins.dates, (name, now + before)))
    return max(0, date - before - now), pins


def _until_clock(clock: Clock, now: int, pins: Pins, *, slow: bool) -> tuple[int, Pins]:
    """Wait for the next such local time, strictly after now."""
    period = DAY if clock.weekday is None else WEEK
    if pins.second is None:
        delay = period if slow else 1
    else:
        first = (clock.second - pins.second - now - 1) % DAY + 1
        delay = first + _days(clock, now + first, pins, slow=slow) * DAY
    return delay, _pinned(clock, now + delay, pins)


def _days(clock: Clock, then: int, pins: Pins, *, slow: bool) -> int:
    """Return how many whole days the weekday adds."""
    if clock.weekday is None:
        return 0
    if pins.weekday is None or pins.second is None:
        return 6 if slow else 0
    return (clock.weekday - pins.weekday - (pins.second + then) // DAY) % 7


def _pinned(clock: Clock, then: int, pins: Pins) -> Pins:
    """Fix the entry by the clock that is reached `then` seconds after it."""
    second = (clock.second - then) % DAY
    if clock.weekday is None:
        return replace(pins, second=second)
    return replace(pins, second=second, weekday=(clock.weekday - (second + then) // DAY) % 7)
