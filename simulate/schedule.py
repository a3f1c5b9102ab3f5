"""The instants of a schedule: one list for the whole run, the same for all customers (T16)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from typing import TypeAlias

from dateutil.relativedelta import relativedelta
from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, rrulestr

from journeykit.journeys.finding import JourneyError
from journeykit.journeys.model.map import CalendarLine
from journeykit.journeys.model.start import ScheduleStart
from journeykit.simulate.clock import DAY, TEN, LocalClock

MOST = 100_000
_PERIODS = {
    YEARLY: relativedelta(years=28),
    MONTHLY: relativedelta(years=4),
    WEEKLY: relativedelta(weeks=1),
    DAILY: relativedelta(days=1),
}


Scheduled: TypeAlias = ScheduleStart | CalendarLine


def instants(
    plan: Scheduled, every: int, clock: LocalClock, *, first: int, last: int
) -> tuple[int, ...]:
    """Return the instants of a start or calendar line in first <= t < last, repeats removed.

    They are in order; `every` is its period in seconds, 0 where it has a rule.

    Raises:
        JourneyError: the rule cannot be read, or gives too many instants.
    """
    day = date.fromisoformat(plan.starting) if plan.starting else clock.start
    second = plan.at.second if plan.at else TEN
    anchor = datetime.combine(day, time()) + timedelta(seconds=second)
    begin = clock.start + timedelta(seconds=clock.local(first)) - timedelta(days=1)
    earliest = None if plan.starting else datetime.combine(begin, time())
    if every:
        moments = _every(timedelta(seconds=every), anchor, earliest)
    else:
        moments = _rule(plan, anchor, earliest)
    end = datetime.combine(clock.start, time()) + timedelta(seconds=last + 2 * DAY)
    found: dict[int, None] = {}
    for moment in takewhile(lambda moment: moment < end, moments):
        found[clock.on(moment.date(), _second(moment))] = None
        if len(found) > MOST:
            message = f"the schedule of {_named(plan)} has more than {MOST} instants"
            raise JourneyError(f"{plan.place}: {message}")
    return tuple(sorted(instant for instant in found if first <= instant < last))


def _named(plan: Scheduled) -> str:
    """Return what messages call it."""
    if isinstance(plan, CalendarLine):
        return f"the calendar line of `{plan.send}`"
    return f"start `{plan.id}`"


def _second(moment: datetime) -> int:
    """Return the second of the day."""
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def _every(step: timedelta, anchor: datetime, earliest: datetime | None) -> Iterator[datetime]:
    """Yield the anchor and every `step` of local time after it, and before it."""
    if earliest is not None and earliest < anchor:
        anchor -= ((anchor - earliest) // step + 1) * step
    while True:
        yield anchor
        anchor += step


def _rule(plan: Scheduled, anchor: datetime, earliest: datetime | None) -> Iterator[datetime]:
    """Yield the moments of the recurrence rule, extended backwards if it does not count."""
    try:
        rule = rrulestr(str(plan.rrule), dtstart=anchor)
        if earliest is not None and "COUNT" not in str(plan.rrule).upper():
            rule = rrulestr(str(plan.rrule), dtstart=_earlier(rule, anchor, earliest))
    except (ValueError, TypeError, AttributeError) as error:
        message = f"`rrule` of {_named(plan)} cannot be read: {error}"
        raise JourneyError(f"{plan.place}: {message}") from error
    return iter(rule)


def _earlier(rule: object, anchor: datetime, earliest: datetime) -> datetime:
    """Return the anchor, moved back by whole intervals until it is before `earliest`."""
    if not isinstance(rule, rrule):
        return anchor
    # dateutil keeps how often a rule comes to itself.
    often, interval = rule._freq, rule._interval  # type: ignore[attr-defined]
    period = _PERIODS.get(often, relativedelta(days=1)) * interval
    while anchor > earliest:
        anchor -= period
    return anchor
