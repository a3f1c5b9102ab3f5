"""Starts: what makes a customer enter a journey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, TypeAlias

from journeykit.journeys.model.element import Element
from journeykit.journeys.model.fields import (
    ConditionField,
    Day,
    DurationField,
    EventName,
    Id,
    Listed,
    Name,
    Scalar,
    SteadyDuration,
    TimeOfDay,
)
from journeykit.journeys.model.flow import Flow, NextField
from journeykit.journeys.model.forms import AT_LEAST_ONE, by_key, form, one_of
from journeykit.journeys.model.reads import INTERNAL
from journeykit.journeys.model.text import NO_TEXT, TextField
from journeykit.journeys.place import Word


@dataclass(frozen=True, slots=True, kw_only=True)
class StartBase(Element):
    """What every start has; the words `id`, `if`, `title`, `note`, `reads`, `writes`, `next`."""

    id: Annotated[Word, INTERNAL]
    condition: ConditionField | None = None
    title: TextField = NO_TEXT
    note: TextField = NO_TEXT
    reads: Annotated[tuple[Id, ...], Listed] = ()
    writes: Annotated[tuple[Id, ...], Listed] = ()
    next: NextField = ()

    @property
    def flows(self) -> tuple[Flow, ...]:
        """The flows out of the start, in written order."""
        return self.next


@dataclass(frozen=True, slots=True, kw_only=True)
class EventStart(StartBase):
    """At each such event of the customer; `message` narrows message events."""

    event: Annotated[tuple[EventName, ...], AT_LEAST_ONE, Listed]
    message: Scalar | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceStart(StartBase):
    """When that long has passed without the event; once for each silence."""

    without: EventName
    for_: DurationField


@dataclass(frozen=True, slots=True, kw_only=True)
class DateStart(StartBase):
    """At or before a date of the customer."""

    date: Name
    before: SteadyDuration | None = None
    at: TimeOfDay | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleStart(StartBase):
    """On a schedule: every so long, or by an RFC 5545 recurrence rule."""

    every: SteadyDuration | None = None
    rrule: Scalar | None = None
    at: TimeOfDay | None = None
    starting: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionStart(StartBase):
    """When the condition turns from false to true."""

    when: ConditionField


@dataclass(frozen=True, slots=True, kw_only=True)
class NoneStart(StartBase):
    """By a call alone."""


Start: TypeAlias = (
    EventStart | SilenceStart | DateStart | ScheduleStart | ConditionStart | NoneStart
)
_KEYS = ("event", "without", "date", "every", "rrule", "when")
_COMPANIONS = {
    "message": ("event",),
    "for": ("without",),
    "before": ("date",),
    "at": ("date", "every", "rrule"),
    "starting": ("every", "rrule"),
}
StartField = Annotated[
    Annotated[EventStart, form("event")]
    | Annotated[SilenceStart, form("without")]
    | Annotated[DateStart, form("date")]
    | Annotated[ScheduleStart, form("every")]
    | Annotated[ScheduleStart, form("rrule")]
    | Annotated[ConditionStart, form("when")]
    | Annotated[NoneStart, form("")],
    by_key(*_KEYS, otherwise=""),
    one_of("a start", *_KEYS, may_lack=True, companions=_COMPANIONS),
]
