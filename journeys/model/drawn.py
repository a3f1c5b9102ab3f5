"""Values that are drawn by chance: attributes, data of events, delays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, TypeAlias

from journeykit.journeys.durations import SECONDS, Duration
from journeykit.journeys.durations import parse as parse_duration
from journeykit.journeys.model.element import wrong
from journeykit.journeys.model.fields import read_share, read_word
from journeykit.journeys.model.reads import Reads
from journeykit.journeys.place import Mapping, Sequence, Word

_NUMBER = r"[-+]?(\d+(\.\d+)?|\.\d+)"
_RANGE = re.compile(rf"({_NUMBER})\.\.({_NUMBER})")


@dataclass(frozen=True, slots=True)
class Constant:
    """Always this value: a number, a text, true or false."""

    value: float | str | bool


@dataclass(frozen=True, slots=True)
class Uniform:
    """A number from low to high; `whole` when both ends are whole (both included)."""

    low: float
    high: float
    whole: bool


@dataclass(frozen=True, slots=True)
class Lognormal:
    """A lognormal number by its median and the sigma of its logarithm; seconds if a duration."""

    median: float
    sigma: float


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several texts, each with its share 0..1; the shares add up to 1."""

    options: tuple[tuple[Word, float], ...]


@dataclass(frozen=True, slots=True)
class Chance:
    """True with this chance 0..1."""

    share: float


@dataclass(frozen=True, slots=True)
class New:
    """A number of its own for each event, such as an order's."""


Drawn: TypeAlias = Constant | Uniform | Lognormal | Choice | Chance | New
Delay: TypeAlias = Duration | Lognormal


def read_constant(tree: object) -> float | str | bool:
    """Read a scalar as a number, true or false, else as text. Raises: Mistake."""
    word = read_word(tree, "a value")
    if word.plain and re.fullmatch(_NUMBER, word):
        return float(word)
    if word.plain and word in ("true", "false"):
        return word == "true"
    return str(word)


def read_drawn(tree: object) -> Drawn:
    """Read a drawn value. Raises: Mistake."""
    if isinstance(tree, Mapping):
        return _lognormal(tree) if "lognormal" in tree else _choice(tree)
    word = read_word(tree, "a value")
    if not word.plain:
        return Constant(str(word))
    if word == "new":
        return New()
    if word.endswith("%"):
        return Chance(read_share(word))
    if ".." in word:
        return _range(word)
    return _duration(word) or Constant(read_constant(word))


def read_delay(tree: object) -> Delay:
    """Read a duration, a range of durations or a lognormal one. Raises: Mistake."""
    if isinstance(tree, Mapping):
        return _lognormal(tree)
    return parse_duration(read_word(tree, "a duration"))


def _duration(word: Word) -> Constant | None:
    """Return the seconds of a word such as `30d`, or None when it is no duration."""
    if not re.fullmatch(r"(\d+(mo|[smhdwy]))+", word):
        return None
    return Constant(float(parse_duration(word, ranges=False).low))


def _range(word: Word) -> Drawn:
    """Read `a..b` of numbers or durations."""
    match = _RANGE.fullmatch(word)
    if match is None:
        span = parse_duration(word)
        if span.parameters or span.attributes:
            raise wrong(word, "a drawn value is written out", "write numbers, such as 20d..40d")
        return Uniform(float(span.low), float(span.high), whole=True)
    low, high = float(match[1]), float(match[4])
    if low > high:
        raise wrong(word, f"`{word}` begins above its end", f"write {match[4]}..{match[1]}")
    return Uniform(low, high, whole="." not in match[1] + match[4])


def _lognormal(tree: Mapping) -> Lognormal:
    """Read `{lognormal: [median, sigma]}`."""
    pair = tree.get(Word("lognormal"))
    if len(tree) != 1 or not isinstance(pair, Sequence) or len(pair) != 2:
        raise wrong(tree, "expected {lognormal: [median, sigma]}")
    median, sigma = (read_word(each, "a number") for each in pair)
    spread = read_constant(sigma)
    middle = _median(median)
    if not isinstance(spread, float) or not 0 <= spread <= 10:
        raise wrong(sigma, f"`{sigma}` is not a sigma", "write a number from 0 to 10")
    if not 0 < middle < 1e15:
        raise wrong(median, f"`{median}` is not a median", "write a number or duration above 0")
    return Lognormal(middle, spread)


def _median(word: Word) -> float:
    """Read a number, or a duration that may have decimals (`5.9h`), as seconds."""
    if match := re.fullmatch(rf"({_NUMBER})(?P<unit>mo|[smhdwy])?", word):
        return float(match[1]) * (SECONDS[match["unit"]] if match["unit"] else 1)
    return float(parse_duration(word, ranges=False).low)


def _choice(tree: Mapping) -> Choice:
    """Read `{a: 30%, b: 70%}`."""
    if not tree:
        raise wrong(tree, "expected a value, found {}")
    options = tuple((name, read_share(share)) for name, share in tree.items())
    total = sum(share for _, share in options)
    if abs(total - 1) > 1e-9:
        raise wrong(tree, f"the shares add up to {total:.4%}", "make them add up to 100%")
    return Choice(options)


_RANGED = {"type": ["string", "number", "boolean"]}
_OPEN = {"type": "object"}
DrawnField = Annotated[Drawn, Reads(read_drawn, {"anyOf": [_RANGED, _OPEN]})]
DelayField = Annotated[Delay, Reads(read_delay, {"anyOf": [{"type": "string"}, _OPEN]})]
ConstantField = Annotated[float | str | bool, Reads(read_constant, _RANGED)]
