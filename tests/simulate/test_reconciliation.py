"""The tables of a forecast agree with each other, with its main figures, and with the lives."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest

from journeykit.journeys.durations import parse
from journeykit.journeys.model.policy import Cap
from journeykit.journeys.place import Word
from journeykit.simulate.clock import DAY
from journeykit.simulate.estimates import Estimate
from journeykit.simulate.forecast import Forecast, forecast
from journeykit.simulate.life import Life
from journeykit.simulate.order import Mode, Order
from journeykit.simulate.reference.live import live
from journeykit.simulate.run import program_of, survey_of
from journeykit.simulate.survey import Survey
from journeykit.simulate.tally import merge, tally
from tests.samples.maps import plan_of

CUSTOMERS = 60
TEN_DAYS = parse(Word("10d"))


@dataclass(frozen=True)
class Run:
    """A run of the shop, told for as many customers as were simulated."""

    order: Order
    survey: Survey
    lives: list[Life]
    told: Forecast

    def lines(self, table: str) -> Iterator[tuple[tuple[str, ...], tuple[float | None, ...]]]:
        """Yield the labels and figures of each line of a table."""
        found = next(each for each in self.told.tables if each.name == table)
        for line in found.lines:
            yield line.labels, tuple(map(_number, line.cells))

    def sums(self, table: str, column: int, first: str = "") -> float:
        """Return the sum of a column, of all lines or of those with that first label."""
        return sum(
            cells[column] or 0 for labels, cells in self.lines(table) if first in ("", labels[0])
        )


def _number(cell: Estimate | int | None) -> float | None:
    return cell.value if isinstance(cell, Estimate) else cell


@pytest.fixture(scope="module", params=["observe", "enforce"])
def run(request: pytest.FixtureRequest) -> Run:
    """The shop with a narrow cap, so that something is held back."""
    plan = plan_of("shop")
    policy = replace(plan.map.policy, caps=(Cap(at_most=1, per=TEN_DAYS),))
    plan = replace(
        plan,
        map=replace(plan.map, policy=policy),
        population=replace(plan.population, customers=CUSTOMERS),
    )
    mode: Mode = request.param
    order = Order(plan, CUSTOMERS, days=75, seed=3, warm_up=40 * DAY, policy=mode)
    asked, program = survey_of(order), program_of(order)
    lives = [live(program, number, order.seed) for number in range(CUSTOMERS)]
    told = forecast(merge(tally(life, asked) for life in lives), asked, order.setting())
    return Run(order, asked, lives, told)


def test_messages_by_channel_class_and_journey_add_up_to_all(run: Run) -> None:
    for reach in (run.told.messages, run.told.on_site, run.told.staff):
        assert sum(each.total for each in reach.channels) == reach.all.total
        assert sum(each.total for each in reach.journeys) == reach.all.total
    classes = run.told.messages.classes
    assert sum(each.total for each in classes) == run.told.messages.all.total > 0


@pytest.mark.parametrize("period", ["week", "day"])
def test_the_volume_adds_up_to_all_messages(run: Run, period: str) -> None:
    volume = run.sums("volume", 0, period)
    assert volume == pytest.approx(run.told.messages.all.total)


@pytest.mark.parametrize("model", [0, 1])
def test_the_orders_by_click_are_all_orders_and_all_their_money(run: Run, model: int) -> None:
    counted = [each for life in run.lives for each in life.purchases if each.time >= 0]
    assert run.sums("attribution", model) == pytest.approx(len(counted))
    assert run.sums("attribution", 2 + model) == pytest.approx(
        sum(each.value for each in counted), abs=0.01 * len(counted)
    )
    assert counted


def test_what_is_held_back_is_what_is_dropped_and_deferred(run: Run) -> None:
    rules = {"quiet", "cap", "gap", "duplicate-message", "duplicate-topic", "sale"}
    rows = Counter(row.status for life in run.lives for row in life.rows if row.reason in rules)
    for column, status in enumerate(("sent", "dropped", "deferred")):
        assert run.sums("held", column) == pytest.approx(rows[status])
    for status, told in (("dropped", run.told.dropped), ("deferred", run.told.deferred)):
        found = [n for reasons in told.values() for why, n in reasons.items() if why in rules]
        assert sum(found) == rows[status]
    assert rows["sent" if run.order.policy == "observe" else "dropped"]


def test_who_loses_room_loses_what_caps_hold_back(run: Run) -> None:
    lost = Counter(
        each.journey or "(calendar)"
        for life in run.lives
        for each in life.held
        if each.rule == "cap"
    )
    for (loser, _), (messages, share) in run.lines("room"):
        assert messages is not None
        assert share == pytest.approx(messages / lost[loser])
    assert lost


def test_the_funnel_begins_with_all_entries_and_loses_nobody_at_a_step(run: Run) -> None:
    figures = {each.journey: each for each in run.told.journeys}
    for (journey, step), (entries, reached, _, converted) in run.lines("funnel"):
        figure = figures[journey]
        assert entries is not None
        if step == "(entered)":
            assert entries == figure.entered
            assert converted == pytest.approx(figure.conversion.value)
        else:
            assert reached == pytest.approx(entries / figure.entered)


def test_as_many_entries_come_to_a_step_as_take_flows_to_it_unless_they_take_several(
    run: Run,
) -> None:
    reached = {labels: cells[0] for labels, cells in run.lines("funnel")}
    into: dict[tuple[str, ...], list[float]] = {}
    for (journey, _, target), (entries,) in run.lines("flows"):
        assert entries
        into.setdefault((journey, target), []).append(entries)
    assert into
    for step, flows in into.items():
        if step[1] != "end":
            assert max(flows) <= (reached[step] or 0) <= sum(flows)


@pytest.mark.parametrize("kind", ["came", "first purchase after"])
def test_cohorts_add_up_to_all_customers(run: Run, kind: str) -> None:
    whole = next(cells for labels, cells in run.lines("cohorts") if labels == ("all", "all"))
    parts = [cells for labels, cells in run.lines("cohorts") if labels[0] == kind]
    assert sum(cells[0] or 0 for cells in parts) == whole[0] == CUSTOMERS
    for column in (1, 3, 4, 5):  # sales are a share of messages, not of customers
        weighted = sum((cells[0] or 0) * (cells[column] or 0) for cells in parts)
        assert weighted / CUSTOMERS == pytest.approx(whole[column])


def test_periods_of_ages_and_shares_of_cells_are_whole(run: Run) -> None:
    assert run.sums("ages", 0) == 2 * CUSTOMERS
    assert run.sums("rfm", 0) == pytest.approx(1.0)
    assert run.sums("gaps", 0) == pytest.approx(1.0)


def test_tables_are_the_same_however_customers_are_divided(run: Run) -> None:
    tallies = [tally(life, run.survey) for life in run.lives]
    random.Random(1).shuffle(tallies)
    cuts = [0, 1, 7, 30, 31, len(tallies)]
    parts = [merge(tallies[one:other]) for one, other in pairwise(cuts)]
    assert forecast(merge(reversed(parts)), run.survey, run.order.setting()) == run.told
