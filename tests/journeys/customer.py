"""A customer whose every answer a test writes down: the scope of a condition."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from journeykit.journeys.conditions import MISSING, Value, Window, equal
from journeykit.journeys.conditions.scope import Fields, Within


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of the past, with its age in seconds."""

    name: str
    age: float
    data: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer at one moment; a window without a length is 10 days, a session one hour."""

    time: float = 0.0
    attributes: Mapping[str, Value] = field(default_factory=dict)
    parameters: Mapping[str, float] = field(default_factory=dict)
    start_data: Mapping[str, Value] = field(default_factory=dict)
    event_data: Mapping[str, Value] = field(default_factory=dict)
    events: tuple[Happening, ...] = ()
    contacts: Mapping[str, str] = field(default_factory=dict)
    segments: tuple[str, ...] = ()
    journeys: tuple[str, ...] = ()
    session: bool = False
    arrivals: Mapping[str, float] = field(default_factory=dict)
    arms: Mapping[str, str] = field(default_factory=dict)

    def now(self) -> float:
        """Return the time."""
        return self.time

    def attribute(self, name: str) -> Value:
        """Return an attribute."""
        return self.attributes.get(name, MISSING)

    def parameter(self, name: str) -> float:
        """Return a parameter."""
        return self.parameters[name]

    def start(self, field: str) -> Value:
        """Return a field of the start's event."""
        return self.start_data.get(field, MISSING)

    def event(self, field: str) -> Value:
        """Return a field of the event at hand."""
        return self.event_data.get(field, MISSING)

    def ages(self, event: str, within: Within, data: Fields) -> list[float]:
        """Return the ages of the events that fit."""
        lengths = {Window.ENTRY: 864000.0, Window.SESSION: 3600.0, Window.EVER: math.inf}
        length = lengths[within] if isinstance(within, Window) else within
        return [
            past.age
            for past in self.events
            if past.name == event
            and past.age < length
            and all(equal(past.data.get(name, MISSING), value) for name, value in data)
        ]

    def happened(self, event: str, within: Within, data: Fields) -> bool:
        """Tell whether such an event is in the window."""
        return bool(self.ages(event, within, data))

    def count(self, event: str, within: Within, data: Fields) -> float:
        """Return how many there are."""
        return float(len(self.ages(event, within, data)))

    def since(self, event: str, within: Within, data: Fields) -> float:
        """Return the age of the latest."""
        return min(self.ages(event, within, data), default=math.inf)

    def known(self, name: str) -> bool:
        """Tell whether the contact is known."""
        return self.contacts.get(name) == "known"

    def denied(self, name: str) -> bool:
        """Tell whether the contact was refused."""
        return self.contacts.get(name) == "denied"

    def segment(self, name: str) -> bool:
        """Tell whether the customer is in the segment."""
        return name in self.segments

    def in_journey(self, journey: str) -> bool:
        """Tell whether the customer is in the journey."""
        return journey in self.journeys

    def on_site(self) -> bool:
        """Tell whether there is a session."""
        return self.session

    def times(self, step: str) -> float:
        """Return the arrivals at a step."""
        return self.arrivals.get(step, 0.0)

    def arm(self, step: str) -> Value:
        """Return the arm at a step."""
        return self.arms.get(step, MISSING)
