"""Snapshots of a customer's segments, every thirty days, after all else of their second."""

from __future__ import annotations

from journeykit.simulate.clock import DAY
from journeykit.simulate.life import Snapshot
from journeykit.simulate.reference.agenda import LAST
from journeykit.simulate.reference.scope import belongs
from journeykit.simulate.reference.world import World

MONTH = 30 * DAY


def begin_snapshots(world: World) -> None:
    """Put the first snapshot on the agenda, if the population has segments."""
    if world.program.population.segments:
        _await(world, 0)


def _await(world: World, time: int) -> None:
    """Take a snapshot at `time`, and put the next one on the agenda."""

    def take() -> None:
        places = range(len(world.program.population.segments))
        segments = tuple(belongs(world, place) for place in places)
        world.snapshots.append(Snapshot(time, segments))
        _await(world, time + MONTH)

    if time < world.program.horizon:
        world.agenda.at(time, LAST, 0, 0, take)
