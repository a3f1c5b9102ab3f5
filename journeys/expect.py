"""The lines of `expect`: `STAT(SUBJECT [per D]) OP NUMBER`, such as `p95(email per 7d) <= 4`."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from journeykit.journeys.durations import parse as parse_duration
from journeykit.journeys.finding import Finding, Mistake
from journeykit.journeys.place import Word, place_within
from journeykit.journeys.spelling import suggestion

STATS = ("mean", "p50", "p90", "p95", "p99", "max", "share")
MESSAGES = "messages"
SALE_WINDOW = "sale window"

Comparison: TypeAlias = Callable[[float, float], bool]
OPERATORS: Mapping[str, Comparison] = {
    "<=": operator.le,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
}

_LONGEST = 200
_SHAPE = "write STAT(SUBJECT [per D]) OP NUMBER, such as p95(email per 7d) <= 4"
_CALL = re.compile(r"\s*([^\s()]*)\s*\(\s*([^()]*?)\s*\)\s*")
_PER = re.compile(r"(.*?)\s+per\s+(.*)")
_OPERATOR = re.compile(r"[<>=!]+")
_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(%?)\s*")


@dataclass(frozen=True, slots=True)
class Expectation:
    """One line of `expect`.

    `subject` is `messages`, `sale window`, or the name of a channel, class or journey, at its
    place. `window` is in seconds, None without `per`. `number` is a share of 1 where `%` stood
    behind it.
    """

    source: Word
    stat: str
    subject: Word
    window: int | None
    operator: str
    number: float

    def holds(self, figure: float) -> bool:
        """Tell whether a forecast's figure is as expected."""
        return OPERATORS[self.operator](figure, self.number)


def parse(word: Word) -> Expectation:
    """Read one line; whether its subject exists is for the reader of the map to say.

    Raises:
        Mistake: the line does not follow the grammar (J003), at the place of what is wrong.
    """
    call = _CALL.match(word) if len(word) <= _LONGEST else None
    if not call:
        raise _mistake(word, 0, len(word), f"cannot read `{word[:_LONGEST]}`", _SHAPE)
    sign = _OPERATOR.match(word, call.end())
    if not sign or sign[0] not in OPERATORS:
        wrong = sign[0] if sign else word[call.end() :].split(" ")[0]
        message = f"expected a comparison, found `{wrong}`" if wrong else "a comparison is missing"
        help_text = f"one of {' '.join(OPERATORS)}"
        raise _mistake(word, call.end(), call.end() + len(wrong), message, help_text)
    subject, window = _subject(word, call)
    stat = _stat(word, call, subject, window)
    return Expectation(word, stat, subject, window, sign[0], _number(word, sign.end(), stat))


def _stat(word: Word, call: re.Match[str], subject: Word, window: int | None) -> str:
    stat = call[1]
    if stat not in STATS:
        raise _mistake(word, *call.span(1), f"unknown figure `{stat}`", suggestion(stat, STATS))
    if subject == SALE_WINDOW and (stat != "share" or window):
        message = "the sale window has a share of customers and no other figure"
        raise _mistake(word, 0, call.end(), message, "write share(sale window)")
    return stat


def _subject(word: Word, call: re.Match[str]) -> tuple[Word, int | None]:
    per = _PER.fullmatch(word, *call.span(2))
    first, last = per.span(1) if per else call.span(2)
    if first == last:
        help_text = "name a channel, a class, a journey, `messages` or `sale window`"
        raise _mistake(word, *call.span(), "a subject is missing", help_text)
    window = _window(_part(word, *per.span(2))) if per else None
    return _part(word, first, last), window


def _window(word: Word) -> int:
    duration = parse_duration(word, ranges=False)
    if duration.parameters or duration.attributes or not duration.low:
        message = f"`{word}` is no window"
        raise _mistake(word, 0, len(word), message, "write a length of time, such as 7d")
    return duration.low


def _number(word: Word, start: int, stat: str) -> float:
    found = _NUMBER.fullmatch(word, start)
    if not found:
        wrong = word[start:].strip()
        message = f"`{wrong}` is not a number" if wrong else "a number is missing"
        raise _mistake(word, start, len(word), message, _SHAPE)
    if found[2] and stat != "share":
        message = f"`{stat}` is a number of messages, not a share"
        raise _mistake(word, *found.span(2), message, "leave out the %, or ask for share(...)")
    return float(found[1]) / 100 if found[2] else float(found[1])


def _part(word: Word, start: int, end: int) -> Word:
    """Return a part of the line as a word at its own place."""
    return Word(word[start:end], place_within(word, start, end))


def _mistake(word: Word, start: int, end: int, message: str, help_text: str) -> Mistake:
    place = place_within(word, start, end) if start < end else word.place
    return Mistake(Finding(place, message, help_text, code="J003"))
