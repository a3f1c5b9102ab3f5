"""The forecast as CSV: every figure of every table, as a spreadsheet takes it."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from io import StringIO
from pathlib import Path

import pytest

from journeykit.cli.forecast_csv import forecast_csv, forecast_sheets
from journeykit.simulate.estimates import Estimate
from journeykit.simulate.forecast import Forecast, forecast
from journeykit.simulate.order import Order
from journeykit.simulate.run import simulate, survey_of
from tests.command import Ran, journey
from tests.samples.maps import ROOT, plan_of

Row = dict[str, str]
Interval = tuple[float, float, float]

COMMAND = ("simulate", str(ROOT / "samples/shop"), "--customers", "20", "--for", "28d", "--check")


@cache
def _ran(format_: str) -> Ran:
    return journey(*COMMAND, "--format", format_)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _rows(text: str) -> list[Row]:
    return list(csv.DictReader(StringIO(text)))


def _intervals(value: object) -> Iterator[Interval]:
    """Yield every figure with an interval in JSON."""
    if isinstance(value, dict) and value.keys() == {"value", "low", "high"}:
        if value["low"] is not None and value["high"] is not None:
            yield value["value"], value["low"], value["high"]
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _intervals(each)


def test_every_figure_of_the_json_stands_in_the_csv() -> None:
    told, rows = json.loads(_ran("json").stdout), _rows(_ran("csv").stdout)
    found = [
        (float(row["value"]), float(row["low"]), float(row["high"]))
        for row in rows
        if row["low"] and row["high"]
    ]
    assert Counter(found) == Counter(_intervals(told))
    tables = {row["table"].partition(".")[0] for row in rows}
    single = {key for key, value in told.items() if isinstance(value, int)}
    filled = {key for key, value in told.items() if re.search(r"\d", json.dumps(value))}
    filled |= {table["name"] for table in told["tables"] if table["lines"]}
    assert filled - single - {"tables"} <= tables
    assert {row["figure"] for row in rows if row["table"] == "forecast"} == single


def test_no_two_lines_are_about_the_same() -> None:
    rows = _rows(_ran("csv").stdout)
    same = Counter((row["table"], row["name"], row["figure"]) for row in rows)
    assert [line for line, times in same.items() if times > 1] == []


def test_every_figure_has_a_unit() -> None:
    rows = _rows(_ran("csv").stdout)
    numbers = {row["figure"] for row in rows if row["unit"] == "" and _is_number(row["value"])}
    assert numbers <= {"seed", "example.customer", "priority"}


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def test_a_check_stands_in_the_csv_with_what_it_needs() -> None:
    lines = [row for row in _rows(_ran("csv").stdout) if row["table"] == "check"]
    sale = [row for row in lines if row["name"] == "share(sale window) <= 1%"]
    assert [(row["figure"], row["unit"], row["value"]) for row in sale] == [
        ("verdict", "", "too few"),
        ("stat", "", "share"),
        ("figure", "share", "0.0"),
        ("needed", "customers", "381"),
    ]


def test_each_table_is_a_file_with_the_same_figures() -> None:
    ran = journey(*COMMAND, "--tables", "deep/sheets")
    assert (ran.status, ran.stderr) == (0, "")
    sheets = {path.stem: path.read_text(encoding="utf-8") for path in Path("deep/sheets").iterdir()}
    rows = _rows(_ran("csv").stdout)
    assert set(sheets) == {row["table"] for row in rows}
    found = [row for row in rows if row["table"] == "messages.channels" and row["name"] == "email"]
    (email,) = (row for row in _rows(sheets["messages.channels"]) if row["name"] == "email")
    for row in found:
        assert email[row["figure"]] == row["value"]
        assert email.get(f"{row['figure']} low", "") == row["low"]
    held = _rows(sheets["journeys.how"])
    assert {"journey", "ended", "running"} <= set(held[0])


def test_the_same_run_gives_the_same_bytes() -> None:
    assert journey(*COMMAND, "--format", "csv").stdout == _ran("csv").stdout


def test_a_file_in_the_place_of_the_folder_is_told_before_anybody_is_simulated() -> None:
    Path("sheets").write_text("mine", encoding="utf-8")
    ran = journey(*COMMAND, "--tables", "sheets")
    assert (ran.status, ran.stdout) == (2, "")
    assert ran.stderr == "error: sheets: cannot be a folder: File exists\n"
    assert Path("sheets").read_text(encoding="utf-8") == "mine"


def test_one_customers_timetable_may_be_a_csv() -> None:
    rows = _rows(journey(*COMMAND[:-1], "--show", "3", "--format", "csv").stdout)
    assert {row["customer"] for row in rows} == {"3"}
    assert list(rows[0]) == ["customer", "time", "journey", "step", "message", "status", "why"]
    refused = journey(*COMMAND[:-1], "--show", "3", "--tables", "sheets")
    assert refused.status == 2
    assert "goes with none of --log, --tables and --check" in refused.stderr


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a funnel."""

    journey: str
    step: str
    reached: Estimate


@dataclass(frozen=True, slots=True)
class More(Forecast):
    """A forecast with tables that nobody has thought of."""

    steps: tuple[Step, ...]
    took: Mapping[str, Mapping[str, int]]
    weeks: tuple[Estimate, ...]
    best: Estimate


def test_a_table_that_is_added_later_is_told_without_a_change() -> None:
    order = Order(plan_of("start"), customers=5, days=7)
    told = forecast(simulate(order), survey_of(order), order.setting())
    more = More(
        **{each.name: getattr(told, each.name) for each in fields(told)},
        steps=(Step("a", "wait", Estimate(0.5, 0.25, 1)), Step("a", "send", Estimate(0.25))),
        took={"a": {"b": 3}},
        weeks=(Estimate(7), Estimate(8, 6, 9)),
        best=Estimate(2.5),
    )
    new = set(forecast_csv(more).splitlines()) - set(forecast_csv(told).splitlines())
    assert new == {
        "steps,a / wait,reached,share,0.5,0.25,1",
        "steps,a / send,reached,share,0.25,,",
        "took,a,b,,3,,",
        "weeks,1,value,,7,,",
        "weeks,2,value,,8,6,9",
        "forecast,,best,,2.5,,",
    }
    sheet = forecast_sheets(more)["steps"]
    assert sheet.splitlines() == [
        "journey,step,reached,reached low,reached high",
        "a,wait,0.5,0.25,1",
        "a,send,0.25,,",
    ]
