"""A question that is asked of every customer, and the table that their answers make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from journeykit.simulate.estimates import Estimate
from journeykit.simulate.life import Life
from journeykit.simulate.moments import Key, Moments, Pairs
from journeykit.simulate.survey import Survey
from journeykit.simulate.table import Table


@dataclass(frozen=True, slots=True)
class Answers:
    """The sums of all customers' answers to one question.

    `population` is for how many customers totals are told.
    """

    moments: Mapping[Key, Moments]
    customers: int
    population: float

    def named(self) -> Iterator[Key]:
        """Yield what there is an answer to, in order of the alphabet."""
        yield from sorted(self.moments)

    def of(self, *key: str) -> Moments:
        """Return the sums under a key, nothing where nobody answered."""
        return self.moments.get(key, Moments())

    def total(self, number: int) -> int:
        """Return a sum over the simulated customers for the whole population, rounded."""
        return int(number * self.population / self.customers + 0.5)

    def scaled(self, per_customer: Estimate) -> Estimate:
        """Return a mean of one customer for the whole population."""
        low, high = per_customer.low, per_customer.high
        return Estimate(
            per_customer.value * self.population,
            None if low is None else low * self.population,
            None if high is None else high * self.population,
        )


@dataclass(frozen=True, slots=True)
class Question:
    """`ask` one customer, make a `table` of what all answered; `brief` ones are always shown."""

    name: str
    ask: Callable[[Life, Survey], Pairs]
    table: Callable[[Answers, Survey], Table]
    brief: bool = False
