"""RFM cells: recency, frequency and money of the purchases so far, every thirty days."""

from __future__ import annotations

from collections.abc import Mapping
from math import log2

from journeykit.simulate.clock import DAY
from journeykit.simulate.estimates import Estimate
from journeykit.simulate.life import Life
from journeykit.simulate.moments import Moments, Pairs, average, rate
from journeykit.simulate.periods import periods
from journeykit.simulate.survey import Survey
from journeykit.simulate.table import Column, Line, Table
from journeykit.simulate.tables.question import Answers, Question

_RECENCY = {"R 0d to 30d": 30, "R 30d to 90d": 90, "R 90d to 180d": 180}
_LONGER, _NEVER = "R 180d and more", "R never"
_FREQUENCY = {"F 1": 2, "F 2 to 3": 4}
_OFTEN, _NONE = "F 4 and more", "F 0"
_MONEY = ("M low", "M middle", "M high")
_FINE = 4
"""Money is counted in steps of 2^(1/4), about 19 %; thirds are cut between them."""


def _ask(life: Life, survey: Survey) -> Pairs:
    """Count the customer's periods of thirty days under the cell at their beginning."""
    for period in periods(life, survey):
        bought = [each for each in life.purchases if each.time < period.start]
        spent = sum(each.value for each in bought)
        cell = _cell([each.time for each in bought], spent, period.start)
        yield (*cell, "messages"), 1, period.messages
        yield (*cell, "orders"), 1, period.orders


def _cell(times: list[int], spent: float, now: int) -> tuple[str, str, str]:
    """Return the cell of a customer: recency, frequency, and the step of what was spent."""
    if not times:
        return _NEVER, _NONE, "-"
    days = (now - times[-1]) / DAY
    recency = next((name for name, most in _RECENCY.items() if days < most), _LONGER)
    frequency = next((name for name, most in _FREQUENCY.items() if len(times) < most), _OFTEN)
    return recency, frequency, str(int(_FINE * log2(max(1.0, spent))))


def _table(answers: Answers, survey: Survey) -> Table:
    """Return the cells that have customers."""
    thirds = _thirds(answers)
    cells: dict[tuple[str, str, str], dict[str, Moments]] = {}
    for recency, frequency, money, what in answers.named():
        third = "" if money == "-" else _MONEY[thirds[money]]
        found = cells.setdefault((recency, frequency, third), {})
        found[what] = found.get(what, Moments()) + answers.of(recency, frequency, money, what)
    whole = sum(found["messages"].x for found in cells.values())
    n = answers.customers
    lines = [
        Line(
            cell,
            (
                _share(found["messages"], whole, n),
                rate(found["messages"], n),
                rate(found["orders"], n),
            ),
        )
        for cell, found in sorted(cells.items(), key=lambda each: _order(each[0]))
    ]
    return Table(
        "rfm",
        "RFM cells",
        "Customers by how long ago the last order was, how many there were and what was spent "
        "(thirds of those who bought), looked at every 30 days over the simulated life, and what "
        "one of them gets (messages that the policy sees) and orders in the 30 days after.",
        ("recency", "frequency", "money"),
        (
            Column("customers", "share"),
            Column("messages", "messages per customer"),
            Column("orders", "orders per customer"),
        ),
        tuple(lines),
    )


def _share(periods: Moments, whole: int, customers: int) -> Estimate:
    """Return the share of a cell in all periods; every customer has as many of them."""
    mean = average(Moments(y=periods.x, yy=periods.xx), customers)
    each = whole / customers
    low, high = mean.low, mean.high
    return Estimate(
        mean.value / each,
        None if low is None else low / each,
        None if high is None else min(1.0, high / each),
    )


def _thirds(answers: Answers) -> Mapping[str, int]:
    """Return to which third of the buyers' periods each step of money belongs."""
    steps: dict[str, int] = {}
    for recency, frequency, money, what in answers.named():
        if what == "messages" and money != "-":
            steps[money] = steps.get(money, 0) + answers.of(recency, frequency, money, what).x
    whole, below = sum(steps.values()), 0
    thirds = {}
    for money in sorted(steps, key=int):
        thirds[money] = min(2, 3 * below // whole)
        below += steps[money]
    return thirds


def _order(cell: tuple[str, str, str]) -> tuple[int, int, int]:
    """Return the place of a cell: the latest buyers first, those who never bought last."""
    recency, frequency, money = cell
    return (
        [*_RECENCY, _LONGER, _NEVER].index(recency),
        [*_FREQUENCY, _OFTEN, _NONE].index(frequency),
        ["", *_MONEY].index(money),
    )


QUESTION = Question("rfm", _ask, _table)
