"""Durations, timers and starts in words, for those who do not read YAML."""

from __future__ import annotations

import re
from collections.abc import Mapping

from journeykit.journeys.clocks import Clock
from journeykit.journeys.durations import SECONDS, Duration
from journeykit.journeys.model import (
    AfterDelay,
    AtClock,
    AtDate,
    ConditionStart,
    DateStart,
    EventStart,
    ScheduleStart,
    SilenceStart,
    Start,
    Text,
    TimerRule,
)
from journeykit.journeys.place import Word
from journeykit.render.words import WEEKDAYS, amount, event_words, spoken, word

_PART = re.compile(r"(\d+)(mo|[smhdwy])")

Names = Mapping[str, Text]
Parameters = Mapping[Word, Duration | float]


def duration_words(duration: Duration, parameters: Parameters, language: str) -> str:
    """Say a duration as it is written; a sum with known parameters is added up."""
    if duration.parameters or "+" in duration.source:
        return _sum_words(duration, parameters, language)
    first, _, last = duration.source.partition("..")
    if not last:
        return _literal_words(first, language)
    one, other = _PART.findall(first), _PART.findall(last)
    if len(one) == len(other) == 1 and one[0][1] == other[0][1]:
        return f"{one[0][0]}–{amount(int(other[0][0]), other[0][1], language)}"
    return f"{_literal_words(first, language)} – {_literal_words(last, language)}"


def _literal_words(text: str, language: str) -> str:
    parts = _PART.findall(text)
    return " ".join(amount(int(number), unit, language) for number, unit in parts) or text


def _sum_words(duration: Duration, parameters: Parameters, language: str) -> str:
    low, high = duration.low, duration.high
    unknown = [f"customer.{name}" for name in duration.attributes]
    for name in duration.parameters:
        value = parameters.get(name)
        if isinstance(value, Duration):
            low, high = low + value.low, high + value.high
        else:
            unknown.append(str(name))
    known = [] if unknown and not high else [_seconds_words(low, high, language)]
    return " + ".join([*unknown, *known])


def _seconds_words(low: int, high: int, language: str) -> str:
    """Say seconds in the largest unit that fits them evenly and is no guess (no months, years)."""
    unit = next(u for u in ("d", "h", "m", "s") if not (low % SECONDS[u] or high % SECONDS[u]))
    most = amount(high // SECONDS[unit], unit, language)
    return most if low == high else f"{low // SECONDS[unit]}–{most}"


def timer_words(rule: TimerRule, parameters: Parameters, names: Names, language: str) -> str:
    """Say what a timer waits for; `names` holds the titles of steps and events."""
    match rule:
        case AfterDelay(after=after, since=since):
            length = duration_words(after, parameters, language)
            if since is None:
                return length
            if since == "start":
                return word("after start", language).format(length)
            return word("after", language).format(length, name_words(since, names, language))
        case AtDate(date=date, before=before):
            return _date_words(date, before, parameters, language)
        case AtClock(at=at):
            return clock_words(at, language)


def _date_words(date: Word, before: Duration | None, parameters: Parameters, language: str) -> str:
    day = date.replace("_", " ")
    if before is None:
        return word("on", language).format(day)
    return word("before", language).format(duration_words(before, parameters, language), day)


def clock_words(clock: Clock, language: str) -> str:
    """Say a time of day, with its weekday."""
    time = f"{clock.second // 3600:02}:{clock.second // 60 % 60:02}"
    if clock.weekday is None:
        return word("at", language).format(time)
    return f"{WEEKDAYS[spoken(language)][clock.weekday]} {time}"


def name_words(name: str, names: Names, language: str) -> str:
    """Return the title of a step or an event, else what the tool calls it, else its name."""
    title = names.get(name)
    return title.in_language(language) if title else event_words(name, language)


def start_words(start: Start, parameters: Parameters, names: Names, language: str) -> str:
    """Say when a start fires, where it has no title."""
    match start:
        case EventStart(event=events):
            return " / ".join(name_words(event, names, language) for event in events)
        case SilenceStart(without=event, for_=length):
            silence = duration_words(length, parameters, language)
            return word("without", language).format(silence, name_words(event, names, language))
        case DateStart(date=date, before=before, at=at):
            day = _date_words(date, before, parameters, language)
            return day if at is None else f"{day}, {clock_words(at, language)}"
        case ScheduleStart(every=every, rrule=rule, at=at):
            when = str(rule)
            if every is not None:
                when = word("every", language).format(duration_words(every, parameters, language))
            return when if at is None else f"{when}, {clock_words(at, language)}"
        case ConditionStart(when=condition):
            return str(condition.source)
        case _:
            return word("by call", language)
