"""The sample shop practises its policy, and each of its buyers is in one cell."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

import pytest

from journeykit.journeys.conditions import Window, compile_test
from journeykit.journeys.conditions.scope import Fields, Within
from journeykit.journeys.place import Word
from tests.command import journey
from tests.journeys.customer import Customer, Happening
from tests.samples.maps import ROOT, plan_of

DAY = 86400.0
CELLS = ("newcomers", "promising", "loyal", "champions", "at_risk", "lost")


def forecast(*arguments: str) -> dict[str, Any]:
    """Return the forecast for 300 customers of the shop."""
    shop = str(ROOT / "samples/shop")
    ran = journey("simulate", shop, "--customers", "300", "--format", "json", *arguments)
    assert (ran.status, ran.stderr) == (0, "")
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


def test_nobody_gets_more_than_the_policy_allows() -> None:
    broken = {rule["key"] for rule in forecast("--check")["rules"] if rule["breaks"]}
    assert broken <= {"quiet"}


def test_the_policy_only_puts_off_what_falls_into_the_night() -> None:
    told = forecast("--policy", "enforce")
    assert {why for each in told["dropped"].values() for why in each} <= {"no-consent"}
    assert {why for each in told["deferred"].values() for why in each} <= {"quiet"}


class Buyer(Customer):
    """A customer whose whole life counts where no window is named, as in a segment."""

    def ages(self, event: str, within: Within, data: Fields) -> list[float]:
        """Return the ages of the events that fit."""
        return super().ages(event, Window.EVER if within is Window.ENTRY else within, data)


@pytest.mark.parametrize(
    ("orders", "days", "spent"),
    list(product((1, 2, 3), (0, 44, 45, 89, 90, 400), (0, 2999, 3000, 11999, 12000, 50000))),
)
def test_a_buyer_is_in_one_cell(orders: int, days: int, spent: int) -> None:
    ages = [days * DAY, (days + 1) * DAY, (days + 200) * DAY][:orders]
    buyer = Buyer(
        attributes={"spent": float(spent)},
        events=tuple(Happening("order.placed", age) for age in ages),
    )
    assert len(cells(buyer)) == 1


def test_who_never_bought_is_in_no_cell() -> None:
    assert cells(Buyer(attributes={"spent": 0.0})) == []


def cells(customer: Customer) -> list[str]:
    """Return the cells of a customer."""
    segments = plan_of("shop").population.segments
    conditions = {name: segments[Word(name)].condition for name in CELLS}
    return [name for name, each in conditions.items() if each and compile_test(each)(customer)]
