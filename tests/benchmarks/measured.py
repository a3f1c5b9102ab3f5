"""A run of a command in a process of its own: how long it takes, and how much memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

CODE = "from journeykit.cli.app import main; main()"
MEGABYTE = 1024 if sys.platform != "darwin" else 1024**2
"""How many of the units of `ru_maxrss` are a megabyte."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds by the clock and of the processor, and the most megabytes held at once."""

    seconds: float
    busy: float
    megabytes: float


def measured(command: Sequence[str | Path], *, cwd: Path | None = None) -> Measured:
    """Return what a run of a command takes, which may find something but not fail."""
    begin = time.perf_counter()
    with subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as run:
        told = run.stderr.read() if run.stderr else b""
        _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode not in (0, 1):
        raise RuntimeError(f"{command} (={run.returncode}): {told.decode(errors='replace')}")
    busy = used.ru_utime + used.ru_stime
    return Measured(time.perf_counter() - begin, busy, used.ru_maxrss / MEGABYTE)


def journey(*arguments: str | Path, cwd: Path | None = None) -> Measured:
    """Return what a run of `journey` takes."""
    return measured([sys.executable, "-c", CODE, *arguments], cwd=cwd)


def middle(run: Callable[[], Measured], times: int) -> Measured:
    """Return the median of several runs."""
    runs = [run() for _ in range(times)]
    return Measured(
        median(each.seconds for each in runs),
        median(each.busy for each in runs),
        median(each.megabytes for each in runs),
    )
