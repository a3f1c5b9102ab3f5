"""Tasks spread over the processors by forks of this process, which know what it knows."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TypeVar

Part = TypeVar("Part")

ENOUGH = 3
"""For so many tasks a process, it is worth while to start one more."""

_NUMBER = 4


def spread(tasks: Sequence[Callable[[], Part]]) -> list[Part]:
    """Return what tasks return, in their order: by several processes where that is quicker.

    Only Linux forks without fear, and only a process with a single thread.
    """
    able = sys.platform == "linux" and threading.active_count() == 1
    cores = len(os.sched_getaffinity(0)) if able else 1
    return on_forks(tasks, min(cores, len(tasks) // ENOUGH))


def on_forks(tasks: Sequence[Callable[[], Part]], workers: int) -> list[Part]:
    """Return what tasks return, in their order; this process is one of the `workers`.

    A task takes nothing and is sent nowhere, what it returns is pickled. This process does what
    another one failed to do, so that a mistake shows here.
    """
    if workers < 2:
        return [task() for task in tasks]
    waiting = _numbers(len(tasks))
    parts: dict[int, Part] = {}
    helpers = [_helper(tasks, waiting) for _ in range(workers - 1)]
    parts.update((number, tasks[number]()) for number in _taken(waiting))
    os.close(waiting)
    for helper in helpers:
        parts.update(_received(helper))
    return [parts[number] if number in parts else task() for number, task in enumerate(tasks)]


def _numbers(count: int) -> int:
    """Return what the numbers of the tasks are read from, each by one process only."""
    source, sink = os.pipe()
    for number in range(count):
        os.write(sink, number.to_bytes(_NUMBER, "big"))
    os.close(sink)
    return source


def _taken(waiting: int) -> Iterator[int]:
    """Yield the numbers of tasks that no other process has begun."""
    while number := os.read(waiting, _NUMBER):
        yield int.from_bytes(number, "big")


def _helper(tasks: Sequence[Callable[[], Part]], waiting: int) -> Connection:
    """Start a process that takes part; return where to receive what it did."""
    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    context.Process(target=_help, args=(tasks, waiting, there), daemon=True).start()
    there.close()
    return here


def _help(tasks: Sequence[Callable[[], Part]], waiting: int, there: Connection) -> None:
    """Do tasks until none is left or one fails; Ctrl-C is for the process that is helped."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parts: dict[int, Part] = {}
    with suppress(Exception):
        parts.update((number, tasks[number]()) for number in _taken(waiting))
    there.send(parts)


def _received(helper: Connection) -> dict[int, Part]:
    """Return what a process has done, nothing if it was ended from outside."""
    try:
        parts: dict[int, Part] = helper.recv()
    except EOFError:
        return {}
    return parts
