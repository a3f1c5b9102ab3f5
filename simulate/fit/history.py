"""The history of each customer: the days with an order, and what they say at some day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from journeykit.simulate.fit.orders import Purchase


@dataclass(frozen=True, slots=True)
class Bought:
    """A day with an order: its number (1 is the first day of year 1) and what it was worth.

    Several orders of one customer on one day count as one.
    """

    day: int
    value: float


@dataclass(frozen=True, slots=True)
class Buyer:
    """A customer at the end of a day: what the models of purchases ask for.

    `repeats` are the days with an order after the first, `recency` the days from the first to
    the last of them, `age` the days since the first. `value` is the mean of all orders,
    `repeat_value` of those after the first (0 without any).
    """

    customer: str
    repeats: int
    recency: int
    age: int
    value: float
    repeat_value: float

    @property
    def silent(self) -> int:
        """The days since the last order."""
        return self.age - self.recency


@dataclass(frozen=True, slots=True)
class History:
    """Who bought on which days, customers in the order of their names; `end` is the last day."""

    bought: dict[str, tuple[Bought, ...]]
    end: int

    @property
    def first(self) -> int:
        """The day of the first order of all."""
        return min(days[0].day for days in self.bought.values())

    @property
    def orders(self) -> int:
        """How many orders there are, those of one customer and day counted once."""
        return sum(len(days) for days in self.bought.values())

    @property
    def pause(self) -> int:
        """The days without any order before the last day with one: many if its date is wrong."""
        days = sorted({each.day for bought in self.bought.values() for each in bought})
        return days[-1] - days[-2] if len(days) > 1 else 0

    def until(self, end: int) -> History:
        """Return what was known at the end of a day: later orders and customers are unknown."""
        kept = {
            customer: tuple(each for each in days if each.day <= end)
            for customer, days in self.bought.items()
            if days[0].day <= end
        }
        return History(kept, end)

    def after(self, end: int, customer: str) -> tuple[int, ...]:
        """Return the days of a customer's orders after a day, counted from it."""
        days = self.bought.get(customer, ())
        return tuple(each.day - end for each in days if each.day > end)

    def buyers(self) -> tuple[Buyer, ...]:
        """Return the customers as they are at the end."""
        return tuple(self._buyer(customer) for customer in self.bought)

    def _buyer(self, customer: str) -> Buyer:
        days = self.bought[customer]
        repeats = len(days) - 1
        later = sum(each.value for each in days[1:])
        return Buyer(
            customer,
            repeats,
            days[-1].day - days[0].day,
            self.end - days[0].day,
            (days[0].value + later) / len(days),
            later / repeats if repeats else 0.0,
        )


def history(purchases: Iterable[Purchase]) -> History:
    """Gather orders by customer and day; there must be one at least."""
    found: defaultdict[str, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
    for each in purchases:
        found[each.customer][each.time.toordinal()] += each.value
    bought = {
        customer: tuple(Bought(day, found[customer][day]) for day in sorted(found[customer]))
        for customer in sorted(found)
    }
    return History(bought, max(days[-1].day for days in bought.values()))
