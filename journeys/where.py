"""In which step of a journey a place lies."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from typing import Protocol

from journeykit.journeys.place import Place, Word


class Placed(Protocol):
    """What has a place: a step of the model, or the tree of one."""

    @property
    def place(self) -> Place:
        """Where it stands."""


def step_finder(steps: Mapping[Word, Placed]) -> Callable[[Place], str]:
    """Return a function from a place to the id of the step around it, or to an empty text."""
    begins = [(name.place.line, name.place.column) for name in steps]
    items = list(steps.items())

    def step_at(place: Place) -> str:
        at = (place.line, place.column)
        before = bisect_right(begins, at)
        if not before:
            return ""
        name, step = items[before - 1]
        return str(name) if at <= (step.place.end_line, step.place.end_column) else ""

    return step_at
