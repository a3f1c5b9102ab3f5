"""The map: what all journeys of a project share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from journeykit.journeys.durations import Duration
from journeykit.journeys.expect import Expectation
from journeykit.journeys.expect import parse as parse_expectation
from journeykit.journeys.model.element import Element, keyed
from journeykit.journeys.model.fields import (
    Boolean,
    ConditionField,
    Day,
    Entries,
    EventName,
    FixedDuration,
    Id,
    Listed,
    MessageId,
    Name,
    NewId,
    Positive,
    Priority,
    Scalar,
    TimeOfDay,
    Zone,
    choice,
    read_word,
)
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.policy import Policy
from journeykit.journeys.model.reads import Reads
from journeykit.journeys.model.text import NO_TEXT, TextField
from journeykit.journeys.place import Word

MODELS = ("last_click", "first_click")
DATA_TYPES = ("number", "text", "boolean", "date", "duration")

_Expected = Annotated[
    Expectation,
    Reads(lambda tree: parse_expectation(read_word(tree, "an expectation")), {"type": "string"}),
]
_Staff = Annotated[Word, Reads(choice("staff"), {"enum": ["staff"]})]


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel(Element):
    """A way to a customer: what contact it needs, whose consent, where it is shown."""

    title: TextField = NO_TEXT
    needs: ConditionField | None = None
    consent: Name | None = None
    on_site: Boolean = False
    to: _Staff | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType(Element):
    """An event that the map declares, with the types of its data."""

    title: TextField = NO_TEXT
    data: dict[
        Name,
        Annotated[Word, Reads(choice(*DATA_TYPES), {"enum": list(DATA_TYPES)})],
    ] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLine(Element):
    """A mailing on a schedule."""

    send: MessageId
    every: FixedDuration | None = None
    rrule: Scalar | None = None
    at: TimeOfDay | None = None
    starting: Day | None = None
    audience: ConditionField | None = None
    priority: Priority = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution(Element):
    """Which message a conversion is credited to, and how long after."""

    model: Annotated[Word, Reads(choice(*MODELS), {"enum": list(MODELS)})] = Word("last_click")
    window: FixedDuration = Duration(Word("7d"), 604800, 604800)


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider(Element):
    """What the sending platform can do: channels and step kinds."""

    supports: Annotated[tuple[Name, ...], Listed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Map(Element):
    """The communication map, defaults put in."""

    __pydantic_config__ = keyed(name="map")

    name: TextField = NO_TEXT
    timezone: Zone = Word("UTC")
    journeys: Annotated[tuple[Scalar, ...], Listed] = ()
    population: Scalar | None = None
    stages: dict[Id, TextField] = field(default_factory=dict)
    messages: Annotated[dict[NewId, Message], Entries] = field(default_factory=dict)
    events: dict[EventName, EventType] = field(default_factory=dict)
    channels: dict[Name, Channel] = field(default_factory=dict)
    policy: Policy = field(default_factory=Policy)
    calendar: Annotated[tuple[CalendarLine, ...], Listed] = ()
    staff: dict[Id, Positive] = field(default_factory=dict)
    attribution: Attribution = field(default_factory=Attribution)
    provider: Provider | None = None
    expect: Annotated[tuple[_Expected, ...], Listed] = ()
