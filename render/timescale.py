"""The scale of a calendar: hours of the first day, days of the first week, then ever longer."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from journeykit.journeys.durations import SECONDS
from journeykit.render.words import word

_HOUR, _DAY = SECONDS["h"], SECONDS["d"]
_DAYS = (1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365)
_FIRST = (0, _HOUR, 6 * _HOUR)
COLUMN = 58


@dataclass(frozen=True, slots=True)
class Timescale:
    """Ticks in seconds, `COLUMN` pixels apart; between two the scale is even."""

    ticks: tuple[int, ...]

    @property
    def width(self) -> int:
        """How many pixels the ticks take."""
        return COLUMN * (len(self.ticks) - 1)

    def at(self, seconds: int) -> int:
        """Return how many pixels from the first tick a time stands."""
        number = min(bisect_right(self.ticks, seconds), len(self.ticks) - 1)
        low, high = self.ticks[number - 1], self.ticks[number]
        return COLUMN * (number - 1) + COLUMN * (seconds - low) // (high - low)


def timescale(latest: int) -> Timescale:
    """Return the scale from 0 to a tick after `latest` seconds."""
    ticks = [*_FIRST, *(day * _DAY for day in _DAYS)]
    while ticks[-1] <= latest:
        ticks.append(ticks[-1] + 365 * _DAY)
    return Timescale(tuple(ticks[: max(4, bisect_right(ticks, latest) + 1)]))


def moment(seconds: int, language: str) -> str:
    """Return a time as ticks and tooltips say it: `0`, `6 h`, `1 d`, `1 d 12 h`."""
    amounts = []
    rest = seconds
    for unit in ("d", "h", "m", "s"):
        amount, rest = divmod(rest, SECONDS[unit])
        if amount:
            amounts.append(f"{amount} {word(f'short {unit}', language)}")
    return " ".join(amounts[:2]) or "0"
