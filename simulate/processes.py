"""Work spread over processes, with the results in the order of the tasks."""

from __future__ import annotations

import gc
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from threading import current_thread, main_thread
from typing import TypeVar

from journeykit.journeys.finding import JourneyError

Task = TypeVar("Task")
Part = TypeVar("Part")


def on_processes(
    work: Callable[[Task], Part], tasks: Iterable[Task], workers: int
) -> Iterator[Part]:
    """Yield what `work` makes of each task, in their order; only a few wait at a time.

    Raises:
        JourneyError: a worker was ended from outside.
    """
    context = get_context("spawn")
    waiting: deque[Future[Part]] = deque()
    with ProcessPoolExecutor(workers, context, _begin, (gc.get_threshold(),)) as pool:
        try:
            for task in tasks:
                with _interrupts_left():
                    waiting.append(pool.submit(work, task))
                if len(waiting) > 4 * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise JourneyError(
                "a worker process was ended from outside, perhaps for want of memory: "
                "run with fewer --workers"
            ) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _interrupts_left() -> Iterator[None]:
    """Let a process that starts meanwhile leave Ctrl-C to this one, from its first moment."""
    if current_thread() is not main_thread():
        yield
        return
    former = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, former)


def _begin(threshold: tuple[int, int, int]) -> None:
    """Look for garbage as often as the process that started this one; leave Ctrl-C to it."""
    gc.set_threshold(*threshold)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
