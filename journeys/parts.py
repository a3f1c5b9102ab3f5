"""All values of some classes inside a part of the model, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TypeVar, get_args

from journeykit.journeys.conditions import Condition
from journeykit.journeys.durations import Duration
from journeykit.journeys.model import Text
from journeykit.journeys.model.validator import type_hints

Value = TypeVar("Value")
Kinds = tuple[type, ...]

_WHOLE = (Condition, Duration, Text)
"""Values that are asked for as they are: nobody looks for a part of them."""


def parts(whole: object, kind: type[Value] | tuple[type[Value], ...]) -> Iterator[Value]:
    """Yield the values of a class in `whole`, itself included, in the order of its fields.

    Texts without words are left out, as all that is empty.
    """
    kinds = kind if isinstance(kind, tuple) else (kind,)
    waiting = [whole]
    while waiting:
        value = waiting.pop()
        of = type(value)
        if of is tuple:
            waiting.extend(reversed(value))  # type: ignore[call-overload]  # of what, is not known
        elif of is dict:
            waiting.extend(reversed(value.values()))  # type: ignore[attr-defined]
        else:
            if isinstance(value, kind):
                yield value
            # mypy takes no type for hashable, as the cache wants it.
            names = _leading_to(of, kinds)  # type: ignore[arg-type]
            waiting.extend([inside for name in names if (inside := getattr(value, name))])


@cache
def _leading_to(of: type, kinds: Kinds) -> tuple[str, ...]:
    """Return the fields of a class in which there can be values of some classes, the last first."""
    names = [
        name
        for name, hint in _hints(of).items()
        if any(issubclass(each, kinds) for each in _inside(hint))
    ]
    return tuple(reversed(names))


@cache
def _inside(hint: object) -> tuple[type, ...]:
    """Return the classes of which there can be values in a value of some type."""
    if isinstance(hint, type) and not get_args(hint):
        return (hint, *(each for field in _hints(hint).values() for each in _inside(field)))
    return tuple(each for part in get_args(hint) for each in _inside(part))


def _hints(of: type) -> dict[str, object]:
    """Return the types of the fields of a class that may hold parts."""
    if not is_dataclass(of) or issubclass(of, _WHOLE):
        return {}
    hints = type_hints(of)
    names = [field.name for field in fields(of) if field.name not in ("place", "extensions")]
    return {name: hints[name] for name in names}
