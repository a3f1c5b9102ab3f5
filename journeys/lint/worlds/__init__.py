"""What is possible at each step of a journey, over every way to it (docs/conditions.md)."""

from journeykit.journeys.lint.worlds.follow import Worlds, WorldsOf

__all__ = ["Worlds", "WorldsOf"]
