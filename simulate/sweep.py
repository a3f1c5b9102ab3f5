"""A grid of settings tried on the same customers, and the settings that nothing outdoes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from journeykit.simulate.contrast import Contrast, contrast
from journeykit.simulate.figures import ANY_RULE, RESPONSES, Figure, judge_of
from journeykit.simulate.forecast import Setting
from journeykit.simulate.order import Order
from journeykit.simulate.run import Progress, survey_of
from journeykit.simulate.side_by_side import Trial, side_by_side

COST = Figure("messages")
FIGURES = (
    COST,
    *map(Figure, ("worst 7 days", "converted", "orders", "order value", *RESPONSES.values())),
    ANY_RULE,
)
"""What is told of each combination; `broken` are customers with a break of its own policy."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One combination of values, its figures beside those of the first combination.

    `on_front` tells that no other combination has at least the gain with fewer messages, or more
    of it with no more messages.
    """

    values: tuple[str, ...]
    figures: tuple[Contrast, ...]
    on_front: bool = False

    def of(self, figure: Figure) -> Contrast:
        """Return one of the figures."""
        return next(each for each in self.figures if each.figure == figure)


@dataclass(frozen=True, slots=True)
class Sweep:
    """All combinations of the settings `paths`, in the order of their values.

    `gain` is the figure that the front weighs against the messages of a customer.
    """

    setting: Setting
    policy: str
    paths: tuple[str, ...]
    gain: Figure
    cells: tuple[Cell, ...]


def sweep(
    orders: Sequence[tuple[tuple[str, ...], Order]],
    paths: tuple[str, ...],
    gain: Figure,
    *,
    workers: int = 1,
    progress: Progress | None = None,
) -> Sweep:
    """Return the figures of each combination; `orders` have its values, and are alike.

    Raises:
        JourneyError: a plan cannot be run, or a worker was ended from outside.
    """
    first = orders[0][1]
    trials = [Trial(order, (judge_of(survey_of(order).limits),)) for _, order in orders]
    sums = side_by_side(trials, workers=workers, progress=progress)
    drawn = first.setting().drawn
    cells = [
        Cell(values, tuple(contrast(figure, runs, drawn=drawn) for figure in FIGURES))
        for (values, _), runs in zip(orders, sums, strict=True)
    ]
    best = front([(cell.of(COST).second.value, cell.of(gain).second.value) for cell in cells])
    told = tuple(replace(cell, on_front=each) for cell, each in zip(cells, best, strict=True))
    return Sweep(first.setting(), first.policy, paths, gain, told)


def front(points: Sequence[tuple[float, float]]) -> list[bool]:
    """Tell of each point, a cost and a gain, whether no other point is better (Pareto).

    A point is better that costs no more and gains no less, and is not the same in both.
    """
    return [
        not any(
            cost <= own_cost and gain >= own_gain and (cost, gain) != (own_cost, own_gain)
            for cost, gain in points
        )
        for own_cost, own_gain in points
    ]
