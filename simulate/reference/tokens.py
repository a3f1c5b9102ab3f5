"""Instances of journeys and their tokens: where a customer stands."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from journeykit.journeys.conditions import Value
from journeykit.simulate.draws import mix
from journeykit.simulate.journeys import JourneyProgram
from journeykit.simulate.reference.history import Correlation, Happening
from journeykit.simulate.reference.staff import Job
from journeykit.simulate.starts import StartProgram
from journeykit.simulate.steps import CatchEvent, Catching, StepProgram

Walk: TypeAlias = Generator[None, "CatchEvent | None", None]
"""A token on its way: it yields where it waits and is sent the item that it caught, if any."""

AT_START = -1


@dataclass(slots=True, eq=False)
class Instance:
    """One entry of the customer into a journey, and all that is remembered for it.

    `place` is the length of the history at entry, `origin` the event that started it, `caught`
    the latest event that it caught. `arrivals` and `arrived` are how often and when each step
    was reached last, `joins` the tokens that wait at each join, in order of their coming.
    `left` are the steps where its tokens stood when it was cut short, `arms` the ways taken at
    A/B/n splits, `flows` how often each way was taken. `caller` is the token that waits for the
    end. `deferred` says what is done with a message that is put off when the instance is removed.
    """

    journey: JourneyProgram
    number: int
    start: StartProgram
    entered: int
    place: int
    lineage: int
    origin: Happening | None
    caught: Happening | None
    data: Mapping[str, Value]
    correlation: Correlation
    caller: Token | None = None
    tokens: dict[int, Token] = field(default_factory=dict)
    arrivals: dict[int, int] = field(default_factory=dict)
    arrived: dict[int, int] = field(default_factory=dict)
    joins: dict[int, list[Token]] = field(default_factory=dict)
    deferred: dict[tuple[int, int], Callable[[], None]] = field(default_factory=dict)
    ends: list[str] = field(default_factory=list)
    left: tuple[str, ...] = ()
    arms: dict[str, str] = field(default_factory=dict)
    flows: dict[tuple[str, str], int] = field(default_factory=dict)
    result: str = ""
    last_sent: int | None = None
    converted: int | None = None
    how: str = "running"
    ended: int | None = None

    def stands_at(self) -> tuple[str, ...]:
        """Return the steps where its tokens stand, by their number."""
        steps = [token.at.id for token in self.tokens.values() if token.step != AT_START]
        return tuple(dict.fromkeys(steps))

    @property
    def is_live(self) -> bool:
        """Tell whether it has not ended."""
        return self.ended is None

    @property
    def was_removed(self) -> bool:
        """Tell whether it was ended from outside, not by its paths' coming to an end or a halt."""
        return self.how in ("exit", "group", "parent")


@dataclass(slots=True, eq=False)
class Token:
    """A place where a customer stands in an instance.

    `turn` counts its waits, so that an entry of the agenda for an earlier wait does nothing.
    `arrival` is how often its step had been reached before it came, `flow` the incoming flow by
    which it came, `events` and `catching` what it waits for, `child` the instance that it
    called, `job` the task that a person does for it.
    """

    number: int
    instance: Instance
    step: int = AT_START
    arrival: int = 0
    flow: int = 0
    alive: bool = True
    turn: int = 0
    events: tuple[str, ...] = ()
    catching: Catching | None = None
    child: Instance | None = None
    job: Job | None = None
    walk: Walk | None = None

    @property
    def at(self) -> StepProgram:
        """The step where it stands."""
        return self.instance.journey.steps[self.step]

    @property
    def visit(self) -> int:
        """The lineage of its arrival at its step (C3)."""
        instance = self.instance
        if self.step == AT_START:
            return mix(mix(instance.lineage, instance.start.lineage), 0)
        return mix(mix(instance.lineage, self.at.lineage), self.arrival)
