"""A situation of one customer in one journey: where its tokens are, and what happened so far."""

from __future__ import annotations

from dataclasses import dataclass

from journeykit.journeys.lint.facts import Facts
from journeykit.journeys.lint.waits import Past, Pins
from journeykit.journeys.model.flow import Flow
from journeykit.journeys.model.timer import EventCatch
from journeykit.journeys.place import Word


@dataclass(frozen=True, slots=True)
class Visit:
    """An arrival at a step, and what it sends, as pairs of second and message id.

    The arrival may be up to `spread` seconds later, as the ranges of timers before it allow.
    """

    time: int
    step: Word
    sends: tuple[tuple[int, Word], ...] = ()
    spread: int = 0


@dataclass(frozen=True, slots=True)
class Token:
    """Where a customer gets to at `time`, or `spread` later; `came` tells the flow by which."""

    time: int
    step: Word
    came: tuple[str, int]
    spread: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a customer may leave a step: after how long, by which flows, and what then holds."""

    delay: int
    flows: tuple[Flow, ...]
    facts: Facts
    events: dict[str, int]
    pins: Pins
    catch: EventCatch | None = None
    spread: int = 0


@dataclass(frozen=True, slots=True)
class Situation:
    """Tokens on their way, tokens held by joins, and what happened so far.

    `sent` names the messages that were sent and the steps that sent them. `heard` is the first
    second at which the event can have come whose silence started the journey; `spread` tells how
    many seconds later than `now` it may be.
    """

    now: int
    tokens: tuple[Token, ...]
    held: tuple[Token, ...]
    visits: tuple[Visit, ...]
    sent: frozenset[str]
    events: dict[str, int]
    facts: Facts
    pins: Pins
    heard: int = 1
    spread: int = 0

    @property
    def sends(self) -> tuple[tuple[int, Word, Word], ...]:
        """What was sent so far: second, step and message."""
        return tuple(
            (time, visit.step, message) for visit in self.visits for time, message in visit.sends
        )

    @property
    def past(self) -> Past:
        """What timers count from."""
        return Past(self.now, self._last_arrival, self.events)

    def _last_arrival(self, step: str) -> int | None:
        return next((visit.time for visit in reversed(self.visits) if visit.step == step), None)

    def arrivals(self, step: str) -> int:
        """Return how often a step was reached."""
        return sum(visit.step == step for visit in self.visits)
