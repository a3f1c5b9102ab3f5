"""Clock times as written: `10:00`, `mon 10:00`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from journeykit.journeys.finding import Finding, Mistake
from journeykit.journeys.place import Word

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_CLOCK = re.compile(r"(?:([a-z]+) +)?([0-9]{1,2}):([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Clock:
    """A local time of day in seconds, on every day or on one weekday (0 is Monday)."""

    weekday: int | None
    second: int

    def __str__(self) -> str:
        """Return it as it is written."""
        day = "" if self.weekday is None else f"{WEEKDAYS[self.weekday]} "
        return f"{day}{self.second // 3600:02}:{self.second // 60 % 60:02}"


def parse_clock(word: Word, *, weekdays: bool = True) -> Clock:
    """Read a clock time; `weekdays` allows `mon 10:00`.

    Raises:
        Mistake: J003, with what to write instead.
    """
    match = _CLOCK.fullmatch(word)
    if match is None:
        raise _mistake(word, "is not a time of day", 'write it as `"10:00"`')
    day, hour, minute = match.groups()
    if int(hour) > 23 or int(minute) > 59:
        raise _mistake(word, "is not a time of day", "the last one is 23:59")
    if day and not weekdays:
        raise _mistake(word, "has a weekday, which cannot stand here", f"write `{hour}:{minute}`")
    if day and day not in WEEKDAYS:
        raise _mistake(word, "has an unknown weekday", f"write one of {', '.join(WEEKDAYS)}")
    return Clock(WEEKDAYS.index(day) if day else None, int(hour) * 3600 + int(minute) * 60)


def _mistake(word: Word, problem: str, help_text: str) -> Mistake:
    """Return the mistake J003 at the word."""
    return Mistake(Finding(word.place, f"`{word}` {problem}", help_text, code="J003"))
