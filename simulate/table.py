"""A table of a forecast: the one shape that screens, JSON and spreadsheets show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from journeykit.simulate.estimates import Estimate

Unit: TypeAlias = Literal[
    "messages",
    "customers",
    "entries",
    "orders",
    "periods",
    "currency",
    "share",
    "difference of shares",
    "messages per customer",
    "orders per customer",
]
Cell: TypeAlias = Estimate | int | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: its title and what the figures count.

    Shares are parts of 1; what is not `per customer` is a sum for the whole population.
    """

    name: str
    unit: Unit

    @property
    def is_sum(self) -> bool:
        """Tell whether the figures are sums, so that what is not told is 0."""
        return not (self.is_share or self.unit.endswith("per customer"))

    @property
    def is_share(self) -> bool:
        """Tell whether the figures are parts of 1, or differences of such."""
        return self.unit.endswith(("share", "shares"))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: what it is about, a word for each of the table's labels, and its cells."""

    labels: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Figures that belong together; `name` is its key, `labels` are the titles of what lines name.

    `about` says in one sentence what the figures are.
    """

    name: str
    title: str
    about: str
    labels: tuple[str, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    def without_intervals(self) -> Table:
        """Return the table of customers who are no sample: every figure is what it is."""
        return replace(self, lines=tuple(_exact(line) for line in self.lines))


def _exact(line: Line) -> Line:
    cells = (Estimate(each.value) if isinstance(each, Estimate) else each for each in line.cells)
    return replace(line, cells=tuple(cells))
