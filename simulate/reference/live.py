"""One customer's whole life, on the reference engine."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from journeykit.simulate.draws import keys
from journeykit.simulate.life import Instance, Life, Work
from journeykit.simulate.messages import RESPONSES
from journeykit.simulate.program import Program
from journeykit.simulate.reference import behaviour, starts
from journeykit.simulate.reference.agenda import Agenda, Timeline
from journeykit.simulate.reference.attempts import begin_calendar
from journeykit.simulate.reference.events import handle
from journeykit.simulate.reference.joins import settle
from journeykit.simulate.reference.snapshots import begin_snapshots
from journeykit.simulate.reference.staff import Job, Staff
from journeykit.simulate.reference.tokens import Instance as Entry
from journeykit.simulate.reference.walk import walk
from journeykit.simulate.reference.world import World


def live(program: Program, customer: int, seed: int) -> Life:
    """Return what customer number `customer` (from 0) lives through, alone.

    Where staff is limited, customers wait for each other: see `live_together`.

    Raises:
        JourneyError: the life does not get on, or has too many messages or events.
    """
    timeline = Timeline(-program.warm_up)
    world = _begin(program, customer, seed, Agenda(timeline, customer), Staff(timeline, {}))
    timeline.run_to(program.horizon)
    return _life(world)


def live_together(program: Program, customers: Iterable[int], seed: int) -> list[Life]:
    """Return what customers live through who share the people of the map (T27).

    Raises:
        JourneyError: a life does not get on, or has too many messages or events.
    """
    timeline = Timeline(-program.warm_up)
    staff = Staff(timeline, program.staff)
    worlds = [
        _begin(program, customer, seed, Agenda(timeline, customer), staff) for customer in customers
    ]
    timeline.run_to(program.horizon)
    return [_life(world) for world in worlds]


def _begin(program: Program, customer: int, seed: int, agenda: Agenda, staff: Staff) -> World:
    """Begin a life on an agenda."""
    world = World(
        program, customer, keys(seed), agenda=agenda, staff=staff, walk=walk, handle=handle
    )
    agenda.settle = partial(settle, world)
    behaviour.begin(world)
    starts.begin(world)
    begin_calendar(world)
    begin_snapshots(world)
    return world


def _life(world: World) -> Life:
    """Return what was lived through at second 0 or later."""
    return Life(
        world.customer.number,
        tuple(row for row in world.rows if row.time >= 0),
        _instances(world),
        tuple(each for each in world.refusals if each.time >= 0),
        tuple(each for each in world.responses if each.time >= 0),
        tuple(each for each in world.stuck if each.time >= 0),
        tuple(row for row in world.rows if row.time < 0),
        tuple(_work(job) for job in world.jobs if job.ended is None or job.ended >= 0),
        tuple(world.purchases),
        tuple(each for each in world.held if each.time >= 0),
        tuple(world.snapshots),
        world.history.firsts(),
        tuple(each for each in world.responses if each.event == RESPONSES["click"]),
    )


def _work(job: Job) -> Work:
    """Return a task as a fact."""
    return Work(
        job.time, job.journey, job.instance, job.step, job.role, job.begun, job.ended, job.done
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
            tuple((entry.journey.steps[step].id, n) for step, n in sorted(entry.arrivals.items())),
            entry.left or entry.stands_at(),
            tuple(entry.arms.items()),
            tuple((*name, n) for name, n in entry.flows.items()),
        )
        for entry in entries
    )


def _counts(entry: Entry) -> bool:
    """Tell whether an instance lived or converted at second 0 or later."""
    times = (entry.ended, entry.converted)
    return entry.ended is None or any(time is not None and time >= 0 for time in times)
