"""The simplest values of the language, as types that read a word and export a schema."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

from pydantic_core import CoreSchema, core_schema

from journeykit.journeys.clocks import Clock, parse_clock
from journeykit.journeys.conditions import Condition, parse, parse_value
from journeykit.journeys.durations import Duration
from journeykit.journeys.durations import parse as parse_duration
from journeykit.journeys.finding import renamed
from journeykit.journeys.model.element import Named, wrong
from journeykit.journeys.model.reads import Before, Reads
from journeykit.journeys.place import Mapping, Word
from journeykit.journeys.spelling import slip, suggestion

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

ID = r"[a-z0-9][a-z0-9-]*"
NAME = r"[a-z][a-z0-9_]*"
EVENT = rf"{NAME}(\.{NAME})*"
RESERVED = ("start", "end", "session")

_SCALAR = ["string", "number", "boolean"]
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_word(tree: object, what: str = "a word") -> Word:
    """Return a scalar that is not empty. Raises: Mistake."""
    if not isinstance(tree, Word):
        raise wrong(tree, f"expected {what}")
    if not tree:
        raise wrong(tree, f"expected {what}, found nothing")
    return tree


def _pattern(pattern: str, what: str, allowed: str) -> Callable[[object], Word]:
    """Return a reader of words that match `pattern` whole."""
    whole = re.compile(pattern)

    def read(tree: object) -> Word:
        word = read_word(tree, what)
        if not whole.fullmatch(word):
            raise wrong(word, f"`{word}` is not {what}", f"write {allowed}")
        return word

    return read


read_id = _pattern(ID, "an id", "lower-case Latin letters, digits and hyphens")
read_name = _pattern(NAME, "a name", "lower-case Latin letters, digits and underscores")
read_event = _pattern(EVENT, "an event", "names joined by dots, such as order.placed")


read_message_id = _pattern(rf"{ID}(\.{ID})?", "an id of a message", "one such as cart-reminder")


read_anchor = _pattern(
    rf"(?!(?:end|session)$)(?:{ID}|{EVENT})",
    "a step or an event",
    "`start`, a step's id or an event",
)


def _new_id(tree: object) -> Word:
    """Read the id of something new: reserved words are refused."""
    word = read_id(tree)
    if word in RESERVED:
        raise wrong(word, f"`{word}` is a reserved word", "choose another id")
    return word


def choice(*allowed: str) -> Callable[[object], Word]:
    """Return a reader of one of the allowed words."""

    def read(tree: object) -> Word:
        word = read_word(tree, "one of " + ", ".join(allowed))
        if word not in allowed:
            fix = renamed(word, slip(word, allowed))
            raise wrong(word, f"unknown value `{word}`", suggestion(word, allowed), fix)
        return word

    return read


def _number(tree: object) -> float:
    """Read a number."""
    word = read_word(tree, "a number")
    if word.plain and re.fullmatch(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?", word):
        return float(word)
    raise wrong(word, f"`{word}` is not a number")


def number(low: float, high: float) -> Callable[[object], float]:
    """Return a reader of numbers in [low, high]."""

    def read(tree: object) -> float:
        value = _number(tree)
        if not low <= value <= high:
            allowed = f"{low:g} to {high:g}" if high < 1e6 else f"{low:g} or more"
            cure = f"write {allowed}" if value < low or high < 1e6 else "write a smaller number"
            raise wrong(tree, f"`{tree}` is out of range", cure)
        return value

    return read


def whole(low: int, high: int) -> Callable[[object], int]:
    """Return a reader of whole numbers in [low, high]."""
    within = number(low, high)

    def read(tree: object) -> int:
        word = read_word(tree, "a whole number")
        if not re.fullmatch(r"[-+]?\d{1,18}", word):
            raise wrong(word, f"`{word}` is not a whole number")
        return int(within(word))

    return read


def read_share(tree: object) -> float:
    """Read `30%` as 0.3. Raises: Mistake."""
    word = read_word(tree, "a share")
    if not re.fullmatch(r"\d{1,3}(\.\d{1,9})?\s*%", word):
        raise wrong(word, f"`{word}` is not a share", "write a percentage, such as 30%")
    value = float(word.rstrip("% ")) / 100
    if value > 1:
        raise wrong(word, f"`{word}` is more than 100%")
    return value


def read_boolean(tree: object) -> bool:
    """Read `true` or `false`. Raises: Mistake."""
    return choice("true", "false")(tree) == "true"


def _zone(tree: object) -> Word:
    """Read the name of a time zone."""
    word = read_word(tree, "a time zone")
    try:
        ZoneInfo(word)
    except (KeyError, ValueError, OSError) as error:
        message = f"unknown time zone `{word}`"
        raise wrong(word, message, "write a name such as Europe/Moscow") from error
    return word


def _day(tree: object) -> Word:
    """Read a day as YYYY-MM-DD."""
    word = read_word(tree, "a day")
    try:
        date.fromisoformat(word if _DAY.fullmatch(word) else "")
    except ValueError as error:
        raise wrong(word, f"`{word}` is not a day", "write YYYY-MM-DD") from error
    return word


def _steady(tree: object) -> Duration:
    """Read a duration that is no range."""
    return parse_duration(read_word(tree, "a duration"), ranges=False)


def _fixed(tree: object) -> Duration:
    """Read a duration that is the same for everybody."""
    duration = _steady(tree)
    if duration.parameters or duration.attributes:
        raise wrong(tree, f"`{tree}` is not the same for everybody", "write a duration such as 7d")
    return duration


def entries(tree: object) -> object:
    """Give each entry of a mapping its name."""
    if not isinstance(tree, Mapping):
        raise wrong(tree, "expected a mapping from names to entries")
    return {
        name: Named(entry, name) if isinstance(entry, Mapping) else entry
        for name, entry in tree.items()
    }


class OneOrMany:
    """Lets one value stand where a list is expected, in reading and in the schema."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Read one value as a list of one."""

        def read(tree: object) -> object:
            return [tree] if isinstance(tree, Word | Mapping) else tree

        return core_schema.no_info_before_validator_function(read, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Allow an item in place of the list."""
        many = handler(schema)
        return {"anyOf": [many["items"], many]}


def _schema(pattern: str) -> dict[str, object]:
    return {"type": _SCALAR, "pattern": f"^{pattern}$"}


_DURATION = {"type": "string", "pattern": r"^[^\s].*$"}

Id = Annotated[Word, Reads(read_id, _schema(ID))]
NewId = Annotated[Word, Reads(_new_id, _schema(ID))]
MessageId = Annotated[Word, Reads(read_message_id, _schema(rf"{ID}(\.{ID})?"))]
Anchor = Annotated[Word, Reads(read_anchor, _schema(f"({ID}|{EVENT})"))]
Name = Annotated[Word, Reads(read_name, _schema(NAME))]
EventName = Annotated[Word, Reads(read_event, _schema(EVENT))]
Scalar = Annotated[Word, Reads(read_word, {"type": _SCALAR})]
Share = Annotated[float, Reads(read_share, _schema(r"[0-9.]+\s*%"))]
Boolean = Annotated[bool, Reads(read_boolean, {"type": "boolean"})]
Count = Annotated[int, Reads(whole(0, 10**9), {"type": "integer", "minimum": 0})]
Positive = Annotated[int, Reads(whole(1, 10**9), {"type": "integer", "minimum": 1})]
Priority = Annotated[
    int,
    Reads(whole(0, 100), {"type": "integer", "minimum": 0, "maximum": 100}),
]
Number = Annotated[float, Reads(number(-1e15, 1e15), {"type": "number"})]
Factor = Annotated[float, Reads(number(0, 1e6), {"type": "number", "minimum": 0})]
DurationField = Annotated[
    Duration,
    Reads(lambda tree: parse_duration(read_word(tree, "a duration")), _DURATION),
]
SteadyDuration = Annotated[Duration, Reads(_steady, _DURATION)]
FixedDuration = Annotated[Duration, Reads(_fixed, _DURATION)]
ClockField = Annotated[
    Clock,
    Reads(lambda tree: parse_clock(read_word(tree, "a time of day")), {"type": "string"}),
]
TimeOfDay = Annotated[
    Clock,
    Reads(
        lambda tree: parse_clock(read_word(tree, "a time of day"), weekdays=False),
        {"type": "string"},
    ),
]
ConditionField = Annotated[
    Condition,
    Reads(lambda tree: parse(read_word(tree, "a condition")), {"type": _SCALAR}),
]
ValueField = Annotated[
    Condition,
    Reads(lambda tree: parse_value(read_word(tree, "a value")), {"type": _SCALAR}),
]
Zone = Annotated[Word, Reads(_zone, {"type": "string"})]
Day = Annotated[Word, Reads(_day, {"type": "string"})]
Listed = OneOrMany()
Entries = Before(entries)
