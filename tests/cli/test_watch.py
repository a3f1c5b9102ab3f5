"""`journey lint --watch`, in a process of its own that is interrupted as by Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import journey

pytest.importorskip("watchfiles")

BAD = """journey: cart
start:
  filled: {event: cart.item_added, next: wait}
steps:
  wait: {timer: 1h}
"""
GOOD = BAD.replace("1h}", "1h, next: end}")
LONGEST = 30


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    (tmp_path / "cart.yaml").write_text(BAD, encoding="utf-8")
    code = "from journeykit.cli.app import main; main()"
    options = ("lint", ".", "--watch", "--format", "concise", "--select", "J0,J1")
    command = [sys.executable, "-u", "-c", code, *options]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=tmp_path, stdout=pipe, stderr=pipe, text=True) as process:
        yield process
        process.kill()


def test_watch_looks_again_after_a_change_and_ends_with_the_last_status(
    watching: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert watching.stdout is not None
    assert watching.stdout.readline() == "cart.yaml:5:3: J101 step `wait` leads nowhere\n"
    assert watching.stdout.readline() == "Found 1 error.\n"
    assert _changed(watching, tmp_path / "cart.yaml") == "All checks passed!\n"
    watching.send_signal(signal.SIGINT)
    _, err = watching.communicate(timeout=LONGEST)
    assert (watching.returncode, err) == (0, "")


def _changed(watching: subprocess.Popen[str], path: Path) -> str:
    """Change the file until the watch, which may not have begun yet, answers."""
    assert watching.stdout is not None
    os.set_blocking(watching.stdout.fileno(), False)
    for _ in range(LONGEST):
        path.write_text(GOOD, encoding="utf-8")
        time.sleep(1)
        if line := watching.stdout.readline():
            return line
    return ""


def test_what_cannot_be_watched_is_refused() -> None:
    ran = journey("lint", "-", "--watch")
    assert (ran.status, "--watch" in ran.stderr) == (2, True)


def test_a_missing_watchfiles_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    ran = journey("lint", "samples/start", "--watch")
    assert (ran.status, "pip install 'journeykit[watch]'" in ran.stderr) == (2, True)
