"""A journey: one scenario graph."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from journeykit.journeys.durations import Duration
from journeykit.journeys.durations import parse as parse_duration
from journeykit.journeys.model.drawn import read_constant
from journeykit.journeys.model.element import Element, Named, keyed, wrong
from journeykit.journeys.model.fields import (
    Boolean,
    ConditionField,
    Entries,
    EventName,
    Id,
    Listed,
    Name,
    NewId,
    Priority,
    Scalar,
    read_word,
)
from journeykit.journeys.model.forms import AT_LEAST_ONE, OrWord
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.reads import Reads
from journeykit.journeys.model.start import StartField
from journeykit.journeys.model.step import StepField
from journeykit.journeys.model.text import NO_TEXT, TextField
from journeykit.journeys.place import Mapping, Tree, Word
from journeykit.journeys.spelling import nearest

REENTRIES = ("never", "session", "after_exit", "always")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit(Element):
    """What ends a journey wherever the customer is: an event, or a condition that turns true."""

    event: EventName | None = None
    condition: ConditionField | None = None
    when: ConditionField | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Element):
    """The event that counts as a journey's conversion."""

    event: EventName
    condition: ConditionField | None = None


def _reentry(tree: object) -> Word | Duration:
    """Read one of the words, or a duration."""
    word = read_word(tree, "never, session, after_exit, always or a duration")
    if word in REENTRIES:
        return word
    if best := nearest(word, REENTRIES):
        raise wrong(word, f"unknown value `{word}`", f"did you mean `{best}`?")
    return parse_duration(word, ranges=False)


def _parameter(tree: object) -> Duration | float:
    """Read a number or a duration."""
    value = read_constant(tree)
    if isinstance(value, float):
        return value
    word = read_word(tree, "a number or a duration")
    duration = parse_duration(word, ranges=False)
    if duration.parameters or duration.attributes:
        raise wrong(word, "a parameter is a fixed duration", "write it out, such as 25h")
    return duration


_WORD = {"type": ["string", "number"]}
Reentry = Annotated[Word | Duration, Reads(_reentry, {"type": "string"})]
Parameter = Annotated[Duration | float, Reads(_parameter, _WORD)]


def name_inline(tree: Mapping) -> Mapping:
    """Give the messages that a journey's steps write in place their id, `journey.step`."""
    steps = tree.get(Word("steps"))
    if not isinstance(steps, Mapping):
        return tree
    journey = tree.get(Word("journey"))
    named = {name: _named(step, f"{journey}.{name}") for name, step in steps.items()}
    return Mapping({**tree, Word("steps"): Mapping(named, steps.place)}, tree.place)


def _named(step: Tree, name: str) -> Tree:
    """Name the message that a step writes in place."""
    if not isinstance(step, Mapping):
        return step
    sent = step.get(Word("send"))
    if not isinstance(sent, Mapping):
        return step
    return Mapping({**step, Word("send"): Named(sent, Word(name, sent.place))}, step.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey(Element):
    """One scenario: its starts, its steps, who may enter it and what ends it."""

    __pydantic_config__ = keyed(id="journey")

    id: NewId
    title: TextField = NO_TEXT
    about: TextField = NO_TEXT
    source: Annotated[tuple[Scalar, ...], Listed] = ()
    stage: Id | None = None
    set_up_first: Boolean = False
    mechanic: Annotated[tuple[Name, ...], Listed] = ()
    priority: Priority = 50
    audience: ConditionField | None = None
    reentry: Reentry = Word("after_exit")
    per: Name | None = None
    exit: Annotated[tuple[Annotated[Exit, OrWord("event")], ...], Listed] = ()
    goal: Annotated[Goal, OrWord("event")] | None = None
    exclusive_group: Id | None = None
    params: dict[Name, Parameter] = field(default_factory=dict)
    start: Annotated[dict[NewId, StartField], Entries, AT_LEAST_ONE]
    steps: Annotated[dict[NewId, StepField], Entries] = field(default_factory=dict)
    messages: Annotated[dict[NewId, Message], Entries] = field(default_factory=dict)
