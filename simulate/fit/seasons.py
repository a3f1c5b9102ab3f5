"""Seasonality: how much more happens on some weekdays and at some hours than on average."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOURS = 24


@dataclass(frozen=True, slots=True)
class Seasons:
    """Factors on the average rate, Monday first and midnight first; they average 1.

    `hours` is empty where the times are days only.
    """

    weekdays: tuple[float, ...]
    hours: tuple[float, ...]

    @property
    def busiest(self) -> str:
        """The weekday with the most."""
        return WEEKDAYS[self.weekdays.index(max(self.weekdays))]


def seasons(times: Sequence[datetime]) -> Seasons:
    """Return the factors of these times; there must be one at least."""
    first = min(times).toordinal()
    days = max(times).toordinal() - first + 1
    per_weekday = Counter(time.weekday() for time in times)
    # The first days of a history may be a few Mondays more than Sundays.
    there_are = Counter((first + day - 1) % 7 for day in range(days))
    rates = [per_weekday[day] / there_are[day] if there_are[day] else 0.0 for day in range(7)]
    per_hour = Counter(time.hour for time in times)
    hours = [per_hour[hour] * HOURS / len(times) for hour in range(HOURS)]
    return Seasons(_averaged(rates), () if has_days_only(times) else tuple(hours))


def has_days_only(times: Sequence[datetime]) -> bool:
    """Tell whether no time has more than its day."""
    return all(time.hour == time.minute == time.second == 0 for time in times)


def _averaged(rates: Sequence[float]) -> tuple[float, ...]:
    """Return the rates as factors on their average."""
    mean = sum(rates) / len(rates)
    return tuple(rate / mean for rate in rates)
