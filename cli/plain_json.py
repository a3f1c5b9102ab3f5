"""Dataclasses as JSON: short parts on one line, floats with six decimals."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date

_DECIMALS = 6
_WIDTH = 100


def as_json(value: object, margin: str = "") -> str:
    """Return JSON: what fits into a line on one, all else with a line for each part."""
    line = json.dumps(value, ensure_ascii=False)
    inner = f"{margin}  "
    if len(margin) + len(line) <= _WIDTH or not isinstance(value, dict | list):
        return line
    if isinstance(value, dict):
        items = [f"{json.dumps(key)}: {as_json(each, inner)}" for key, each in value.items()]
        return _block("{}", items, inner, margin)
    return _block("[]", [as_json(each, inner) for each in value], inner, margin)


def _block(brackets: str, items: Sequence[str], inner: str, margin: str) -> str:
    lines = ",\n".join(f"{inner}{item}" for item in items)
    return f"{brackets[0]}\n{lines}\n{margin}{brackets[1]}"


def fields_of(value: object) -> dict[str, object]:
    """Return a dataclass as a dictionary; `class_` becomes `class`."""
    assert is_dataclass(value)
    return {each.name.rstrip("_"): plain(getattr(value, each.name)) for each in fields(value)}


def plain(value: object) -> object:
    """Return a value in what JSON knows; floats with six decimals."""
    if isinstance(value, float):
        return round(value, _DECIMALS)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    return fields_of(value) if is_dataclass(value) else value
