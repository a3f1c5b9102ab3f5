"""When a message that the policy holds back is tried again (M9, M10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice

from journeykit.journeys.policy import Broken, CapLimit, Limits, Sent, allowed, counts, fills
from journeykit.simulate.clock import LocalClock

HOUR = 3600
DEFERRED = ("cap", "gap")
"""The rules that `on_exceed: defer` holds for; quiet hours always defer, others always drop."""


def renewed(
    limits: Limits, before: Sequence[Sent], sent: Sent, rule: Broken, clock: LocalClock
) -> int | None:
    """Return the second at which `sent` may be tried again, None when it never can be.

    `rule` is the first that it breaks after the sends `before` it, the latest last.
    """
    match rule.reason:
        case "quiet" if limits.quiet:
            return clock.next(sent.time, limits.quiet.end)
        case "cap":
            return _room(limits, limits.caps[rule.cap], before, sent, clock)
        case "gap":
            latest = next(each for each in reversed(before) if counts(limits, each))
            return latest.time + limits.min_gap
    return None


def _room(
    limits: Limits, cap: CapLimit, before: Sequence[Sent], sent: Sent, clock: LocalClock
) -> int | None:
    """Return when a cap has room again: the oldest that fills it has left, or a new window."""
    room = allowed(cap, sent)
    if room <= 0:
        return None
    if cap.unit:
        return _next_window(cap, sent.time, clock)
    taken = (each for each in reversed(before) if fills(limits, each, cap))
    return next(islice(taken, room - 1, None)).time + cap.per


def _next_window(cap: CapLimit, time: int, clock: LocalClock) -> int:
    """Return when the next local hour, day, week or month begins."""
    if cap.unit == "hour":
        return clock.instant((clock.local(time) // HOUR + 1) * HOUR)
    return clock.on(_next_day(cap, clock.day(time)))


def _next_day(cap: CapLimit, day: date) -> date:
    """Return the first day of the next day, week or month."""
    if cap.unit == "week":
        return day + timedelta(days=7 - (day.weekday() - cap.week_from) % 7)
    if cap.unit == "month":
        return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return day + timedelta(days=1)
