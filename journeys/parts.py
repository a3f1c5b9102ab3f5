"""All values of one class inside a part of the model, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import TypeVar

from journeykit.journeys.place import Mapping, Place, Word

Value = TypeVar("Value")


def parts(whole: object, kind: type[Value] | tuple[type[Value], ...]) -> Iterator[Value]:
    """Yield the values of a class in `whole`, itself included, in the order of its fields."""
    if isinstance(whole, kind):
        yield whole
    if isinstance(whole, tuple):
        for item in whole:
            yield from parts(item, kind)
    elif isinstance(whole, dict) and not isinstance(whole, Mapping):
        for item in whole.values():
            yield from parts(item, kind)
    elif is_dataclass(whole) and not isinstance(whole, type | Place | Word):
        for field in fields(whole):
            yield from parts(getattr(whole, field.name), kind)
