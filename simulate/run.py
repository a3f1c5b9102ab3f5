"""A run: many customers, one after another or on several processes, always with one result."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from typing import TypeAlias

from journeykit.simulate.life import Life, Row
from journeykit.simulate.log import Write
from journeykit.simulate.order import Order
from journeykit.simulate.processes import on_processes
from journeykit.simulate.program import Program, compile_plan
from journeykit.simulate.reference.live import live, live_together
from journeykit.simulate.replications import seeds
from journeykit.simulate.survey import Survey, survey
from journeykit.simulate.tally import Tally, merge, tally

Progress: TypeAlias = Callable[[int], None]
"""Called with the number of customers that have been simulated since the last call."""

CHUNK = 20
FEW = 500
"""So few customers are simulated sooner than other processes have started."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What a chunk of customers gave."""

    tally: Tally
    rows: tuple[Row, ...]


_Task: TypeAlias = tuple[bytes, range, bool]


def simulate(
    order: Order,
    *,
    workers: int = 1,
    write: Write | None = None,
    progress: Progress | None = None,
) -> Tally:
    """Return the counts of all customers; `write` is given the rows of the log, in order.

    Raises:
        JourneyError: the plan cannot be run, or a worker was ended from outside.
    """
    return merge(_tallies(order, workers, write, progress))


def replicate(
    order: Order,
    *,
    workers: int = 1,
    write: Write | None = None,
    progress: Progress | None = None,
) -> list[Tally]:
    """Return the counts of each replication; the log is that of the first.

    Raises:
        JourneyError: the plan cannot be run, or a worker was ended from outside.
    """
    if not order.shares_staff:
        return [simulate(order, workers=workers, write=write, progress=progress)]
    everybody = range(order.customers)
    tasks = [
        (pickle.dumps(replace(order, seed=seed)), everybody, write is not None and turn == 0)
        for turn, seed in enumerate(seeds(order.seed, order.replications))
    ]
    alone = workers == 1 or order.customers * order.replications <= FEW
    return list(_told(tasks, 1 if alone else workers, write, progress))


def life_of(order: Order, customer: int) -> Life:
    """Return the life of one customer: the same, however many others there are."""
    if order.shares_staff:
        return live_together(program_of(order), range(order.customers), order.seed)[customer]
    return live(program_of(order), customer, order.seed)


def survey_of(order: Order) -> Survey:
    """Return what is asked of every customer of a run."""
    clock = order.clock()
    horizon = clock.on(order.start + timedelta(days=order.days))
    return survey(order.plan, clock.moment, horizon=horizon)


def _tallies(
    order: Order, workers: int, write: Write | None, progress: Progress | None
) -> Iterator[Tally]:
    """Yield the tally of each chunk, its rows written and its customers told."""
    pickled = pickle.dumps(order)
    everybody = [range(order.customers)]
    parts = everybody if order.shares_staff else chunks(order.customers)
    tasks = ((pickled, part, write is not None) for part in parts)
    alone = workers == 1 or order.customers <= FEW
    yield from _told(tasks, 1 if alone else workers, write, progress)


def _told(
    tasks: Iterable[_Task], workers: int, write: Write | None, progress: Progress | None
) -> Iterator[Tally]:
    """Yield the tally of each task, its rows written and its customers told."""
    for part in map(_simulate, tasks) if workers == 1 else on_processes(_simulate, tasks, workers):
        if write:
            write(part.rows)
        if progress:
            progress(part.tally.customers)
        yield part.tally


def chunks(customers: int) -> Iterator[range]:
    """Yield the customers a few at a time: what a process simulates at once."""
    for first in range(0, customers, CHUNK):
        yield range(first, min(first + CHUNK, customers))


def _simulate(task: _Task) -> _Part:
    """Simulate one chunk, here or in a worker."""
    pickled, chunk, with_rows = task
    order, program, asked = _prepared(pickled)
    tallies: list[Tally] = []
    rows: list[Row] = []
    for life in _lives(order, program, chunk):
        tallies.append(tally(life, asked))
        if with_rows:
            rows += life.rows
    return _Part(merge(tallies), tuple(rows))


def _lives(order: Order, program: Program, customers: range) -> Iterable[Life]:
    """Return the lives of customers, together where they wait for each other."""
    if order.shares_staff:
        return live_together(program, customers, order.seed)
    return (live(program, customer, order.seed) for customer in customers)


@lru_cache(maxsize=1)
def _prepared(pickled: bytes) -> tuple[Order, Program, Survey]:
    """Return the order with what is made of it once in each process."""
    order: Order = pickle.loads(pickled)
    return order, program_of(order), survey_of(order)


def program_of(order: Order) -> Program:
    """Return what an engine needs to know of an order."""
    clock = order.clock()
    horizon = clock.on(order.start + timedelta(days=order.days))
    return compile_plan(
        order.plan,
        start=order.start,
        horizon=horizon,
        warm_up=order.warm_up,
        enforces=order.policy == "enforce",
    )
