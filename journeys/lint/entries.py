"""How soon one customer can enter a journey again, and whether anything limits it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import islice, pairwise

from dateutil.rrule import rrulestr

from journeykit.journeys.durations import SECONDS, Duration
from journeykit.journeys.lint.waits import seconds
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import (
    ConditionStart,
    DateStart,
    EventStart,
    NoneStart,
    ScheduleStart,
    SilenceStart,
    Start,
)
from journeykit.journeys.place import Word

YEAR = SECONDS["y"]
MOST_INSTANTS = 100

_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
_SELDOM = ("BYMONTH=", "BYYEARDAY=", "BYWEEKNO=", "BYEASTER=", "BYSETPOS=")
_FROM = datetime(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Again:
    """Another entry is possible `spacing` seconds after the last one, at the earliest.

    `limited` tells that somebody has set that limit, by `reentry` or by the start itself;
    `overlaps` that an instance may still be running then.
    """

    spacing: int
    limited: bool
    overlaps: bool = False


def again(plan: Plan, journey: Journey, start: Start, *, heard: int = 1) -> Again | None:
    """Return how soon one customer can enter by `start` again; None for never.

    A silence begins anew with its event, which comes at second `heard` after the entry or later.
    What `reentry` says holds for each value of `per` apart: orders, say, are not limited by it.
    """
    spacing, limited = _own(plan, journey, start, heard)
    if spacing is None or (journey.reentry == "never" and not journey.per):
        return None
    if isinstance(journey.reentry, Duration) and not journey.per:
        allowed = seconds(journey.reentry, journey, slow=False)
        return Again(max(spacing, allowed), limited=True)
    overlaps = journey.reentry == "always" or journey.per is not None
    return Again(spacing, limited, overlaps)


def _own(plan: Plan, journey: Journey, start: Start, heard: int) -> tuple[int | None, bool]:
    """Return how often a start fires at most, in seconds, and whether that is a limit."""
    match start:
        case EventStart(event=events):
            return (None, True) if all(_once(plan, event) for event in events) else (1, False)
        case SilenceStart(for_=silence):
            return heard + max(1, seconds(silence, journey, slow=False)), True
        case DateStart(date=date):
            drawn = plan.population.attributes.get(date)
            return (None if drawn and drawn.date and not drawn.yearly else YEAR), True
        case ScheduleStart():
            return _schedule(start, journey), True
        case ConditionStart():
            return 1, False
        case NoneStart():
            return None, True


def _once(plan: Plan, event: str) -> bool:
    """Tell whether the population has the event at most once in a life."""
    causes = plan.population.behaviour.get(Word(event), ())
    return len(causes) == 1 and causes[0].once is not None


def _schedule(start: ScheduleStart, journey: Journey) -> int:
    """Return the smallest time between two instants of a schedule."""
    if start.every is not None:
        return max(1, seconds(start.every, journey, slow=False))
    text = str(start.rrule).upper()
    if any(f"FREQ={often}" in text for often in _OFTEN):
        return 1
    # A date that no year has, 30 February say, would be searched for to the end of time.
    if any(part in text for part in _SELDOM):
        return YEAR
    try:
        instants = islice(rrulestr(text, dtstart=_FROM), MOST_INSTANTS)
        gaps = [later - earlier for earlier, later in pairwise(instants)]
    except (ValueError, KeyError, TypeError, AttributeError):
        return YEAR  # The rule cannot be read: J003 says so.
    return min((int(gap.total_seconds()) for gap in gaps), default=YEAR)
