"""Colours of what is drawn over a picture; each says something that a form says as well."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tone:
    """A light colour to lie under a picture, and a full one for lines and badges."""

    light: str
    full: str


GREEN = Tone("#bbf7d0", "#047857")
RED = Tone("#fecaca", "#b91c1c")
AMBER = Tone("#fde68a", "#b45309")
BLUE = Tone("#bae6fd", "#0369a1")
