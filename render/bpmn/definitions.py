"""What an event waits for, as BPMN's event definitions: a message, a time, a condition."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from journeykit.journeys.durations import SECONDS, Duration, bounds
from journeykit.journeys.model import (
    ConditionStart,
    DateStart,
    EventCatch,
    EventStart,
    NoneStart,
    ScheduleStart,
    SilenceStart,
    Start,
    Timer,
    WaitFor,
)
from journeykit.journeys.model.step import Step
from journeykit.journeys.model.timer import AfterDelay, AtClock, AtDate, TimerCatch, TimerRule
from journeykit.journeys.place import Word
from journeykit.render.bpmn.elements import CONDITIONS, element, expression

Waited = Start | Step | EventCatch | TimerCatch


@dataclass(frozen=True, slots=True)
class Definitions:
    """Makes event definitions; `messages` are the ids of the document's messages by name."""

    params: Mapping[Word, Duration | float]
    messages: Mapping[str, str]

    def of(self, item: Waited, name: str) -> Element | None:
        """Return the definition of a start, a step or an item of a wait, if it is an event."""
        match item:
            case EventStart() | EventCatch():
                return self._message(message_name(item), name)
            case ConditionStart(when=condition):
                asked = expression("bpmn:condition", str(condition.source), CONDITIONS)
                return element("bpmn:conditionalEventDefinition", asked, id=f"{name}_condition")
            case NoneStart(id=start) if f"call {start}" in self.messages:
                return self._message(f"call {start}", name)
            case WaitFor(catches=(only,)):
                return self.of(only, name)
            case _:
                time = self._time(item)
                if time is None:
                    return None
                return element("bpmn:timerEventDefinition", time, id=f"{name}_timer")

    def words(self, item: Waited, name: str) -> str:
        """Return what an event waits for in the words of the file: a message's name, or a text."""
        made = self.of(item, name)
        if made is None:
            return ""
        called = made.get("messageRef")
        if called is not None:
            return next(name for name, id in self.messages.items() if id == called)
        return next((each.text or "" for each in made), "")

    def _message(self, message: str, name: str) -> Element:
        called = self.messages[message]
        return element("bpmn:messageEventDefinition", id=f"{name}_message", messageRef=called)

    def _time(self, item: Waited) -> Element | None:
        match item:
            case Timer(timer=rule) | TimerCatch(timer=rule):
                return self._rule(rule)
            case SilenceStart(without=event, for_=duration):
                return self._duration(duration, f"{duration.source} without {event}")
            case DateStart(date=date, before=before):
                return _words("bpmn:timeDate", f"{before.source} before {date}" if before else date)
            case ScheduleStart(every=every, rrule=rule):
                if every is not None:
                    return expression("bpmn:timeCycle", f"R/{iso(every.low)}")
                return _words("bpmn:timeCycle", str(rule))
            case _:
                return None

    def _rule(self, rule: TimerRule) -> Element:
        match rule:
            case AfterDelay(after=duration, since=anchor):
                words = f"{duration.source} since {anchor}" if anchor else str(duration.source)
                return self._duration(duration, words, plain=anchor is None)
            case AtDate(date=date, before=before):
                return _words("bpmn:timeDate", f"{before.source} before {date}" if before else date)
            case AtClock(at=clock):
                return _words("bpmn:timeDate", str(clock))

    def _duration(self, duration: Duration, words: str, *, plain: bool = True) -> Element:
        """Return a time that BPMN can say, else our own words for it."""
        low, high = bounds(duration, self.params)
        if plain and low == high and not math.isinf(high):
            return expression("bpmn:timeDuration", iso(low))
        return _words("bpmn:timeDuration", words)


def message_name(item: EventStart | EventCatch) -> str:
    """Return how the message of an event is called: the event's names."""
    return " / ".join(map(str, item.event))


def message_names(items: Iterator[Waited]) -> Iterator[str]:
    """Yield the names of the messages that starts and waits need."""
    for item in items:
        match item:
            case EventStart() | EventCatch():
                yield message_name(item)
            case WaitFor(catches=catches):
                yield from message_names(iter(catches))


def iso(seconds: int) -> str:
    """Return a duration as ISO 8601 writes it: 90000 is `P1DT1H`."""
    amounts = []
    rest = abs(seconds)
    for unit in ("d", "h", "m", "s"):
        amount, rest = divmod(rest, SECONDS[unit])
        amounts.append(f"{amount}{unit.upper()}" if amount else "")
    time = "".join(amounts[1:])
    text = amounts[0] + (f"T{time}" if time else "")
    return ("-" if seconds < 0 else "") + (f"P{text}" if text else "PT0S")


def _words(tag: str, words: str) -> Element:
    return expression(tag, words, CONDITIONS)
