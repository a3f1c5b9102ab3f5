"""The same input and seed give the same bytes, in every process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHOP = str(ROOT / "samples/shop")
FUNNEL = str(ROOT / "samples/funnel")
SHORT = ("--for", "14d", "--seed", "7")
COMMANDS = {
    "lint": ("lint", SHOP, "--format", "json"),
    "findings": ("lint", FUNNEL, "--no-cache", "--select", "ALL", "--format", "sarif"),
    "schema": ("schema",),
    "rules": ("rules",),
}


def _journey(*arguments: str, hash_seed: int) -> bytes:
    """Run the command in a process of its own; sets and hashes differ with `hash_seed`."""
    command = [sys.executable, "-c", "from journeykit.cli.app import main; main()", *arguments]
    environment = os.environ | {"PYTHONHASHSEED": str(hash_seed)}
    ran = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert ran.returncode in (0, 1), ran.stderr.decode()
    return ran.stdout


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_two_runs_print_the_same_bytes(arguments: tuple[str, ...]) -> None:
    first = _journey(*arguments, hash_seed=1)
    assert first == _journey(*arguments, hash_seed=2)
    assert first


@pytest.mark.parametrize("ending", ["svg", "png", "pdf", "bpmn", "html", "mmd", "dot"])
def test_two_runs_draw_the_same_bytes(ending: str, tmp_path: Path) -> None:
    journeys = f"{SHOP}/journeys/saved-goods.yaml"
    pictures = [tmp_path / f"{hash_seed}.{ending}" for hash_seed in (1, 2)]
    for hash_seed, picture in enumerate(pictures):
        _journey("draw", journeys, "-o", str(picture), hash_seed=hash_seed)
    assert pictures[0].read_bytes() == pictures[1].read_bytes()


def test_two_runs_simulate_the_same_bytes(tmp_path: Path) -> None:
    printed = [
        _journey(
            *("simulate", SHOP, *SHORT, "--customers", "30", "--format", "json"),
            *("--log", str(tmp_path / f"{hash_seed}.csv")),
            hash_seed=hash_seed,
        )
        for hash_seed in (1, 2)
    ]
    assert printed[0] == printed[1]
    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "2.csv").read_bytes()


def test_more_customers_leave_the_first_ones_alone() -> None:
    among = [
        _journey(*("simulate", SHOP, *SHORT, "--customers", customers, "--show", "17"), hash_seed=1)
        for customers in ("18", "50")
    ]
    assert among[0] == among[1]
