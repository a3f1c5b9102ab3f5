"""What timers wait for, and the items of a `wait_for`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, TypeAlias

from journeykit.journeys.model.element import Element
from journeykit.journeys.model.fields import (
    Anchor,
    ClockField,
    ConditionField,
    DurationField,
    EventName,
    Id,
    Listed,
    Name,
    Scalar,
    choice,
)
from journeykit.journeys.model.forms import OrWord, by_key, form, one_of
from journeykit.journeys.model.reads import Reads
from journeykit.journeys.model.text import NO_TEXT, TextField
from journeykit.journeys.place import Word


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterDelay(Element):
    """That long after the step is reached, or after `since`: `start`, a step or an event."""

    after: DurationField
    since: Anchor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AtDate(Element):
    """Before or at a date of the customer."""

    date: Name
    before: DurationField | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AtClock(Element):
    """The next such local time."""

    at: ClockField


TimerRule: TypeAlias = AfterDelay | AtDate | AtClock
TimerField = Annotated[
    Annotated[AfterDelay, form("after")]
    | Annotated[AtDate, form("date")]
    | Annotated[AtClock, form("at")],
    by_key("after", "date", "at"),
    one_of("a timer", "after", "date", "at", companions={"since": ("after",), "before": ("date",)}),
    OrWord("after"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCatch(Element):
    """An item of a `wait_for`: one of these events, then on to `to` (else to `next`).

    `since` is `start` where an event that has already come in this instance is accepted.
    """

    event: Annotated[tuple[EventName, ...], Listed]
    condition: ConditionField | None = None
    message: Scalar | None = None
    since: Annotated[Word, Reads(choice("start"), {"enum": ["start"]})] | None = None
    label: TextField = NO_TEXT
    to: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerCatch(Element):
    """The item of a `wait_for` that ends the waiting: a timer, then on to `to`."""

    timer: TimerField
    label: TextField = NO_TEXT
    to: Id | None = None


Catch: TypeAlias = EventCatch | TimerCatch
CatchField = Annotated[
    Annotated[EventCatch, form("event")] | Annotated[TimerCatch, form("timer")],
    by_key("event", "timer"),
    one_of(
        "an item of `wait_for`",
        "event",
        "timer",
        companions={"message": ("event",), "since": ("event",), "if": ("event",)},
    ),
    OrWord("event"),
]
