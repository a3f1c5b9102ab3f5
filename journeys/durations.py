"""Durations as written (`1d12h`, `7d..14d`, `$n + 24h`) and their seconds."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journeykit.journeys.finding import Finding, Mistake
from journeykit.journeys.place import Word, place_within

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800, "mo": 2592000, "y": 31536000}
LONGEST = 1000 * SECONDS["y"]
MOST_CHARACTERS = 200

_AMOUNT = re.compile(r"([0-9]{1,12})(mo|[smhdwy])")
_LITERAL = re.compile(r"(?:[0-9]{1,12}(?:mo|[smhdwy]))+")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_ONE = re.compile(r"[0-9]+(mo|[smhdwy])")
_NUMBER = re.compile(r"-?[0-9]{1,12}")
_LOOSE = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*([a-z]+)")
_UNITS = {
    "sec": "s", "second": "s", "min": "m", "minute": "m", "hr": "h", "hour": "h", "day": "d",
    "week": "w", "month": "mo", "mon": "mo", "year": "y", "yr": "y",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: `low` to `high` seconds, plus the named parameters and attributes.

    `low` and `high` are equal unless a range is written; a range is uniform, both ends included.
    """

    source: Word
    low: int
    high: int
    parameters: tuple[Word, ...] = ()
    attributes: tuple[Word, ...] = ()


def parse(word: Word, *, ranges: bool = True, negative: bool = False) -> Duration:
    """Read a duration; `ranges` allows `7d..14d`, `negative` allows `-40d`.

    Raises:
        Mistake: J003, with what to write instead.
    """
    if len(word) > MOST_CHARACTERS:
        raise _mistake(word, f"`{word}` is not a duration", "write it as `1d12h`")
    seconds = literal_seconds(word)
    if seconds is not None and seconds <= LONGEST:
        return Duration(word, seconds, seconds)
    low = high = 0
    parameters: list[Word] = []
    attributes: list[Word] = []
    for term in _split(word, "+"):
        if term.startswith("$") and _NAME.fullmatch(term[1:]):
            parameters.append(_cut(term, 1, len(term)))
        elif term.startswith("customer.") and _NAME.fullmatch(term[9:]):
            attributes.append(_cut(term, 9, len(term)))
        else:
            least, most = _term(term, ranges=ranges, negative=negative)
            low, high = low + least, high + most
    if max(abs(low), abs(high)) > LONGEST:
        raise _mistake(word, f"duration `{word}` is over 1000y", "write a shorter one")
    return Duration(word, low, high, tuple(parameters), tuple(attributes))


def bounds(duration: Duration, parameters: Mapping[Word, Duration | float]) -> tuple[int, float]:
    """Return the least and the most seconds, with the parameters put in, which are fixed.

    An attribute is at least 0 and at most infinite: what a customer has is not known here. A
    parameter without a unit, which reading reports (J003), counts as seconds.
    """
    values = [parameters[name] for name in duration.parameters]
    added = sum(each.low if isinstance(each, Duration) else int(each) for each in values)
    return duration.low + added, math.inf if duration.attributes else duration.high + added


def seconds_text(seconds: int) -> str:
    """Write seconds as days, hours, minutes and seconds: 90000 is `1d1h`, 604800 is `7d`.

    The inverse of `parse`. Days are the largest unit, so that no reader has to know how long
    a month is here.
    """
    rest, text = abs(seconds), ""
    for unit in ("d", "h", "m", "s"):
        amount, rest = divmod(rest, SECONDS[unit])
        text += f"{amount}{unit}" if amount else ""
    return ("-" if seconds < 0 else "") + (text or "0s")


def literal_seconds(text: str) -> int | None:
    """Return the seconds of a plain duration such as `1d12h`; None when the text is not one."""
    if not _LITERAL.fullmatch(text):
        return None
    return sum(int(amount) * SECONDS[unit] for amount, unit in _AMOUNT.findall(text))


def _split(word: Word, separator: str) -> Iterator[Word]:
    """Yield the parts of a word between separators, without the blanks around them."""
    start = 0
    for part in word.split(separator):
        yield _cut(word, start, start + len(part))
        start += len(part) + len(separator)


def _cut(word: Word, start: int, end: int) -> Word:
    """Return a part of a word, without the blanks around it, with its own place."""
    text = word[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    if text == word or not text:
        return Word(text, word.place)
    return Word(text, place_within(word, start, start + len(text)))


def _term(term: Word, *, ranges: bool, negative: bool) -> tuple[int, int]:
    """Return the least and most seconds of `1d12h` or `7d..14d`."""
    ends = list(_split(term, ".."))
    if len(ends) == 1:
        seconds = _literal(term, negative=negative)
        return seconds, seconds
    low = _literal(ends[0], negative=negative, other=ends[-1])
    high = _literal(ends[-1], negative=negative)
    if not ranges:
        raise _mistake(term, f"range `{term}` cannot stand here", f"write `{ends[0]}`")
    if low > high:
        turned = f"{ends[-1]}..{ends[0]}"
        raise _mistake(term, f"range `{term}` ends before it begins", f"write `{turned}`")
    if len(ends) > 2:
        raise _mistake(term, f"range `{term}` has more than two ends", "remove one")
    return low, high


def _literal(word: Word, *, negative: bool, other: str = "") -> int:
    """Return the seconds of `1d12h` or `-40d`; `other` is the far end of its range."""
    minus = word.startswith("-")
    seconds = literal_seconds(word.removeprefix("-"))
    if seconds is None:
        raise _mistake(word, _problem(word), _advice(word, other))
    if minus and not negative:
        raise _mistake(word, f"duration `{word}` is negative", f"write `{word[1:]}`")
    return -seconds if minus else seconds


def _problem(text: str) -> str:
    """Say what is wrong with a text that is not a duration."""
    if not text:
        return "a duration is missing"
    if _NUMBER.fullmatch(text):
        return f"`{text}` has no unit"
    return f"`{text}` is not a duration"


def _advice(text: str, other: str) -> str:
    """Say what to write instead of a text that is not a duration; `other` ends its range."""
    if _NUMBER.fullmatch(text):
        unit = _ONE.fullmatch(other)
        choices = (unit.group(1),) if unit else ("m", "h", "d")
        return f"write {', '.join(f'`{text}{choice}`' for choice in choices)}"
    joined = "".join(text.split())
    if literal_seconds(joined) is not None:
        return f"write `{joined}`"
    if _ONE.fullmatch(text.lower()) and text.endswith("M"):
        return f"write `{text[:-1]}m` for minutes, `{text[:-1]}mo` for months"
    loose = _LOOSE.fullmatch(text.lower())
    if loose and (seconds := _loose_seconds(*loose.groups())) is not None:
        return f"write `{seconds_text(seconds)}`"
    return "write it as `30s`, `10m`, `1h`, `2d`, `1w`, `1mo`, `1y`, `1d12h` or `$n + 24h`"


def _loose_seconds(amount: str, unit: str) -> int | None:
    """Return the seconds of `1.5h` or `2 hours`, which people write and we do not take."""
    known = unit if unit in SECONDS else _UNITS.get(unit.removesuffix("s"))
    if known is None or len(amount) > 12:
        return None
    return round(float(amount) * SECONDS[known])


def _mistake(word: Word, message: str, help_text: str) -> Mistake:
    """Return the mistake J003 at the word."""
    return Mistake(Finding(word.place, message, help_text, code="J003"))
