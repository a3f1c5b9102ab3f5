"""What a condition may ask: the customer and the instance at one moment."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol, TypeAlias

Value: TypeAlias = float | str | bool
"""A number (times and durations in seconds), a text, or yes and no; missing is `nan`."""

MISSING = float("nan")


class Window(StrEnum):
    """The windows that are not a number of seconds."""

    ENTRY = "entry"
    """Nothing was written: since the entry, the start event not included; in starts, audiences,
    segments and the calendar, the customer's whole life."""
    SESSION = "session"
    """Since the latest `site.visit`, that visit included."""
    EVER = "ever"
    """The customer's whole life."""


Within: TypeAlias = float | Window
"""Seconds (an event is inside when its age is less; `nan` holds nothing), or a window."""

Fields: TypeAlias = tuple[tuple[str, Value], ...]
"""Data that an event must have, as (field, value): every field `equal` to its value."""


class Scope(Protocol):
    """One customer at one moment, in one instance or none; the simulator implements it.

    Times are seconds since the start of the run. What is not there is `nan`.
    """

    def now(self) -> float:
        """Return the time."""

    def attribute(self, name: str) -> Value:
        """Return the customer's attribute; a date is the time of its instant."""

    def parameter(self, name: str) -> float:
        """Return the parameter of the journey; a duration is its seconds."""

    def start(self, field: str) -> Value:
        """Return a field of the event that started this instance; `event` is its name."""

    def event(self, field: str) -> Value:
        """Return a field of the event at hand, or of the latest one that was caught."""

    def happened(self, event: str, within: Within, data: Fields) -> bool:
        """Tell whether such an event is in the window."""

    def count(self, event: str, within: Within, data: Fields) -> float:
        """Return how many such events are in the window."""

    def since(self, event: str, within: Within, data: Fields) -> float:
        """Return the age of the latest such event in the window; infinite if there is none."""

    def known(self, name: str) -> bool:
        """Tell whether the contact or permission is known."""

    def denied(self, name: str) -> bool:
        """Tell whether the contact or permission was refused."""

    def segment(self, name: str) -> bool:
        """Tell whether the customer is in the segment now."""

    def in_journey(self, journey: str) -> bool:
        """Tell whether the customer is in the journey now."""

    def on_site(self) -> bool:
        """Tell whether the customer has an open session."""

    def times(self, step: str) -> float:
        """Return this instance's arrivals at the step, the present one included."""

    def arm(self, step: str) -> Value:
        """Return the id that the customer's arm at the step leads to."""
