"""What has happened to one customer, and the questions that conditions ask about it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from journeykit.journeys.conditions import Value, equal
from journeykit.journeys.conditions.scope import MISSING, Fields
from journeykit.simulate.life import Row
from journeykit.simulate.population import CauseProgram

VISIT = "site.visit"


@dataclass(slots=True, eq=False)
class Happening:
    """One event; `place` is its place in the history once it is handled, from 1.

    `cause` is what in the customer's life made it, `turn` how often that had made one before, `row`
    the sending that it answers.
    """

    event: str
    time: int
    lineage: int
    data: Mapping[str, Value]
    cause: CauseProgram | None = None
    turn: int = 0
    place: int = 0
    row: Row | None = None


Correlation: TypeAlias = tuple[str, Value | None] | None
"""The field of `per` and the instance's value (None: the common one), or None without `per`."""


def concerns(happening: Happening, correlation: Correlation) -> bool:
    """Tell whether an instance sees the event: it lacks the field of `per`, or has its value."""
    if correlation is None:
        return True
    field, value = correlation
    found = happening.data.get(field)
    return found is None or (value is not None and equal(found, value))


@dataclass(frozen=True, slots=True)
class Stretch:
    """The events of a list from `first` on; made without copying them."""

    happenings: list[Happening]
    first: int = 0

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.happenings) - self.first

    def __reversed__(self) -> Iterator[Happening]:
        """Yield them, the latest first."""
        for place in range(len(self.happenings) - 1, self.first - 1, -1):
            yield self.happenings[place]


class Past:
    """All events of one name, in order."""

    __slots__ = ("happenings", "places", "times")

    def __init__(self) -> None:
        """Begin with none."""
        self.happenings: list[Happening] = []
        self.times: list[int] = []
        self.places: list[int] = []


_NOTHING = Past()


class History:
    """All events of one customer, by name."""

    def __init__(self) -> None:
        """Begin with none."""
        self.length = 0
        self._past: dict[str, Past] = {}

    def add(self, happening: Happening) -> None:
        """Write down an event that is handled now."""
        self.length += 1
        happening.place = self.length
        past = self._past.get(happening.event)
        if past is None:
            past = self._past[happening.event] = Past()
        past.happenings.append(happening)
        past.times.append(happening.time)
        past.places.append(happening.place)

    def firsts(self) -> tuple[tuple[str, int], ...]:
        """Return the time of the first event of each name, by name."""
        return tuple((event, past.times[0]) for event, past in sorted(self._past.items()))

    def latest(self, event: str) -> Happening | None:
        """Return the latest such event."""
        past = self._past.get(event, _NOTHING).happenings
        return past[-1] if past else None

    def after(self, event: str, place: int) -> Stretch:
        """Return the events that were handled after that place in the history."""
        past = self._past.get(event, _NOTHING)
        return Stretch(past.happenings, bisect_right(past.places, place))

    def younger(self, event: str, second: float) -> Stretch:
        """Return the events later than that second; none for `nan`."""
        past = self._past.get(event, _NOTHING)
        if second != second:
            return Stretch([])
        return Stretch(past.happenings, bisect_right(past.times, second))


def matching(happenings: Stretch, data: Fields, correlation: Correlation) -> Iterator[Happening]:
    """Yield those that the instance sees and whose data are as wanted, the latest first."""
    for happening in reversed(happenings):
        if concerns(happening, correlation) and all(
            equal(happening.data.get(field, MISSING), value) for field, value in data
        ):
            yield happening
