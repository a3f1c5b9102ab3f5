"""How a long run is spread over the machine, and how far it has come."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from journeykit.journeys.finding import JourneyError


def cores() -> int:
    """Return how many processes to use where the user does not say."""
    usable = getattr(os, "sched_getaffinity", None)  # not on every system
    return min(len(usable(0)) if usable else os.cpu_count() or 1, 16)


@contextmanager
def bar(customers: int) -> Iterator[Callable[[int], None] | None]:
    """Show a bar while so many customers are simulated, on a terminal only.

    Raises:
        JourneyError: the run is interrupted.
    """
    from rich.console import Console
    from rich.progress import Progress as Bar

    try:
        if not sys.stderr.isatty():
            yield None
            return
        with Bar(console=Console(stderr=True), transient=True) as shown:
            task = shown.add_task("customers", total=customers)
            yield lambda done: shown.advance(task, done)
    except KeyboardInterrupt as stop:
        raise JourneyError("interrupted: nothing was written") from stop
