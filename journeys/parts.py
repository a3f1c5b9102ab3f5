"""All values of some classes inside a part of the model, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TypeVar

from journeykit.journeys.conditions import Condition
from journeykit.journeys.durations import Duration
from journeykit.journeys.model import Text

Value = TypeVar("Value")

_WHOLE = (Condition, Duration, Text)
"""Values that are asked for as they are: nobody looks for a part of them."""


def parts(whole: object, kind: type[Value] | tuple[type[Value], ...]) -> Iterator[Value]:
    """Yield the values of a class in `whole`, itself included, in the order of its fields."""
    waiting = [whole]
    while waiting:
        value = waiting.pop()
        if isinstance(value, kind):
            yield value
        if isinstance(value, tuple):
            waiting.extend(reversed(value))
        elif type(value) is dict:
            waiting.extend(reversed(value.values()))
        else:
            kind_of = type(value)
            # mypy takes no type for hashable, as the cache wants it.
            waiting.extend(getattr(value, name) for name in _names(kind_of))  # type: ignore[arg-type]


@cache
def _names(kind: type) -> tuple[str, ...]:
    """Return the fields of a class that may hold parts, the last first."""
    if not is_dataclass(kind) or issubclass(kind, _WHOLE):
        return ()
    names = [field.name for field in fields(kind) if field.name not in ("place", "extensions")]
    return tuple(reversed(names))
