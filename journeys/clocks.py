"""Local times of day, with a weekday or without."""

from __future__ import annotations

import re
from dataclasses import dataclass

from journeykit.journeys.finding import Finding, Mistake
from journeykit.journeys.place import Word

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = re.compile(rf"(?:({'|'.join(WEEKDAYS)}) )?(\d\d?):(\d\d)(?::(\d\d))?")


@dataclass(frozen=True, slots=True)
class Clock:
    """A local time: seconds after midnight, on any day or on one weekday (Monday is 0)."""

    second: int
    weekday: int | None = None


def parse_clock(word: Word) -> Clock:
    """Read `10:00` or `mon 10:00`.

    Raises:
        Mistake: J003, with what to write instead.
    """
    match = _CLOCK.fullmatch(word)
    hour, minute, second = (int(part or 0) for part in match.groups()[1:]) if match else (99, 0, 0)
    if match is None or hour > 23 or minute > 59 or second > 59:
        cure = 'write HH:MM, such as "10:00" or "mon 10:00"'
        raise Mistake(Finding(word.place, f"`{word}` is not a time of day", cure, code="J003"))
    weekday = WEEKDAYS.index(match[1]) if match[1] else None
    return Clock(hour * 3600 + minute * 60 + second, weekday)
