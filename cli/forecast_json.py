"""The forecast, or one customer's life, as JSON; docs/forecast.md says what each key is."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.cli.plain_json import as_json, fields_of, plain
from journeykit.simulate.forecast import Forecast, Setting
from journeykit.simulate.life import Life
from journeykit.simulate.verdict import Verdict

_UNTOLD = ("before", "clicks", "firsts", "snapshots")


def forecast_json(forecast: Forecast, judged: Sequence[Verdict]) -> str:
    """Return a forecast and, in `check`, which lines hold (empty if nothing was checked)."""
    return as_json({**fields_of(forecast), "check": [plain(each) for each in judged]}) + "\n"


def life_json(life: Life, setting: Setting) -> str:
    """Return what one customer lived through; times are seconds from the start of the run."""
    return as_json({"setting": plain(setting), **life_fields(life)}) + "\n"


def life_fields(life: Life) -> dict[str, object]:
    """Return what is told of a life."""
    return {name: value for name, value in fields_of(life).items() if name not in _UNTOLD}
