"""The days on which a schedule or a line of the calendar falls."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache

from dateutil.rrule import rrulestr

from journeykit.journeys.durations import SECONDS
from journeykit.journeys.model.map import CalendarLine
from journeykit.journeys.model.start import ScheduleStart

YEAR = timedelta(days=366)
_FROM, _LAST = datetime(2026, 1, 1), datetime(9000, 1, 1)
_KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY", "BYMONTH"}
_FREQUENT = ("DAILY", "WEEKLY")
_WEEKDAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")


def common_day(one: ScheduleStart, later: int, line: CalendarLine) -> datetime | None:
    """Return the first day of a year on which both fall, the schedule `later` days after its own.

    None unless all days of the one that has fewer are common, and where a day is not fixed: an
    interval such as `every: 7d` counts from the beginning of a run unless `starting` fixes it.
    """
    begin = max(_anchor(one), _anchor(line))
    if begin > _LAST:
        return None
    shift = timedelta(days=later)
    mine = frozenset(day + shift for day in _days(one, begin - shift))
    theirs = _days(line, begin)
    return min(mine & theirs, default=None) if mine <= theirs or theirs <= mine else None


def is_weekly_on(line: CalendarLine, weekday: int) -> bool:
    """Tell whether a line falls on each such day of the week, 0 is Monday."""
    begin = _anchor(line)
    if begin > _LAST:
        return False
    first = begin + timedelta(days=(weekday - begin.weekday()) % 7)
    days = _days(line, begin)
    return all(first + timedelta(weeks=number) in days for number in range(52))


def _anchor(item: ScheduleStart | CalendarLine) -> datetime:
    return datetime.fromisoformat(str(item.starting)) if item.starting else _FROM


def _days(item: ScheduleStart | CalendarLine, begin: datetime) -> frozenset[datetime]:
    """Return the days of a year from `begin` on; none where nothing fixes them."""
    if item.every is not None:
        return _steps(item, item.every.low, begin)
    return _recurring(
        str(item.rrule).upper(), _anchor(item), begin, starts=item.starting is not None
    )


@cache
def _recurring(
    text: str, anchor: datetime, begin: datetime, *, starts: bool
) -> frozenset[datetime]:
    """Return the days of a recurrence rule, which begins at `anchor`."""
    if not _is_fixed(text, starts=starts):
        return frozenset()
    try:
        found = rrulestr(text, dtstart=anchor).between(begin, begin + YEAR, inc=True)
    except (ValueError, KeyError, TypeError, AttributeError):
        return frozenset()  # The rule cannot be read: J003 says so.
    return frozenset(day.replace(hour=0, minute=0, second=0) for day in found)


def _steps(item: ScheduleStart | CalendarLine, every: int, begin: datetime) -> frozenset[datetime]:
    """Return the days of a fixed interval."""
    day = SECONDS["d"]
    if every % day or (item.starting is None and every != day):
        return frozenset()
    first, step = _anchor(item), timedelta(seconds=every)
    passed = max(0, -(-(begin - first) // step))
    return frozenset(first + step * (passed + number) for number in range(YEAR // step + 1))


def _is_fixed(text: str, *, starts: bool) -> bool:
    """Tell whether the days of a rule do not depend on where a run begins.

    What is rare, or may name a day that never comes, is left alone: to search for such a day is to
    search to the end of time.
    """
    parts = dict(part.split("=", 1) for part in text.split(";") if "=" in part)
    frequency, interval = parts.get("FREQ"), parts.get("INTERVAL", "1")
    by_day = [name for name in ("BYDAY", "BYMONTHDAY") if name in parts]
    if not parts.keys() <= _KNOWN or len(by_day) > 1 or not _comes(parts):
        return False
    if interval != "1" and frequency in _FREQUENT and (by_day or "BYMONTH" in parts):
        return False
    return starts or (
        interval == "1" and "COUNT" not in parts and bool(by_day or frequency == "DAILY")
    )


def _comes(parts: dict[str, str]) -> bool:
    """Tell whether the days that a rule names surely come in each year."""
    if parts.get("FREQ") not in (*_FREQUENT, "MONTHLY", "YEARLY"):
        return False
    last = 28 if "BYMONTH" in parts else 31
    return all(_WEEKDAY.fullmatch(day) for day in parts.get("BYDAY", "MO").split(",")) and all(
        re.fullmatch("-?[0-9]{1,2}", day) and abs(int(day)) <= last
        for day in parts.get("BYMONTHDAY", "1").split(",")
    )
