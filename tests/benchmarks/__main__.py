"""Print how long the common commands take; run by `make bench`, judged by nobody."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time

COMMANDS = (
    "--help",
    "lint samples/shop",
    "draw samples/shop -o {folder}",
    "simulate samples/shop",
    "simulate samples/shop --customers 2000 --for 90d",
)


def seconds(command: str, folder: str) -> float:
    """Return how long `journey command` takes in a process of its own."""
    arguments = command.format(folder=folder).split()
    code = "from journeykit.cli.app import main; main()"
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, check=False)
    return time.perf_counter() - begin


def main() -> None:
    """Run each command three times and print the best time."""
    with tempfile.TemporaryDirectory() as folder:
        for command in COMMANDS:
            best = min(seconds(command, folder) for _ in range(3))
            sys.stdout.write(f"{best:8.2f} s  journey {command.format(folder='DIR')}\n")


if __name__ == "__main__":
    main()
