"""What customers may do next in one visit, as the population has it."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.journeys.conditions.expression import Text
from journeykit.journeys.model.drawn import Lognormal
from journeykit.journeys.model.population import Cause, Population
from journeykit.journeys.place import Word

VISIT = 1800


def soon_after(population: Population, event: str) -> dict[str, int]:
    """Return the events that `event` may lead to within half an hour, by the seconds at least."""
    found: dict[str, int] = {}
    waiting = [(event, 0)]
    while waiting:
        before, time = waiting.pop(0)
        for name, delay in _children(population, before):
            if time + delay <= VISIT and name not in found and name != event:
                found[name] = time + delay
                waiting.append((name, time + delay))
    return found


def asks(population: Population, event: str) -> bool:
    """Tell whether somebody asks to be written to by an event: a contact is left with it."""
    return any(
        isinstance(value.expression, Text) and value.expression.value == "known"
        for cause in population.behaviour.get(Word(event), ())
        for value in cause.set.values()
    )


def _children(population: Population, event: str) -> Iterator[tuple[str, int]]:
    """Yield the events that follow an event, each with its least delay in seconds."""
    for name, causes in population.behaviour.items():
        for cause in causes:
            if cause.after == event:
                yield str(name), _least(cause)


def _least(cause: Cause) -> int:
    """Return the least delay in seconds: the median of one that is drawn by a law."""
    delay = cause.delay
    if isinstance(delay, Lognormal):
        return int(delay.median)
    return max(1, delay.low) if delay is not None else 1
