"""What starts a journey, so that journeys with one trigger can be laid over each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from journeykit.journeys.conditions import Call, Condition, Expression
from journeykit.journeys.conditions.coverage import Verdict, coverage
from journeykit.journeys.conditions.expression import And, Not
from journeykit.journeys.conditions.subjects import subjects
from journeykit.journeys.lint.waits import seconds
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.start import (
    DateStart,
    EventStart,
    ScheduleStart,
    SilenceStart,
    Start,
)
from journeykit.journeys.place import NOWHERE, Word

MORNING = 10 * 3600

Asked: TypeAlias = tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """What fires a start, how it is called, and how many seconds after it the entry is.

    The entry may be up to `spread` seconds later, where the length of a silence is drawn.
    """

    name: str
    what: tuple[str, ...]
    after: int = 0
    spread: int = 0


def triggers(journey: Journey, start: Start) -> Iterator[Trigger]:
    """Yield what fires a start; nothing for one by a condition or a call."""
    match start:
        case EventStart():
            for event in start.event:
                yield Trigger(f"`{event}`", ("event", event, start.message or ""))
        case SilenceStart(without=event, for_=silence):
            fixed = not silence.attributes
            after, latest = (
                seconds(silence, journey, slow=slow) if fixed else 0 for slow in (False, True)
            )
            what = ("silence", event, "" if fixed else str(silence.source))
            yield Trigger(f"the silence without `{event}`", what, after, latest - after)
        case DateStart():
            before = seconds(start.before, journey, slow=False) if start.before else 0
            clock = start.at.second if start.at else MORNING
            after = clock - before
            yield Trigger(f"the date `{start.date}`", ("date", str(start.date)), after)
        case ScheduleStart():
            rule = start.rrule or (start.every.source if start.every else "")
            at = f"{start.at.weekday} {start.at.second}" if start.at else ""
            key = ("schedule", str(rule), at, str(start.starting or ""))
            yield Trigger(f"the schedule `{rule}`", key)


@dataclass(frozen=True, slots=True)
class Gate:
    """What is asked of whoever enters by a start, and the segments that one must be in."""

    group: str
    asked: Asked
    segments: frozenset[str]


def gate(journey: Journey, start: Start) -> Gate:
    """Return what is asked at a start, part by part."""
    conditions = (start.condition, journey.audience)
    asked = tuple(
        part
        for each in conditions
        if each is not None
        for part in (
            each.expression.operands if isinstance(each.expression, And) else (each.expression,)
        )
    )
    segments = frozenset(
        str(part.subject) for part in asked if isinstance(part, Call) and part.name == "segment"
    )
    return Gate(str(journey.exclusive_group or ""), asked, segments)


def apart(one: Gate, other: Gate) -> bool:
    """Tell whether nobody can pass both gates at once, or their audiences are segments."""
    if one.group and one.group == other.group:
        return True
    if one.segments and other.segments and one.segments.isdisjoint(other.segments):
        return True
    mine, theirs = _linked(one.asked, other.asked)
    if not mine or not theirs:
        return False
    return coverage([_not(mine), _not(theirs)]).verdict is Verdict.COVERED


def _linked(mine: Asked, theirs: Asked) -> tuple[Asked, Asked]:
    """Return what may exclude each other: different parts of both that ask for one subject.

    With them goes what asks for the subjects of these parts, and so on.
    """
    about = {part: frozenset(each for each, _ in subjects(part)) for part in (*mine, *theirs)}
    own = {each for part in mine if part not in theirs for each in about[part]}
    linked = own & {each for part in theirs if part not in mine for each in about[part]}
    before = 0
    while len(linked) > before:
        before = len(linked)
        linked.update(*(found for found in about.values() if found & linked))
    return (
        tuple(part for part in mine if about[part] & linked),
        tuple(part for part in theirs if about[part] & linked),
    )


def _not(asked: Asked) -> Condition:
    return Condition(Word(""), Not(NOWHERE, And(NOWHERE, asked)))
