"""Several plans on the same customers: each lives once under every plan, by the same chance."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias

from journeykit.simulate.contrast import Pairs, merged, pairs
from journeykit.simulate.figures import Judge, Numbers, numbers
from journeykit.simulate.order import Order
from journeykit.simulate.processes import on_processes
from journeykit.simulate.program import Program
from journeykit.simulate.reference.live import live, live_together
from journeykit.simulate.replications import seeds
from journeykit.simulate.run import CHUNK, Progress, program_of, survey_of
from journeykit.simulate.survey import Survey

FEW = 1500
"""So few lives are over sooner than other processes have started and compiled the plans."""

BLOCK = 50 * CHUNK
"""So many customers live under one plan before they live under the next."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A plan to try, and the policies whose breaks are counted."""

    order: Order
    judges: tuple[Judge, ...]


_Task: TypeAlias = tuple[bytes, range]


def side_by_side(
    trials: Sequence[Trial], *, workers: int = 1, progress: Progress | None = None
) -> list[list[Pairs]]:
    """Return of each trial its sums beside those of the first, one for each replication.

    All orders have the same number of customers, seed and warm-up: only then is customer 17 of
    one the same as customer 17 of another. `progress` counts a customer once for each trial.

    Raises:
        ValueError: the orders do not go together.
        JourneyError: a plan cannot be run, or a worker was ended from outside.
    """
    same = {
        (each.order.customers, each.order.seed, each.order.warm_up, each.order.replications)
        for each in trials
    }
    if len(same) != 1:
        raise ValueError(f"trials (={same}) must have one number of customers, seed and warm-up")
    if any(each.order.shares_staff for each in trials):
        runs = [_together(trials, seed, progress) for seed in _seeds(trials)]
    else:
        runs = [_alone(trials, workers, progress)]
    return [list(of_trial) for of_trial in zip(*runs, strict=True)]


def _seeds(trials: Sequence[Trial]) -> tuple[int, ...]:
    order = trials[0].order
    return seeds(order.seed, order.replications)


def _together(trials: Sequence[Trial], seed: int, progress: Progress | None) -> list[Pairs]:
    """Return the sums of one replication, where customers wait for each other."""
    first: list[Numbers] = []
    found: list[Pairs] = []
    for trial in trials:
        order = replace(trial.order, seed=seed)
        asked = survey_of(order)
        lives = live_together(program_of(order), range(order.customers), seed)
        lived = [numbers(life, asked, trial.judges) for life in lives]
        first = first or lived
        found.append(pairs(zip(first, lived, strict=True)))
        if progress:
            progress(order.customers)
    return found


def _alone(trials: Sequence[Trial], workers: int, progress: Progress | None) -> list[Pairs]:
    """Return the sums of customers who depend on nobody, block by block."""
    customers = trials[0].order.customers
    pickled = [pickle.dumps(each) for each in trials]
    blocks = [range(at, min(at + BLOCK, customers)) for at in range(0, customers, BLOCK)]
    tasks = ((each, chunk) for block in blocks for each in pickled for chunk in _chunks(block))
    alone = workers == 1 or customers * len(trials) <= FEW
    parts = iter(map(_live, tasks) if alone else on_processes(_live, tasks, workers))
    sums = [Pairs()] * len(trials)
    for block in blocks:
        first: list[Numbers] = []
        for place in range(len(trials)):
            lived = _taken(parts, len(block), progress)
            first = first or lived
            sums[place] = merged((sums[place], pairs(zip(first, lived, strict=True))))
    return sums


def _chunks(block: range) -> Iterator[range]:
    for first in range(block.start, block.stop, CHUNK):
        yield range(first, min(first + CHUNK, block.stop))


def _taken(
    parts: Iterator[list[Numbers]], customers: int, progress: Progress | None
) -> list[Numbers]:
    """Take the next parts, until they hold so many customers."""
    taken: list[Numbers] = []
    while len(taken) < customers:
        part = next(parts)
        if progress:
            progress(len(part))
        taken += part
    return taken


def _live(task: _Task) -> list[Numbers]:
    """Let some customers live under one plan, here or in a worker."""
    pickled, chunk = task
    trial, program, asked = _prepared(pickled)
    return [
        numbers(live(program, customer, trial.order.seed), asked, trial.judges)
        for customer in chunk
    ]


@lru_cache(maxsize=2)
def _prepared(pickled: bytes) -> tuple[Trial, Program, Survey]:
    """Return a trial with what is made of it once in each process."""
    trial: Trial = pickle.loads(pickled)
    return trial, program_of(trial.order), survey_of(trial.order)
