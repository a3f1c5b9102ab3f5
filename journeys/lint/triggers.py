"""What starts a journey, so that journeys with one trigger can be laid over each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeykit.journeys.conditions import Call, Condition, Expression
from journeykit.journeys.conditions.coverage import Verdict, coverage
from journeykit.journeys.conditions.expression import And, Not
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


@dataclass(frozen=True, slots=True)
class Trigger:
    """What fires a start, how it is called, and how many seconds after it the entry is."""

    name: str
    what: tuple[str, ...]
    after: int = 0


def triggers(journey: Journey, start: Start) -> Iterator[Trigger]:
    """Yield what fires a start; nothing for one by a condition or a call."""
    match start:
        case EventStart():
            for event in start.event:
                yield Trigger(f"`{event}`", ("event", event, start.message or ""))
        case SilenceStart(without=event, for_=silence):
            fixed = not silence.attributes
            after = seconds(silence, journey, slow=False) if fixed else 0
            name = "" if fixed else str(silence.source)
            yield Trigger(f"the silence without `{event}`", ("silence", event, name), after)
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


def apart(one: tuple[Journey, Start], other: tuple[Journey, Start]) -> bool:
    """Tell whether nobody can enter by both starts at once, or their audiences are segments."""
    if one[0].exclusive_group and one[0].exclusive_group == other[0].exclusive_group:
        return True
    mine, theirs = _asked(*one), _asked(*other)
    if not mine or not theirs:
        return False
    segments = set(_segments(mine)), set(_segments(theirs))
    if all(segments) and segments[0].isdisjoint(segments[1]):
        return True
    never_both = [_not(mine), _not(theirs)]
    return coverage(never_both).verdict is Verdict.COVERED


def _asked(journey: Journey, start: Start) -> tuple[Expression, ...]:
    """Return what is asked at the entry."""
    conditions = (start.condition, journey.audience)
    return tuple(each.expression for each in conditions if each is not None)


def _segments(asked: tuple[Expression, ...]) -> Iterator[str]:
    """Yield the segments that one must be in."""
    for expression in asked:
        for part in expression.operands if isinstance(expression, And) else (expression,):
            if isinstance(part, Call) and part.name == "segment":
                yield part.subject


def _not(asked: tuple[Expression, ...]) -> Condition:
    return Condition(Word(""), Not(NOWHERE, And(NOWHERE, asked)))
