"""Work spread over forks of one process."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from journeykit.cli.forks import on_forks
from journeykit.journeys.lint.run import in_turn, lint
from journeykit.journeys.load import load
from journeykit.journeys.project import find
from tests.benchmarks.big_map import write

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks are for Linux")


def test_parts_come_in_the_order_of_the_tasks() -> None:
    tasks: list[Callable[[], int]] = [partial(int, number) for number in range(200)]
    for workers in (1, 2, 3):
        assert on_forks(tasks, workers) == list(range(200))


def test_what_a_helper_fails_at_fails_here() -> None:
    def fail() -> int:
        raise ValueError("this task")

    with pytest.raises(ValueError, match="this task"):
        on_forks([fail, fail, fail], 3)


def test_the_work_of_a_helper_that_is_killed_is_done_here() -> None:
    here = os.getpid()

    def die_elsewhere() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return 1

    assert on_forks([die_elsewhere] * 5, 3) == [1] * 5


def test_lint_finds_the_same_with_any_number_of_processes(tmp_path: Path) -> None:
    write(tmp_path, 120)
    (project,) = find([str(tmp_path)], cwd=tmp_path).projects
    plan = load(project.documents, project.path).plan
    assert plan is not None
    alone = lint([plan], spread=in_turn)
    assert alone
    for workers in (2, 3):
        assert lint([plan], spread=partial(on_forks, workers=workers)) == alone
