"""Seasons: events that come more often on some weekdays and at some hours (C7b)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from journeykit.journeys.clocks import WEEKDAYS
from journeykit.journeys.model.population import Season
from journeykit.journeys.place import Word


@dataclass(frozen=True, slots=True)
class SeasonProgram:
    """Factors on a rate: `weekdays` from Monday, `hours` from midnight; `most` is the highest."""

    weekdays: tuple[float, ...]
    hours: tuple[float, ...]
    most: float

    def share(self, moment: datetime) -> float:
        """Return the factor of a local time as a share of the highest, 0..1."""
        return self.weekdays[moment.weekday()] * self.hours[moment.hour] / self.most


def season_program(season: Season | None) -> SeasonProgram | None:
    """Make a season ready; None where there is none, or it makes no difference."""
    if season is None:
        return None
    weekdays = _factors(season.weekday, WEEKDAYS)
    hours = _factors(season.hour, [str(hour) for hour in range(24)])
    return SeasonProgram(weekdays, hours, max(weekdays) * max(hours))


def _factors(given: Mapping[Word, float], names: Sequence[str]) -> tuple[float, ...]:
    """Return a factor for each name, 1 where nothing is said."""
    return tuple(float(given.get(Word(name), 1.0)) for name in names)
