"""The agenda of one customer: a SimPy environment whose entries are ordered as T5 to T8 say."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from simpy import Environment, Event
from simpy.events import EventPriority

Action: TypeAlias = Callable[[], None]

EVENTS, TOKENS, SENDS = 0, 1, 2
SCHEDULED = 1 << 19
"""The classes of entries (T5), and the first number of scheduled starts."""

_READY = EventPriority(1)


class Entry(Event):
    """An entry of the agenda: it happens when its time has come, and does its action."""

    def __init__(self, environment: Environment, action: Action) -> None:
        """Make an entry that nobody needs to trigger."""
        super().__init__(environment)
        self._ok = True
        self._value = None
        self.callbacks.append(lambda _: action())


class Agenda:
    """What is still to come for one customer, and the queue of what is ready `now`."""

    def __init__(self, start: int) -> None:
        """Begin at second `start`."""
        self.now = start
        self._environment = Environment(start)
        self._ready = 0
        self._number = 0

    def number(self) -> int:
        """Return the next number of the one counter for events and tokens (T7).

        Raises:
            OverflowError: they are more than the agenda's key can tell apart.
        """
        self._number += 1
        if self._number >= SCHEDULED:
            raise OverflowError(f"more than {SCHEDULED} events and tokens in one life")
        return self._number

    def at(self, time: int, class_: int, rank: int, number: int, action: Action) -> None:
        """Do `action` at `time`, among the entries of that second by class, rank and number."""
        priority = EventPriority(2 + (class_ << 40 | rank << 20 | number))
        entry = Entry(self._environment, action)
        self._environment.schedule(entry, priority, time - self.now)

    def soon(self, action: Action) -> None:
        """Do `action` in this second, after all that is ready already (T8)."""
        self._ready += 1
        self._environment.schedule(Entry(self._environment, action), _READY)

    def run(self, until: int, settle: Callable[[], bool]) -> None:
        """Go through the entries before `until`; `settle` whenever nothing is ready (T19).

        It returns whether it did something: then it is asked again.
        """
        environment = self._environment
        while (time := environment.peek()) < until:
            self.now = int(time)
            # What is ready has the highest priority, so this step takes the oldest of it.
            if self._ready:
                self._ready -= 1
            environment.step()
            while not self._ready and settle():
                pass
