"""Times of BPMN, which are those of ISO 8601, as the language writes them."""

from __future__ import annotations

import re
from datetime import datetime

from journeykit.journeys.durations import SECONDS, parse, seconds_text
from journeykit.journeys.finding import Mistake
from journeykit.journeys.place import Mapping, Tree, Word

_AMOUNT = r"(\d{1,9}(?:[.,]\d{1,9})?)"
_ISO = re.compile(
    rf"P(?:{_AMOUNT}Y)?(?:{_AMOUNT}M)?(?:{_AMOUNT}W)?(?:{_AMOUNT}D)?"
    rf"(?:T(?:{_AMOUNT}H)?(?:{_AMOUNT}M)?(?:{_AMOUNT}S)?)?"
)
_UNITS = ("y", "mo", "w", "d", "h", "m", "s")
_CYCLE = re.compile(r"R(\d*)/(?:([^/]*)/)?(P[^/]*)")
_STEMS = {
    "sec": "s", "сек": "s", "min": "m", "мин": "m", "hour": "h", "час": "h", "day": "d",
    "день": "d", "дн": "d", "week": "w", "недел": "w", "month": "mo", "месяц": "mo",
    "year": "y", "год": "y", "лет": "y",
}  # fmt: skip
_SPOKEN = re.compile(rf"(\d{{1,6}})\s*((?:{'|'.join(_STEMS)})[a-zа-я]{{0,5}})")
_FREQUENCIES = {"w": "WEEKLY", "d": "DAILY", "h": "HOURLY", "m": "MINUTELY", "s": "SECONDLY"}


def duration(text: str) -> str:
    """Return a duration of ISO 8601 or of the language as the language writes it, else nothing.

    A month is 30 days and a year 365, as everywhere in the language.
    """
    found = _ISO.fullmatch(text.strip())
    if found is None:
        return _own(text.strip())
    amounts = [
        (amount, unit) for amount, unit in zip(found.groups(), _UNITS, strict=True) if amount
    ]
    if not amounts:
        return ""
    if all(amount.isdigit() for amount, _ in amounts):
        return _own("".join(f"{int(amount)}{unit}" for amount, unit in amounts))
    exact = (float(amount.replace(",", ".")) * SECONDS[unit] for amount, unit in amounts)
    return _own(seconds_text(round(sum(exact))))


def _own(text: str) -> str:
    try:
        return str(parse(Word(text)).source)
    except Mistake:
        return ""


def timer(text: str) -> Tree | None:
    """Return what a timer waits for, or nothing where the language cannot say it."""
    words = " ".join(text.split())
    cycle = _CYCLE.fullmatch(words)
    plain = duration(cycle[3] if cycle else words)
    if plain:
        return Word(plain)
    length, _, rest = words.partition(" ")
    kind, _, name = rest.partition(" ")
    if kind == "since" and (after := duration(length)):
        return Mapping({Word("after"): Word(after), Word("since"): Word(name)})
    if kind == "before" and (before := duration(length)):
        return Mapping({Word("before"): Word(before), Word("date"): Word(name)})
    return None


def spoken(name: str) -> Word | None:
    """Return the time that a name such as `7 days` or `2 недели` consists of, else nothing."""
    found = _SPOKEN.fullmatch(name.strip().lower())
    if found is None:
        return None
    unit = next(unit for stem, unit in _STEMS.items() if found[2].startswith(stem))
    return Word(f"{int(found[1])}{unit}")


def schedule(text: str) -> Mapping | None:
    """Return the start of a date or a cycle, or nothing where the language cannot say it."""
    words = text.strip()
    cycle = _CYCLE.fullmatch(words)
    if cycle is None:
        moment = _moment(words)
        once = Mapping({Word("rrule"): Word("FREQ=DAILY;COUNT=1")})
        return Mapping({**once, **moment}) if moment else None
    count, begin, every = cycle.groups()
    length = duration(every)
    begins = _moment(begin) if begin else Mapping()
    if not length or begins is None:
        return None
    return Mapping({**(_counted(length, int(count)) if count else _endless(length)), **begins})


def _endless(length: str) -> Mapping:
    return Mapping({Word("every"): Word(length)})


def _counted(length: str, times: int) -> Mapping:
    """Return a schedule that comes so often: a rule with the largest unit that fits evenly."""
    seconds = max(parse(Word(length)).low, 1)
    unit = next(unit for unit in _FREQUENCIES if seconds % SECONDS[unit] == 0)
    rule = f"FREQ={_FREQUENCIES[unit]};INTERVAL={seconds // SECONDS[unit]};COUNT={max(times, 1)}"
    return Mapping({Word("rrule"): Word(rule)})


def _moment(text: str) -> Mapping | None:
    """Return the day and the time of a moment, in the map's own time zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    day = Mapping({Word("starting"): Word(f"{moment:%Y-%m-%d}")})
    if "T" in text:
        day[Word("at")] = Word(f"{moment:%H:%M}", plain=False)
    return day
