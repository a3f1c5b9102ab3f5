"""Values that are drawn: attributes of customers and data of events (C4)."""

from __future__ import annotations

from journeykit.journeys.conditions import Value
from journeykit.journeys.model.drawn import (
    Chance,
    Choice,
    Constant,
    Drawn,
    Lognormal,
    New,
    Uniform,
)
from journeykit.simulate.draws import ONE, fraction, lognormal, seconds, threshold


def value(drawn: Drawn, number: int, lineage: int) -> Value:
    """Return the value that the 53-bit `number` draws; `new` is made of the lineage."""
    match drawn:
        case Constant(value=constant):
            return constant
        case Uniform(whole=True):
            return float(seconds(number, int(drawn.low), int(drawn.high)))
        case Uniform(low=low, high=high):
            return low + fraction(number) * (high - low)
        case Lognormal(median=median, sigma=sigma):
            return lognormal(number, median, sigma)
        case Chance(share=share):
            return number < threshold(share)
        case Choice():
            return _choose(drawn, number)
        case New():
            return float(lineage >> 11)


def cumulate(shares: list[float]) -> list[int]:
    """Return the thresholds of shares in written order; a sum of all but 1 is 1."""
    total, found = 0.0, []
    for share in shares:
        total += share
        found.append(ONE if abs(total - 1.0) < 1e-9 else threshold(total))
    return found


def _choose(choice: Choice, number: int) -> str:
    """Return the option in whose share the number falls."""
    thresholds = cumulate([share for _, share in choice.options])
    for (option, _), below in zip(choice.options, thresholds, strict=True):
        if number < below:
            return str(option)
    return str(choice.options[-1][0])
