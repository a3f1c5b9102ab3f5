"""A grid of settings: a row is the plan with its values, the front holds what nothing beats."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from journeykit.journeys.load import load
from journeykit.journeys.settings import with_setting
from journeykit.simulate.compare import alike, compare
from journeykit.simulate.figures import Figure
from journeykit.simulate.forecast import forecast
from journeykit.simulate.order import Order
from journeykit.simulate.run import simulate, survey_of
from journeykit.simulate.sweep import COST, FIGURES, Sweep, front, sweep
from tests.samples.maps import documents_of, plan_of

LETTERS = "journeys.abandoned-cart.params.letters"
PAUSE = "journeys.abandoned-cart.params.pause"

POINTS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=12)


def order_with(values: dict[str, str], *, customers: int = 60) -> Order:
    """Return an order of the sample with values set."""
    documents = documents_of("chain-length")
    for path, value in values.items():
        documents = with_setting(documents, path, value, at=path)
    plan = load(documents, "chain-length").plan
    assert plan is not None
    return Order(plan, customers)


def swept(**grid: tuple[str, ...]) -> Sweep:
    """Try all combinations of values of the chain's parameters."""
    paths = tuple(f"journeys.abandoned-cart.params.{name}" for name in grid)
    cells = list(product(*grid.values()))
    orders = alike([order_with(dict(zip(paths, values, strict=True))) for values in cells])
    return sweep(list(zip(cells, orders, strict=True)), paths, Figure("converted"))


@given(POINTS)
def test_the_front_holds_the_points_that_no_other_beats(points: list[tuple[int, int]]) -> None:
    on_front = front([(float(cost), float(gain)) for cost, gain in points])
    assert any(on_front)
    for (cost, gain), chosen in zip(points, on_front, strict=True):
        better = [(c, g) for c, g in points if (c < cost and g >= gain) or (c <= cost and g > gain)]
        assert chosen == (not better)


def test_a_row_is_the_plan_with_its_values() -> None:
    told = swept(letters=("1", "3"))
    beside = compare(*alike([order_with({LETTERS: "1"}), order_with({LETTERS: "3"})]))
    by_figure = {each.figure: each for each in beside.figures}
    cell = told.cells[1]
    assert cell.values == ("3",)
    shared = [each for each in FIGURES if each in by_figure]
    assert len(shared) >= 7
    assert [cell.of(each) for each in shared] == [by_figure[each] for each in shared]


def test_the_value_that_is_written_changes_nothing() -> None:
    (row,) = swept(letters=("4",)).cells
    plain = Order(plan_of("chain-length"), 60)
    assert row.of(COST).second == compare(plain, plain).figures[0].second


def test_figures_are_those_of_the_forecast() -> None:
    order = order_with({}, customers=100)
    said = forecast(simulate(order), survey_of(order), order.setting())
    told = {each.figure: each.first for each in compare(order, order).figures}
    (journey,) = said.journeys
    (email,) = (each for each in said.messages.channels if each.name == "email")
    assert told[COST] == said.messages.all.period.mean
    assert told[Figure("worst 7 days")] == said.messages.all.week.mean
    assert told[Figure("channel", "email")] == email.period.mean
    assert told[Figure("converted")].value == journey.converted / said.setting.population
    for rule in said.rules:
        assert told[Figure("broken", rule.text)] == rule.share


def test_longer_chains_send_more() -> None:
    told = swept(letters=("1", "2", "3", "4"))
    sent = [cell.of(COST).second.value for cell in told.cells]
    assert sent == sorted(set(sent))


def test_the_grid_has_each_combination_once_in_order() -> None:
    told = swept(letters=("1", "2"), pause=("1d", "3d"))
    assert [cell.values for cell in told.cells] == [
        ("1", "1d"), ("1", "3d"), ("2", "1d"), ("2", "3d"),
    ]  # fmt: skip


def test_the_place_of_the_code_alone_earns_nothing() -> None:
    """A code is answered like any other letter: the response model knows no offers (R15)."""
    orders = alike(
        [
            order_with({"messages.cart-letter-1.promo": promo}, customers=150)
            for promo in ("none", "code")
        ]
    )
    told = compare(*orders)
    changed = {each.figure.kind: each.changed.value for each in told.figures}
    assert changed["messages"] == changed["converted"] == changed["orders"] == 0
