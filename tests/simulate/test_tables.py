"""Each table of a forecast on a few written customers: every figure, counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeykit.simulate.clock import DAY
from journeykit.simulate.estimates import Estimate
from journeykit.simulate.forecast import Setting, forecast
from journeykit.simulate.survey import survey
from journeykit.simulate.table import Cell, Table
from journeykit.simulate.tables import QUESTIONS
from journeykit.simulate.tally import merge, tally
from tests.timetables import Case, cases

CASES = cases(Path(__file__).parent / "tables")


def tables(case: Case) -> dict[str, list[str]]:
    """Return the lines of each table: its labels, then its figures."""
    lives, program = case.lives(), case.program()
    asked = survey(case.plan, program.clock.moment, horizon=case.horizon)
    days, zone = case.horizon // DAY, str(case.plan.map.timezone)
    setting = Setting(
        "", len(lives), len(lives), days, case.start, zone, 1, case.warm_up, drawn=False
    )
    told = forecast(merge(tally(life, asked) for life in lives), asked, setting)
    return {table.name: _lines(table) for table in told.tables}


def _lines(table: Table) -> list[str]:
    return [
        " ".join(("; ".join(line.labels), "=", *map(_figure, line.cells))) for line in table.lines
    ]


def _figure(cell: Cell) -> str:
    if isinstance(cell, Estimate):
        assert cell.low is None
        return f"{cell.value:.4g}"
    return "-" if cell is None else str(cell)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_table_is_exact(case: Case) -> None:
    found = tables(case)
    assert {name: found[name] for name in case.expected} == case.expected


def test_every_table_has_a_case() -> None:
    shown = {name for case in CASES for name, lines in case.expected.items() if lines}
    assert sorted(each.name for each in QUESTIONS if each.name not in shown) == []
