"""One customer's timetable."""

from __future__ import annotations

import json
from datetime import date

from journeykit.cli.forecast_json import life_json
from journeykit.cli.page import render
from journeykit.cli.timetable import entries, timetable
from journeykit.journeys.policy import plain_days
from journeykit.simulate.forecast import Setting
from journeykit.simulate.life import Instance, Life, Refusal, Row, Stuck

DAY = 86_400
SETTING = Setting("Shop", 1, 1, 90, date(2026, 1, 5), "UTC", 1, 0)


def _row(time: int, status: str = "sent", reason: str = "") -> Row:
    return Row(17, time, "cart", 1, "mail", "m", "email", "content", "none", status, reason)


def _instance(number: int, entered: int, ended: int | None, how: str) -> Instance:
    return Instance("cart", number, "filled", entered, ended, "", how, None)


LIFE = Life(
    17,
    rows=(_row(3600), _row(DAY + 5, reason="gap"), _row(DAY + 5, "dropped", "no-consent")),
    instances=(_instance(1, -50, 3000, "exit"), _instance(2, 3000, None, "running")),
    refusals=(Refusal(4000, "cart", "filled", "reentry"),),
    stuck=(Stuck(2 * DAY, "cart", 2, "choice"),),
    before=(_row(-9),),
)


def test_a_timetable_tells_entries_messages_refusals_and_ends_in_order() -> None:
    told = [(each.time, each.status, each.why) for each in entries(LIFE)]
    assert told == [
        (3000, "ended", "by an exit"),
        (3000, "entered", ""),
        (3600, "sent", ""),
        (4000, "refused", "by reentry"),
        (DAY + 5, "sent", "breaks gap"),
        (DAY + 5, "dropped", "no-consent"),
        (2 * DAY, "stuck", "no way on"),
    ]


def test_a_journey_that_takes_no_time_is_entered_before_it_ends() -> None:
    life = Life(0, rows=(_row(9),), instances=(_instance(1, 9, 9, "exit"),))
    assert [each.status for each in entries(life)] == ["entered", "sent", "ended"]


def test_a_timetable_has_a_line_for_each_thing_with_its_local_time() -> None:
    text = render(list(timetable(LIFE, SETTING, plain_days)))
    lines = [line.split() for line in text.splitlines()]
    assert ["2026-01-05", "01:00:00", "cart", "mail", "m", "sent"] in lines
    assert len(lines) == 4 + len(entries(LIFE))
    assert max(map(len, text.splitlines())) <= 80


def test_nothing_is_told_of_a_customer_to_whom_nothing_happened() -> None:
    assert "Nothing happened" in render(list(timetable(Life(3), SETTING, plain_days)))


def test_the_json_of_a_life_leaves_the_warm_up_out() -> None:
    told = json.loads(life_json(LIFE, SETTING))
    assert list(told) == [
        "setting", "customer", "rows", "instances", "refusals", "responses", "stuck", "work",
        "purchases", "held",
    ]  # fmt: skip
    assert told["rows"][1]["class"] == "content"
    assert told["setting"]["start"] == "2026-01-05"
