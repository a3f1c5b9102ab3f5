"""The values of a subject, cut into cells that no condition of the journey looks into.

A cell is a value by itself (each constant that the subject is compared with), all values between
two neighbours of these or beyond them, all other texts, or nothing at all. Within a cell every
condition says the same, so that a set of cells says exactly what is known of the subject: open
and closed intervals, whole numbers and finite sets of texts alike. It is a number, a bit a cell.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from journeykit.journeys.conditions.evaluate import compare, number
from journeykit.journeys.conditions.expression import Call, Comparison, Expression
from journeykit.journeys.conditions.scope import Value
from journeykit.journeys.conditions.subjects import (
    OTHER_TEXT,
    Domain,
    Subject,
    constant,
    holds,
    values,
)

MOST_COUNTED = 60


@dataclass(frozen=True, slots=True)
class Cells:
    """A subject and a value of each of its cells."""

    subject: Subject
    values: tuple[Value, ...]

    @property
    def all(self) -> int:
        """All cells."""
        return (1 << len(self.values)) - 1

    def where(self, test: Expression) -> int:
        """Return the cells in which a test of this one subject holds."""
        match test:
            case Call(name="known" | "denied" as name):
                told = [each == name for each in self.values]
            case Comparison(left=left, operator=order, right=right) if left == self.subject:
                other = constant(right)
                assert other is not None
                told = [compare(each, order, other) for each in self.values]
            case _:
                told = [holds(test, {self.subject: each}) for each in self.values]
        return sum(1 << index for index, each in enumerate(told) if each)

    def only(self, wanted: Value) -> int:
        """Return the cell of a value that is one by itself, else that of other texts, or all."""
        found = self._cell(wanted)
        if not found and isinstance(wanted, str) and math.isnan(number(wanted)):
            found = self._cell(OTHER_TEXT)
        return found or self.all

    def among(self, texts: Iterable[str]) -> int:
        """Return the cells of several texts."""
        found = 0
        for text in texts:
            found |= self.only(str(text))
        return found

    def _cell(self, wanted: Value) -> int:
        kinds = (isinstance(wanted, str), isinstance(wanted, bool))
        return sum(
            1 << index
            for index, each in enumerate(self.values)
            if each == wanted and (isinstance(each, str), isinstance(each, bool)) == kinds
        )

    def least(self, cells: int) -> int:
        """Return the cells of a counted subject that are reached by counting on."""
        low = cells & -cells
        return self.all & ~(low - 1)

    def counted_on(self, cells: int) -> int:
        """Return the cells of a counted subject after one more; the last cell has no end."""
        is_whole = self.values[-1] == len(self.values) - 1
        stays = cells & 1 << len(self.values) - 1 if is_whole else cells
        return (cells << 1 | stays) & self.all


def cells(
    subject: Subject, constants: tuple[Value, ...], domains: Mapping[Expression, Domain]
) -> Cells:
    """Cut the values of a subject at the constants that it is compared with."""
    if is_counted(subject):
        known = [number(each) for each in constants]
        most = max((each for each in known if math.isfinite(each)), default=0.0)
        if most <= MOST_COUNTED:
            return Cells(subject, tuple(map(float, range(max(0, math.floor(most)) + 2))))
        around = values(subject, (0.0, *constants), domains)
        return Cells(subject, tuple(sorted({number(each) for each in around})))
    return Cells(subject, values(subject, constants, domains))


def is_counted(subject: Subject) -> bool:
    """Tell whether a subject is a whole number that only grows in its window."""
    return isinstance(subject, Call) and subject.name in ("count", "times")
