"""What is drawn over a picture of a journey: findings, figures, what has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from journeykit.render.geometry import Geometry, Point
from journeykit.render.ink import Ink


@dataclass(frozen=True, slots=True)
class Overlay:
    """Ink on a picture, in its pixels: `below` its flows and shapes, `above` all of it.

    `tips` are further words for those who point at a shape, by its id. `foot` stands under the
    picture, its own upper left corner at (0, 0), as wide and high as `foot_size`.
    """

    below: tuple[Ink, ...] = ()
    above: tuple[Ink, ...] = ()
    tips: Mapping[str, str] = field(default_factory=dict)
    foot: tuple[Ink, ...] = ()
    foot_size: Point = (0, 0)


Over: TypeAlias = Callable[[Geometry], Overlay]
"""Makes an overlay for a journey that is laid out."""
