"""Values of the model as one writes them, on one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from typing import cast

from journeykit.journeys.conditions import Condition
from journeykit.journeys.durations import Duration
from journeykit.journeys.expect import Expectation
from journeykit.journeys.model import AfterDelay, EventCatch, Exit, Flow, Goal, Text
from journeykit.journeys.model.drawn import Chance, Choice, Constant, Lognormal, New, Uniform
from journeykit.journeys.model.element import Element
from journeykit.journeys.model.fields import read_share
from journeykit.journeys.model.reads import Reads
from journeykit.journeys.model.step import Emit
from journeykit.journeys.model.validator import type_hints

UNSAID = ("id", "place", "extensions")
"""Fields that stand elsewhere in the text, or nowhere."""

_LAST = ("title", "note", "reads", "writes", "next")
"""What is told behind that which says what a part is."""


SHORT: Mapping[type, str] = {
    AfterDelay: "after",
    EventCatch: "event",
    Exit: "event",
    Goal: "event",
    Emit: "event",
    Flow: "to",
}
"""The parts that one word stands for, and the field that it is the value of."""


def said(value: object, *, share: bool = False) -> str:
    """Return a value as it is written; a `share` is a percentage, and nothing is ""."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float():
            return f"{round(100 * value, 4):g}%" if share else f"{value:g}"
        case Text():
            return _text(value)
        case Condition() | Duration() | Expectation():
            return " ".join(value.source.split())
        case date():
            return value.isoformat()
        case dict():
            return f"{{{', '.join(f'{key}: {said(each)}' for key, each in value.items())}}}"
        case tuple():
            return ", ".join(said(each) for each in value)
        case Element():
            short = in_short(value)
            return f"{{{whole(value)}}}" if short is None else said(short)
        case _:
            return _drawn(value)


def whole(part: Element) -> str:
    """Return a part as it is written, without its id: `timer: 3d, next: ask`."""
    given = (
        (key, said(value, share=share))
        for key, value, share, default in _given(part)
        if value != default
    )
    return ", ".join(f"{key}: {text}" for key, text in given)


def in_short(part: Element) -> object:
    """Return the value of the one field that a part has, None where it needs more words."""
    name = SHORT.get(type(part))
    if name is None or any(
        value != default for key, value, _, default in _given(part) if key != name
    ):
        return None
    found: object = getattr(part, name)
    return found


def keys(part: Element) -> Iterator[tuple[str, str, bool]]:
    """Yield each field of a part that can be written: its name, its key, whether it is a share."""
    key_of = cast("Callable[[str], str]", part.__pydantic_config__["alias_generator"])
    hints = type_hints(type(part))  # type: ignore[arg-type]  # no type is hashable for mypy
    for each in fields(part):
        if each.name not in UNSAID:
            yield each.name, key_of(each.name), _is_share(hints[each.name])


def _given(part: Element) -> Iterator[tuple[str, object, bool, object]]:
    defaults = {each.name: _default(each) for each in fields(part)}
    written = sorted(keys(part), key=lambda each: _LAST.index(each[1]) if each[1] in _LAST else -1)
    for name, key, share in written:
        yield key, getattr(part, name), share, defaults[name]


def _default(one: Field[object]) -> object:
    return one.default if one.default_factory is MISSING else one.default_factory()


def _is_share(hint: object) -> bool:
    """Tell whether a field's values are read as percentages."""
    inside = (*getattr(hint, "__args__", ()), *getattr(hint, "__metadata__", ()))
    return any(
        each.read is read_share if isinstance(each, Reads) else _is_share(each) for each in inside
    )


def _text(text: Text) -> str:
    if not text.languages:
        return str(text)
    return f"{{{', '.join(f'{name}: {words}' for name, words in text.by_language)}}}"


def _drawn(value: object) -> str:
    match value:
        case Constant(value=one):
            return said(one)
        case Chance(share=share):
            return said(share, share=True)
        case Uniform(low=low, high=high):
            return f"{low:g}..{high:g}"
        case Lognormal(median=median, sigma=sigma):
            return f"{{lognormal: [{median:g}, {sigma:g}]}}"
        case Choice(options=options):
            return ", ".join(f"{name}: {said(part, share=True)}" for name, part in options)
        case New():
            return "new"
        case _:
            return str(value)
