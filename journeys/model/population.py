"""The population: who the customers are and what they do by themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, cast

from pydantic_core import CoreSchema, core_schema

from journeykit.journeys.clocks import WEEKDAYS
from journeykit.journeys.durations import Duration
from journeykit.journeys.durations import parse as parse_duration
from journeykit.journeys.model.drawn import (
    ConstantField,
    DelayField,
    Drawn,
    DrawnField,
    read_drawn,
)
from journeykit.journeys.model.element import Element, keyed
from journeykit.journeys.model.fields import (
    Boolean,
    ConditionField,
    DurationField,
    Entries,
    EventName,
    Factor,
    Listed,
    Name,
    Number,
    Positive,
    Share,
    ValueField,
    choice,
    read_word,
)
from journeykit.journeys.model.forms import AT_LEAST_ONE
from journeykit.journeys.model.message import Response
from journeykit.journeys.model.reads import Reads
from journeykit.journeys.model.text import NO_TEXT, TextField
from journeykit.journeys.place import Word

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue


def _date(tree: object) -> Drawn | Word:
    """Read `uniform`, or a range of durations from the life's start."""
    word = read_word(tree, "`uniform` or a range such as 10d..300d")
    if word == "uniform":
        return word
    parse_duration(word)
    return read_drawn(word)


def _moment(tree: object) -> Duration:
    """Read a time from the run's start, which may be negative."""
    return parse_duration(read_word(tree, "a duration"), ranges=False, negative=True)


_DateField = Annotated[Drawn | Word, Reads(_date, {"type": "string"})]


_REACTIONS = ("open", "click", "order", "unsubscribe", "complaint", "fill", "refuse", "reply")
_Reaction = Annotated[Word, Reads(choice(*_REACTIONS), {"enum": list(_REACTIONS)})]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeRule(Element):
    """How an attribute is drawn: a contact (shares known and denied), a value, or a date."""

    known: Share | None = None
    denied: Share | None = None
    value: DrawnField | None = None
    date: _DateField | None = None
    yearly: Boolean = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment(Element):
    """Part of the customers: a drawn share, or those of whom the condition holds now."""

    share: Share | None = None
    condition: ConditionField | None = None
    rates: dict[EventName, Factor] = field(default_factory=dict)


_Weekday = Annotated[Word, Reads(choice(*WEEKDAYS), {"enum": list(WEEKDAYS)})]
_HOURS = tuple(str(hour) for hour in range(24))
_Hour = Annotated[Word, Reads(choice(*_HOURS), {"enum": list(_HOURS)})]


@dataclass(frozen=True, slots=True, kw_only=True)
class Season(Element):
    """Factors on how often an event comes, by local weekday and hour; 1 where nothing is said."""

    weekday: dict[_Weekday, Factor] = field(default_factory=dict)
    hour: dict[_Hour, Factor] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause(Element):
    """One cause of an event of the life: once, about every so long, or after another event."""

    once: DurationField | None = None
    about_every: DurationField | None = None
    spread: Factor = 0.0
    season: Season | None = None
    after: EventName | None = None
    chance: Share = 1.0
    delay: DelayField | None = None
    data: dict[Name, DrawnField] = field(default_factory=dict)
    set: dict[Name, ValueField] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeEvent(Element):
    """An event of a customer that is written out; `at` is seconds from the run's start."""

    at: Annotated[Duration, Reads(_moment, {"type": "string"})]
    event: EventName
    data: dict[Name, ConstantField] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer(Element):
    """A customer that is written out instead of drawn."""

    about: TextField = NO_TEXT
    attributes: dict[Name, ConstantField] = field(default_factory=dict)
    events: Annotated[tuple[LifeEvent, ...], Listed] = ()


_WrittenOut = Annotated[tuple[Customer, ...], AT_LEAST_ONE]


class _CountOrList:
    """Reads a number of customers, or the customers themselves."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Take a word as a number, all else as a list."""
        return core_schema.tagged_union_schema(
            {
                "count": handler.generate_schema(Positive),
                "list": handler.generate_schema(_WrittenOut),
            },
            lambda tree: "count" if isinstance(tree, Word) else "list",
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Allow both."""
        written_out = handler(cast("Any", schema)["choices"]["list"])
        return {"anyOf": [{"type": "integer", "minimum": 1}, written_out]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Population(Element):
    """The customers: drawn by rules, or written out."""

    __pydantic_config__ = keyed(name="population")

    name: TextField = NO_TEXT
    customers: Annotated[int | tuple[Customer, ...], _CountOrList()] = 10000
    attributes: dict[Name, AttributeRule] = field(default_factory=dict)
    segments: Annotated[dict[Name, Segment], Entries] = field(default_factory=dict)
    behaviour: dict[EventName, Annotated[tuple[Cause, ...], Listed]] = field(default_factory=dict)
    responses: dict[Name, Response] = field(default_factory=dict)
    fatigue: dict[_Reaction, Number] = field(default_factory=dict)

    @property
    def written_out(self) -> tuple[Customer, ...]:
        """The customers that are written out; none where they are drawn."""
        return () if isinstance(self.customers, int) else self.customers
