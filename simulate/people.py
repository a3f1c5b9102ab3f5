"""Customers that are written out instead of drawn, ready to be lived."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from journeykit.journeys.conditions import Value
from journeykit.journeys.durations import literal_seconds, seconds_text
from journeykit.journeys.finding import JourneyError
from journeykit.journeys.model.population import Customer, Population
from journeykit.simulate.clock import LocalClock
from journeykit.simulate.draws import mix, name

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Replayed:
    """An event that is written out."""

    at: int
    event: str
    lineage: int
    data: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Person:
    """A customer that is written out: what is known, what was denied, what happens."""

    attributes: Mapping[str, Value]
    denied: tuple[str, ...]
    events: tuple[Replayed, ...]


def people(population: Population, clock: LocalClock, warm_up: int) -> tuple[Person, ...]:
    """Make the written customers ready.

    Raises:
        JourneyError: an event is before the warm-up.
    """
    return tuple(_person(customer, clock, warm_up) for customer in population.written_out)


def _person(customer: Customer, clock: LocalClock, warm_up: int) -> Person:
    """Make one written customer ready."""
    given = {str(key): value for key, value in customer.attributes.items()}
    return Person(
        {key: written_value(value, clock) for key, value in given.items() if value != "denied"},
        tuple(key for key, value in given.items() if value == "denied"),
        _replayed(customer, warm_up),
    )


def written_value(value: Value, clock: LocalClock) -> Value:
    """Return a written value: `known` is true, a day its midnight, a duration its seconds."""
    if not isinstance(value, str):
        return value
    if value == "known":
        return True
    if _DAY.fullmatch(value):
        return float(clock.on(date.fromisoformat(value)))
    seconds = literal_seconds(value)
    return value if seconds is None else float(seconds)


def _replayed(customer: Customer, warm_up: int) -> tuple[Replayed, ...]:
    """Return the written events; those of one name are numbered in written order (C3)."""
    count: Counter[str] = Counter()
    found = []
    for each in customer.events:
        if each.at.low < -warm_up:
            cure = f"--warm-up {seconds_text(-each.at.low)}"
            message = f"event `{each.event}` at {each.at.source} is before the warm-up; try {cure}"
            raise JourneyError(f"{each.event.place}: {message}")
        lineage = mix(mix(0, name(f"replay {each.event}")), count[each.event])
        count[each.event] += 1
        data = {str(key): value for key, value in each.data.items()}
        found.append(Replayed(each.at.low, str(each.event), lineage, data))
    return tuple(found)
