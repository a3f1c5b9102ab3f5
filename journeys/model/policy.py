"""The policy of a map: how much one customer may get."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from journeykit.journeys.clocks import WEEKDAYS
from journeykit.journeys.durations import Duration
from journeykit.journeys.model.element import Element
from journeykit.journeys.model.fields import (
    Boolean,
    Count,
    FixedDuration,
    Listed,
    Name,
    Positive,
    Priority,
    Scalar,
    TimeOfDay,
    choice,
)
from journeykit.journeys.model.message import MessageClass
from journeykit.journeys.model.reads import Reads
from journeykit.journeys.place import Word
from journeykit.journeys.preset import PROFILES


def _choice(*allowed: str) -> Reads:
    return Reads(choice(*allowed), {"enum": list(allowed)})


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleRule(Element):
    """At most so many sales among any `of` consecutive messages to a customer."""

    at_most: Count
    of: Positive


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserve(Element):
    """Room of a cap that only messages of priority `from_` and above may use."""

    from_: Priority
    keep: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap(Element):
    """At most so many messages per duration; empty lists mean all channels, classes, topics.

    With `counts_exempt` what is exempt takes room too.
    """

    at_most: Count
    per: FixedDuration
    window: Annotated[Word, _choice("rolling", "calendar")] = Word("rolling")
    channels: Annotated[tuple[Name, ...], Listed] = ()
    classes: Annotated[tuple[MessageClass, ...], Listed] = ()
    topics: Annotated[tuple[Scalar, ...], Listed] = ()
    reserve: Reserve | None = None
    counts_exempt: Boolean = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet(Element):
    """Local hours [from, to) in which nothing goes out; no channels means all."""

    from_: TimeOfDay
    to: TimeOfDay
    channels: Annotated[tuple[Name, ...], Listed] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicates(Element):
    """The same message, or topic from another journey, not again within."""

    message: FixedDuration | None = None
    topic: FixedDuration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(Element):
    """Caps, gap, duplicates and the sale rule (language.md, 3); `profile` gives the defaults."""

    profile: Annotated[Word, _choice(*PROFILES)] | None = None
    sale: SaleRule | None = None
    caps: Annotated[tuple[Cap, ...], Listed] = ()
    min_gap: FixedDuration | None = None
    quiet: Quiet | None = None
    duplicates: Duplicates | None = None
    exempt: Annotated[tuple[MessageClass, ...], Listed] = ()
    week_begins: Annotated[Word, _choice(*WEEKDAYS)] = Word("mon")
    on_exceed: Annotated[Word, _choice("drop", "defer")] = Word("drop")
    defer_at_most: FixedDuration = Duration(Word("3d"), 259200, 259200)
