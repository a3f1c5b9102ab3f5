"""The forecast, or one customer's life, as JSON; docs/forecast.md says what each key is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date

from journeykit.simulate.forecast import Forecast, Setting
from journeykit.simulate.life import Life
from journeykit.simulate.verdict import Verdict

_DECIMALS = 6
_WIDTH = 100
_UNTOLD = ("before", "firsts", "snapshots")


def forecast_json(forecast: Forecast, judged: Sequence[Verdict]) -> str:
    """Return a forecast and, in `check`, which lines hold (empty if nothing was checked)."""
    return _text({**_fields(forecast), "check": [_plain(each) for each in judged]}) + "\n"


def life_json(life: Life, setting: Setting) -> str:
    """Return what one customer lived through; times are seconds from the start of the run."""
    counted = {name: value for name, value in _fields(life).items() if name not in _UNTOLD}
    return _text({"setting": _plain(setting), **counted}) + "\n"


def _text(value: object, margin: str = "") -> str:
    """Return JSON: what fits into a line on one, all else with a line for each part."""
    line = json.dumps(value, ensure_ascii=False)
    inner = f"{margin}  "
    if len(margin) + len(line) <= _WIDTH or not isinstance(value, dict | list):
        return line
    if isinstance(value, dict):
        items = [f"{json.dumps(key)}: {_text(each, inner)}" for key, each in value.items()]
        return _block("{}", items, inner, margin)
    return _block("[]", [_text(each, inner) for each in value], inner, margin)


def _block(brackets: str, items: Sequence[str], inner: str, margin: str) -> str:
    lines = ",\n".join(f"{inner}{item}" for item in items)
    return f"{brackets[0]}\n{lines}\n{margin}{brackets[1]}"


def _fields(value: object) -> dict[str, object]:
    """Return a dataclass as a dictionary; `class_` becomes `class`."""
    assert is_dataclass(value)
    return {each.name.rstrip("_"): _plain(getattr(value, each.name)) for each in fields(value)}


def _plain(value: object) -> object:
    """Return a value in what JSON knows; floats with six decimals."""
    if isinstance(value, float):
        return round(value, _DECIMALS)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return _fields(value) if is_dataclass(value) else value
