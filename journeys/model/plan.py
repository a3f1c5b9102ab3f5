"""A plan: everything of one map, defaults put in, ready to lint, draw and simulate."""

from __future__ import annotations

from dataclasses import dataclass

from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.map import Map
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.population import Population


@dataclass(frozen=True, slots=True)
class Plan:
    """One map with its journeys in the order of their files, its messages and its customers.

    `messages` holds those of the map and of all journeys, inline ones as `journey.step`.
    `path` is the map's file as shown, or the journey's where there is no map.
    """

    path: str
    map: Map
    population: Population
    journeys: dict[str, Journey]
    messages: dict[str, Message]
