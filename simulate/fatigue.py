"""Fatigue: who gets many messages a week answers each of them less, and complains more (M17)."""

from __future__ import annotations

from journeykit.journeys.model.population import Population
from journeykit.simulate.draws import exp, log

MOST = 64
"""From so many messages a week on, one more makes no difference."""


def fatigue_tables(population: Population) -> dict[str, tuple[float, ...]]:
    """Return, for each response, its factor after 1, 2, .. `MOST` messages within seven days.

    The factor of n messages is n to the power of the response's exponent. Click and order take
    the exponent of `open` unless they have their own (M17a).
    """
    exponents = {str(key): float(each) for key, each in population.fatigue.items()}
    if "open" in exponents:
        exponents = dict.fromkeys(("click", "order"), exponents["open"]) | exponents
    return {
        name: tuple(exp(exponent * log(float(n))) for n in range(1, MOST + 1))
        for name, exponent in exponents.items()
    }
