"""Runs of many customers: one result, however they are divided."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from journeykit.journeys.finding import JourneyError
from journeykit.journeys.load import load
from journeykit.journeys.model import Plan
from journeykit.journeys.text import read
from journeykit.simulate.forecast import Forecast, forecast
from journeykit.simulate.life import Row
from journeykit.simulate.log import open_log
from journeykit.simulate.order import Order
from journeykit.simulate.run import FEW, life_of, simulate, survey_of
from journeykit.simulate.tally import Tally

TEXT = """
map: Small shop
timezone: Europe/Moscow
---
population: Visitors
customers: 5000
attributes: {email: {known: 70%}}
behaviour:
  site.visit: {about_every: 6d, spread: 1.0}
  order.placed: {after: site.visit, chance: 20%, delay: 1m..30m}
responses: {email: {open: 30%, click: 5%}}
---
journey: come-back
goal: order.placed
exit: [order.placed]
start: {visited: {event: site.visit, next: hour}}
steps:
  hour:     {timer: 1h..3h, next: reminder}
  reminder: {send: {channel: email, class: content, topic: visit}, next: day}
  day:      {timer: 1d, next: offer}
  offer:    {send: {channel: email, class: sale, promo: code, topic: visit}, next: end}
"""


@pytest.fixture(scope="module")
def order() -> Order:
    documents, findings = read(TEXT, "shop.yaml")
    loaded = load(documents, "shop.yaml")
    assert not findings
    assert loaded.plan is not None
    return Order(loaded.plan, customers=60, days=30)


def _told(order: Order, tally: Tally) -> Forecast:
    return forecast(tally, survey_of(order), order.setting())


def test_several_processes_give_what_one_gives(order: Order, tmp_path: Path) -> None:
    many = replace(order, customers=FEW + 50, days=10)
    told: list[Forecast] = []
    for workers in (1, 2):
        with open_log(tmp_path / f"{workers}.csv") as write:
            told.append(_told(many, simulate(many, workers=workers, write=write)))
    assert told[0] == told[1]
    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "2.csv").read_bytes()
    assert (tmp_path / "1.csv").stat().st_size > 1000


def test_more_customers_leave_the_first_ones_alone(order: Order) -> None:
    few: list[Row] = []
    more: list[Row] = []
    simulate(order, write=few.extend)
    simulate(replace(order, customers=90), write=more.extend)
    assert few == [row for row in more if row.customer < 60]
    assert [row for row in few if row.customer == 17] == list(life_of(order, 17).rows)


def test_the_log_is_in_order_of_customer_and_time(order: Order) -> None:
    rows: list[Row] = []
    simulate(order, write=rows.extend)
    assert rows
    assert rows == sorted(rows, key=lambda row: (row.customer, row.time))


def test_another_seed_gives_other_customers(order: Order) -> None:
    assert simulate(order).numbers != simulate(replace(order, seed=2)).numbers


def test_the_progress_counts_every_customer_once(order: Order) -> None:
    done: list[int] = []
    simulate(order, progress=done.append)
    assert sum(done) == 60


def test_a_run_that_is_interrupted_leaves_no_log(order: Order, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        _interrupted(order, tmp_path / "log.csv")
    assert list(tmp_path.iterdir()) == []


def _interrupted(order: Order, path: Path) -> None:
    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with open_log(path) as write:
        simulate(order, write=write, progress=stop)


def test_the_forecast_counts_what_the_log_says(order: Order) -> None:
    rows: list[Row] = []
    told = _told(order, simulate(order, write=rows.extend))
    sent = [row for row in rows if row.status == "sent"]
    assert told.messages.all.period.mean.value == len(sent) / 60
    assert told.messages.all.total == round(len(sent) * 5000 / 60)
    most = max(sum(row.customer == customer for row in sent) for customer in range(60))
    assert told.messages.all.period.max == most
    for rule in told.rules:
        first = {row.customer for row in sent if row.reason == rule.key}
        assert rule.share.value * 60 >= len(first)
    broken = {row.customer for row in sent if row.reason}
    assert min(broken) == min(rule.example.customer for rule in told.rules if rule.example)


def test_nobody_is_lost(order: Order) -> None:
    few = replace(order, customers=20)
    (journey,) = _told(few, simulate(few)).journeys
    assert journey.entered > 0
    lives = [life_of(few, customer) for customer in range(20)]
    entries = [each for life in lives for each in life.instances if each.entered >= 0]
    assert {each.how for each in entries} <= {"ended", "exit", "running", "stuck"}
    assert journey.entered == few.setting().scaled(len(entries))


def test_the_last_day_ends_at_local_midnight(order: Order) -> None:
    week = replace(order, days=7)
    rows: list[Row] = []
    simulate(week, write=rows.extend)
    assert max(row.time for row in rows) < 7 * 86_400


def test_a_worker_that_dies_is_told(order: Order) -> None:
    deadly = replace(order, customers=FEW + 1, plan=_Deadly(order.plan))  # type: ignore[arg-type]
    with pytest.raises(JourneyError, match="a worker process was ended from outside"):
        simulate(deadly, workers=2)


class _Deadly:
    """What ends the process that unpickles it."""

    def __init__(self, plan: Plan) -> None:
        self.map = plan.map
        self.journeys = plan.journeys

    def __reduce__(self) -> tuple[object, ...]:
        import os

        return os._exit, (1,)
