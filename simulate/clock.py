"""Local time: between seconds of the run and the days and hours of the customers' zone (T1-T3).

An instant is a whole second from local midnight of the first day. Local time is told in seconds
too: as a clock on the wall counts them, every day having 86,400.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = 86400
WEEK = 7 * DAY
TEN = 10 * 3600
_MARGIN = 800


@dataclass(frozen=True, slots=True)
class LocalClock:
    """The offsets of one time zone, relative to the one in force when the run begins.

    `changes` are the instants at which the offset changes, `walls` the local times from which
    the new offset is used, `offsets` one more than those: the seconds to add to an instant.
    """

    start: date
    changes: tuple[int, ...] = ()
    walls: tuple[int, ...] = ()
    offsets: tuple[int, ...] = (0,)

    def local(self, instant: int) -> int:
        """Return the local time of an instant."""
        return instant + self.offsets[bisect_right(self.changes, instant)]

    def instant(self, local: int) -> int:
        """Return the instant of a local time: in a gap by the offset before, repeated the first."""
        return local - self.offsets[bisect_right(self.walls, local)]

    def moment(self, instant: int) -> datetime:
        """Return the local date and time of an instant."""
        return datetime.combine(self.start, time()) + timedelta(seconds=self.local(instant))

    def day(self, instant: int) -> date:
        """Return the local date of an instant."""
        return self.start + timedelta(days=self.local(instant) // DAY)

    def on(self, day: date, second: int = 0) -> int:
        """Return the instant of a second of a local day."""
        return self.instant((day - self.start).days * DAY + second)

    def next(self, instant: int, second: int, weekday: int | None = None) -> int:
        """Return the next such second of a day, or of a `weekday` (Monday is 0), after `instant`.

        The result is later than `instant`, never equal.
        """
        step = DAY if weekday is None else WEEK
        first = 0 if weekday is None else (weekday - self.start.weekday()) * DAY
        local = self.local(instant)
        wall = local - (local - first - second) % step
        while self.instant(wall) <= instant:
            wall += step
        return self.instant(wall)


def local_clock(start: date, zone: str, *, before: int, after: int) -> LocalClock:
    """Return the clock of a zone for `before` seconds ahead of `start` and `after` seconds on."""
    rules = ZoneInfo(zone)
    midnight = datetime.combine(start, time(), rules)
    first = midnight - timedelta(seconds=before) - timedelta(days=_MARGIN)
    last = midnight + timedelta(seconds=after) + timedelta(days=_MARGIN)
    origin = int(midnight.timestamp())
    changes = _changes(rules, int(first.timestamp()), int(last.timestamp()))
    base = _seconds(midnight.utcoffset())  # the one before, where a gap swallows midnight
    offsets = [_offset(rules, int(first.timestamp())) - base]
    offsets += [_offset(rules, change) - base for change in changes]
    instants = [change - origin for change in changes]
    walls = [instant + max(offsets[i], offsets[i + 1]) for i, instant in enumerate(instants)]
    return LocalClock(start, tuple(instants), tuple(walls), tuple(offsets))


def _offset(rules: ZoneInfo, timestamp: int) -> int:
    """Return the zone's seconds ahead of UTC."""
    return _seconds(datetime.fromtimestamp(timestamp, UTC).astimezone(rules).utcoffset())


def _seconds(offset: timedelta | None) -> int:
    """Return a zone's offset in seconds."""
    return int(offset.total_seconds()) if offset else 0


def _changes(rules: ZoneInfo, first: int, last: int) -> list[int]:
    """Return the timestamps in first..last at which the offset changes, found day by day."""
    found = []
    for left in range(first, last, DAY):
        if _offset(rules, left) != _offset(rules, left + DAY):
            found.append(_change(rules, left, left + DAY))
    return found


def _change(rules: ZoneInfo, before: int, after: int) -> int:
    """Return the first timestamp with the offset of `after`, by halving."""
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(rules, middle) == _offset(rules, before):
            before = middle
        else:
            after = middle
    return after
