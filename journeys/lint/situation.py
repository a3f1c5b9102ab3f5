"""A situation of one customer in one journey: where its tokens are, and what happened so far."""

from __future__ import annotations

from typing import NamedTuple

from journeykit.journeys.lint.facts import Facts
from journeykit.journeys.lint.waits import Past, Pins
from journeykit.journeys.model.timer import EventCatch
from journeykit.journeys.place import Word


class Visit(NamedTuple):
    """An arrival at a step, and what it sends, as pairs of second and message id.

    The arrival may be up to `spread` seconds later, as the ranges of timers before it allow.
    """

    time: int
    step: Word
    sends: tuple[tuple[int, Word], ...] = ()
    spread: int = 0


class Token(NamedTuple):
    """Where a customer gets to at `time`, or `spread` later; `came` tells the flow by which."""

    time: int
    step: Word
    came: tuple[str, int]
    spread: int = 0


class Outcome(NamedTuple):
    """How a customer may leave a step: after how long, where, and what then holds.

    `branch` is the number of the event or timer among those that the step waits for.
    """

    delay: int
    branch: int
    facts: Facts
    events: dict[str, int]
    pins: Pins
    catch: EventCatch | None = None
    spread: int = 0


class Situation(NamedTuple):
    """Tokens on their way, tokens held by joins, and what happened so far.

    `sends` are the seconds, steps and messages of what was sent; `sent` names the messages that
    are asked for, and the steps that sent them. `heard` is the first second at which the event can
    have come whose silence started the journey; `spread` tells how many seconds later than `now`
    it may be.
    """

    now: int
    tokens: tuple[Token, ...]
    held: tuple[Token, ...]
    visits: tuple[Visit, ...]
    sends: tuple[tuple[int, Word, Word], ...]
    sent: frozenset[str]
    events: dict[str, int]
    facts: Facts
    pins: Pins
    heard: int = 1
    spread: int = 0

    @property
    def past(self) -> Past:
        """What timers count from."""
        return Past(self.now, self._last_arrival, self.events)

    def _last_arrival(self, step: str) -> int | None:
        return next((visit.time for visit in reversed(self.visits) if visit.step == step), None)

    def arrivals(self, step: str) -> int:
        """Return how often a step was reached."""
        return sum(visit.step == step for visit in self.visits)
