"""Segments by recency, frequency and monetary value: who bought lately, often, for much."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from journeykit.simulate.fit.history import Buyer

Number = TypeVar("Number", int, float)

LOW, MIDDLE, HIGH = 1, 2, 3
OFTEN_AT_LEAST = 2
"""Repeat orders without which nobody counts as buying often."""


@dataclass(frozen=True, slots=True)
class Score:
    """How a customer stands among the others, each part from 1 (low) to 3 (high)."""

    recency: int
    frequency: int
    value: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where the parts of a score change, so that about a third of the customers is in each.

    `recent` and `lately` are days since the last order (up to that many), `often` is repeat
    orders (so many or more; 1 is the middle), `fair` and `much` are mean values of an order.
    """

    recent: int
    lately: int
    often: int
    fair: float
    much: float


@dataclass(frozen=True, slots=True)
class Kind:
    """A segment: its name, who is meant, and the test of a score."""

    name: str
    who: str
    holds: Callable[[Score], bool]


KINDS = (
    Kind("champions", "often and recently", lambda s: s.frequency == HIGH and s.recency == HIGH),
    Kind("loyal", "came back, not long ago", lambda s: s.frequency >= MIDDLE and s.recency > LOW),
    Kind("at_risk", "came back, but long ago", lambda s: s.frequency >= MIDDLE),
    Kind("big_spenders", "once, for much, lately", lambda s: s.value == HIGH and s.recency > LOW),
    Kind("new", "once, recently", lambda s: s.recency == HIGH),
    Kind("cooling", "once, some time ago", lambda s: s.recency == MIDDLE),
    Kind("lost", "once, long ago", lambda _: True),
)  # fmt: skip
"""The segments; of a customer the first that holds."""


def bounds(buyers: Sequence[Buyer]) -> Bounds:
    """Return where scores change for these customers."""
    silent = sorted(each.silent for each in buyers)
    repeats = sorted(each.repeats for each in buyers if each.repeats)
    values = sorted(each.value for each in buyers)
    often = _part(repeats, 2 / 3) if repeats else OFTEN_AT_LEAST
    return Bounds(
        _part(silent, 1 / 3),
        _part(silent, 2 / 3),
        max(often, OFTEN_AT_LEAST),
        _part(values, 1 / 3),
        _part(values, 2 / 3),
    )


def score(buyer: Buyer, at: Bounds) -> Score:
    """Return how a customer stands."""
    silent, repeats, value = buyer.silent, buyer.repeats, buyer.value
    return Score(
        HIGH if silent <= at.recent else MIDDLE if silent <= at.lately else LOW,
        HIGH if repeats >= at.often else MIDDLE if repeats else LOW,
        HIGH if value > at.much else MIDDLE if value > at.fair else LOW,
    )


def segment(buyer: Buyer, at: Bounds) -> str:
    """Return the name of the segment that a customer is in."""
    scored = score(buyer, at)
    return next(kind.name for kind in KINDS if kind.holds(scored))


def _part(ordered: Sequence[Number], share: float) -> Number:
    """Return the value below or at which that share of the ordered values is."""
    return ordered[max(0, min(len(ordered) - 1, int(share * len(ordered))))]
