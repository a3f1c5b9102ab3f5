"""Print how long `journey` takes, above all on large maps; run by `make bench`, judged by nobody.

python -m tests.benchmarks [--times 3]
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

from tests.benchmarks.big_journey import STEPS
from tests.benchmarks.big_map import write
from tests.benchmarks.bpmnlint import PACKAGE, Missing, lint_of
from tests.benchmarks.measured import Measured, journey, middle

SIZES = (100, 1000, 2000)
COMPARED = 1000
COMMANDS = (
    "--help",
    "lint --no-cache samples/shop",
    "draw samples/shop -o {folder}",
    "simulate samples/shop",
    "simulate samples/shop --customers 2000 --for 90d",
)


def main() -> None:
    """Measure, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=3, help="how often; medians are printed")
    times: int = parser.parse_args().times
    sys.stdout.write(f"{platform.python_implementation()} {platform.python_version()},")
    sys.stdout.write(f" {platform.system()} {platform.machine()}, median of {times}\n")
    sys.stdout.write(f"{'clock':>10} {'processor':>10} {'memory':>9}\n")
    with tempfile.TemporaryDirectory() as folder:
        for line in _lines(Path(folder), times):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


def _lines(folder: Path, times: int) -> Iterator[str]:
    """Yield a line for each thing measured, those on large maps first."""
    linted: dict[int, Measured] = {}
    for size in SIZES:
        at = folder / str(size)
        write(at, size)
        linted[size] = middle(partial(journey, "lint", "--no-cache", ".", cwd=at), times)
        yield _line(linted[size], f"journey lint, {size} journeys of {STEPS} steps")
    for small, large in pairwise(SIZES):
        yield _ratio(linted[large], linted[small], f"{large} journeys to {small}")
    yield from _kept(folder / str(COMPARED), linted[COMPARED], times)
    yield from _compared(folder / str(COMPARED), linted[COMPARED], times)
    for command in COMMANDS:
        arguments = command.format(folder=folder / "drawn").split()
        yield _line(middle(partial(journey, *arguments), times), f"journey {command}")


def _kept(map_: Path, linted: Measured, times: int) -> Iterator[str]:
    """Yield what a second run of lint takes, when nothing has changed."""
    journey("lint", ".", cwd=map_)
    again = middle(partial(journey, "lint", ".", cwd=map_), times)
    yield _line(again, f"journey lint again, {COMPARED} journeys unchanged")
    yield _ratio(linted, again, "the first run to the second")


def _compared(map_: Path, linted: Measured, times: int) -> Iterator[str]:
    """Yield what bpmnlint takes for the same graphs."""
    with tempfile.TemporaryDirectory() as at:
        try:
            other = lint_of(map_, Path(at), times=times)
        except Missing as missing:
            yield f"{'':31}  {PACKAGE}: not measured, {missing}"
            return
    yield _line(other, f"{PACKAGE}, the same {COMPARED} graphs as BPMN")
    yield _ratio(linted, other, f"journey lint to {PACKAGE}")


def _line(run: Measured, what: str) -> str:
    return f"{run.seconds:8.2f} s {run.busy:8.2f} s {run.megabytes:6.0f} MB  {what}"


def _ratio(one: Measured, other: Measured, what: str) -> str:
    seconds, busy = one.seconds / other.seconds, one.busy / other.busy
    return f"{seconds:8.2f} x {busy:8.2f} x {'':9}  {what}"


if __name__ == "__main__":
    main()
