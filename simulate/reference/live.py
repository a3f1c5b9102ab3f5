"""One customer's whole life, on the reference engine."""

from __future__ import annotations

from journeykit.journeys.finding import JourneyError
from journeykit.simulate.draws import keys
from journeykit.simulate.life import Instance, Life
from journeykit.simulate.program import Program
from journeykit.simulate.reference import behaviour, starts
from journeykit.simulate.reference.attempts import begin_calendar
from journeykit.simulate.reference.events import handle
from journeykit.simulate.reference.joins import settle
from journeykit.simulate.reference.tokens import Instance as Entry
from journeykit.simulate.reference.walk import walk
from journeykit.simulate.reference.world import World


def live(program: Program, customer: int, seed: int) -> Life:
    """Return what customer number `customer` (from 0) lives through.

    Raises:
        JourneyError: the life does not get on, or has too many messages or events.
    """
    world = World(program, customer, keys(seed), walk=walk, handle=handle)
    behaviour.begin(world)
    starts.begin(world)
    begin_calendar(world)
    try:
        world.agenda.run(program.horizon, lambda: settle(world))
    except OverflowError as error:
        raise JourneyError(f"customer {customer} at second {world.now}: {error}") from error
    return Life(
        customer,
        tuple(row for row in world.rows if row.time >= 0),
        _instances(world),
        tuple(each for each in world.refusals if each.time >= 0),
        tuple(each for each in world.responses if each.time >= 0),
        tuple(each for each in world.stuck if each.time >= 0),
        tuple(row for row in world.rows if row.time < 0),
    )


def _instances(world: World) -> tuple[Instance, ...]:
    """Return the instances that reach into the counted time, by entry, then by rank."""
    entries = [entry for of_one in world.entries for entry in of_one if _counts(entry)]
    entries.sort(key=lambda entry: (entry.entered, entry.journey.rank, entry.number))
    return tuple(
        Instance(
            entry.journey.id,
            entry.number,
            entry.start.id,
            entry.entered,
            entry.ended,
            entry.result,
            entry.how,
            entry.converted,
            tuple(entry.ends),
        )
        for entry in entries
    )


def _counts(entry: Entry) -> bool:
    """Tell whether an instance lived or converted at second 0 or later."""
    times = (entry.ended, entry.converted)
    return entry.ended is None or any(time is not None and time >= 0 for time in times)
