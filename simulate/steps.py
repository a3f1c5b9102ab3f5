"""Steps ready to run: what they do, with references turned into numbers and names into draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from journeykit.journeys.conditions.evaluate import Evaluator, Test
from journeykit.journeys.model.drawn import Drawn
from journeykit.simulate.spans import Span
from journeykit.simulate.ways import Ways

Settings: TypeAlias = tuple[tuple[str, Evaluator], ...]


@dataclass(frozen=True, slots=True)
class After:
    """Waits that long after the step is reached, or after the start, a step or an event."""

    after: Span
    since_start: bool = False
    since_step: int | None = None
    since_event: str = ""


@dataclass(frozen=True, slots=True)
class OnDate:
    """Waits until ten o'clock of so long before a date of the customer."""

    attribute: str
    before: Span


@dataclass(frozen=True, slots=True)
class OnClock:
    """Waits for the next such second of a day, or of one weekday."""

    second: int
    weekday: int | None


Timing: TypeAlias = After | OnDate | OnClock


@dataclass(frozen=True, slots=True)
class Sending:
    """Sends one message."""

    message: str


@dataclass(frozen=True, slots=True)
class BySegment:
    """Sends or waits as `otherwise` says, but as the first segment does that the customer is in."""

    otherwise: Sending | Timing
    segments: tuple[tuple[str, Sending | Timing], ...]


@dataclass(frozen=True, slots=True)
class CatchEvent:
    """An item of a `wait_for`: events, and the ways on when it wins."""

    ways: Ways
    events: tuple[str, ...]
    test: Test | None
    message: str
    already: bool


@dataclass(frozen=True, slots=True)
class CatchTime:
    """The item of a `wait_for` that ends the waiting."""

    ways: Ways
    timing: Timing


@dataclass(frozen=True, slots=True)
class Catching:
    """Waits for the first of several."""

    catches: tuple[CatchEvent | CatchTime, ...]


@dataclass(frozen=True, slots=True)
class Emission:
    """An event that a task makes: its name, its lineage under the visit, its own data."""

    event: str
    lineage: int
    data: tuple[tuple[str, int, Drawn], ...]


@dataclass(frozen=True, slots=True)
class Acting:
    """A task: takes its time (None: no time), then sets attributes and emits an event.

    `role` is whose time it takes, "" where nobody in particular does it.
    """

    takes: Span | None
    role: str
    settings: Settings
    emits: Emission | None


@dataclass(frozen=True, slots=True)
class Calling:
    """Enters another journey at one of its starts ("": its only one)."""

    journey: str
    start: str
    wait: bool


@dataclass(frozen=True, slots=True)
class Trying:
    """A subprocess: tries its messages evenly over the time that it takes."""

    takes: Span | None
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """Ends this path."""

    result: str


Action: TypeAlias = (
    Timing | Sending | BySegment | Catching | Acting | Calling | Trying | Ending | None
)


@dataclass(frozen=True, slots=True)
class StepProgram:
    """One step; a gateway has no action.

    `lineage` and `arm` are the numbers of its names (C3, C4). `join` tells how it waits for
    its `incoming` flows, `upstream` from which steps it can be reached without passing itself.
    """

    number: int
    id: str
    lineage: int
    arm: int
    action: Action
    ways: Ways
    join: Literal["", "parallel", "inclusive"] = ""
    incoming: int = 0
    upstream: frozenset[int] = frozenset()
