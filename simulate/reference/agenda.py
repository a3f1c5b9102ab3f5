"""The agenda of a customer: SimPy entries ordered as T5 to T8 say, alone or among all (T27)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from simpy import Environment, Event
from simpy.events import NORMAL, EventPriority

from journeykit.journeys.finding import JourneyError

Action: TypeAlias = Callable[[], None]

EVENTS, TOKENS, SENDS, LAST = 0, 1, 2, 3
SCHEDULED = 1 << 19
"""The classes of entries (T5; nothing that is last changes a life), and the first number of
scheduled starts."""

_READY = NORMAL
"""What is ready comes before all entries; SimPy's resources use the same priority."""


class Timeline(Environment):
    """The time that one customer has alone, or that all share."""

    def __init__(self, start: int) -> None:
        """Begin at second `start`."""
        super().__init__(start)
        self._ready = 0
        self._touched: dict[Agenda, None] = {}

    def schedule(self, event: Event, priority: EventPriority = NORMAL, delay: float = 0) -> None:
        """Put an event on the timeline; count what is ready."""
        self._ready += priority == _READY
        super().schedule(event, priority, delay)

    def touch(self, agenda: Agenda) -> None:
        """Remember that something has happened on an agenda."""
        self._touched[agenda] = None

    def run_to(self, until: int) -> None:
        """Go through all entries before `until`; settle whenever nothing is ready (T8, T19)."""
        while self.peek() < until:
            # What is ready has the highest priority, so this step takes the oldest of it.
            if self._ready:
                self._ready -= 1
            self.step()
            while self._touched and not self._ready:
                agenda = next(iter(self._touched))
                if not agenda.settle():
                    del self._touched[agenda]


class Entry(Event):
    """An entry of the agenda: it happens when its time has come, and does its action."""

    def __init__(self, timeline: Timeline, action: Action) -> None:
        """Make an entry that nobody needs to trigger."""
        super().__init__(timeline)
        self._ok = True
        self._value = None
        self.callbacks.append(lambda _: action())


class Agenda:
    """What is still to come for one customer, and what is ready `now`.

    `settle` is asked whenever nothing is ready; it tells whether it did something (T19).
    """

    def __init__(self, timeline: Timeline, customer: int) -> None:
        """Begin when the timeline does; `customer` orders the entries of one second."""
        self.now = int(timeline.now)
        self.settle: Callable[[], bool] = lambda: False
        self._timeline = timeline
        self._customer = customer
        self._first = 2 + (customer << 64)
        self._number = 0

    def number(self) -> int:
        """Return the next number of the one counter for events and tokens (T7).

        Raises:
            JourneyError: they are more than the agenda's key can tell apart.
        """
        self._number += 1
        if self._number >= SCHEDULED:
            many = f"more than {SCHEDULED} events and tokens in one life"
            raise JourneyError(f"customer {self._customer} at second {self.now}: {many}")
        return self._number

    def at(self, time: int, class_: int, rank: int, number: int, action: Action) -> None:
        """Do `action` at `time`, among the entries of that second by class, rank and number."""
        priority = EventPriority(self._first + (class_ << 40 | rank << 20 | number))
        entry = Entry(self._timeline, partial(self._do, action))
        self._timeline.schedule(entry, priority, time - self._timeline.now)

    def soon(self, action: Action) -> None:
        """Do `action` in this second, after all that is ready already (T8)."""
        self._timeline.schedule(Entry(self._timeline, partial(self._do, action)), _READY)

    def _do(self, action: Action) -> None:
        """Do what an entry says, at its time."""
        self.now = int(self._timeline.now)
        self._timeline.touch(self)
        action()
