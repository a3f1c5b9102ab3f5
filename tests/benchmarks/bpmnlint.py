"""bpmnlint on the graphs of a map, installed for the while by npm."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.measured import Measured, measured, middle

PACKAGE = "bpmnlint@11.15.0"


class Missing(Exception):
    """Why bpmnlint cannot be measured."""


def lint_of(folder: Path, at: Path, *, times: int) -> Measured:
    """Return what bpmnlint takes for the journeys of the map in a folder, in one process.

    Raises:
        Missing: it cannot be installed.
    """
    program = _installed(at)
    (at / ".bpmnlintrc").write_text('{"extends": "bpmnlint:recommended"}', encoding="utf-8")
    (at / "maps").mkdir()
    # In a process of its own: what this one holds would count as memory of those that it starts.
    subprocess.run([sys.executable, "-m", "tests.benchmarks.bpmn", folder, at / "maps"], check=True)
    return middle(lambda: measured([program, "maps/*.bpmn"], cwd=at), times)


def _installed(at: Path) -> Path:
    """Install bpmnlint in a folder, and return its program."""
    npm = shutil.which("npm")
    if npm is None:
        raise Missing("npm is not installed")
    (at / "package.json").write_text("{}", encoding="utf-8")
    command = [npm, "install", "--no-audit", "--no-fund", PACKAGE]
    if subprocess.run(command, cwd=at, capture_output=True, check=False).returncode:
        raise Missing(f"npm cannot install {PACKAGE}")
    return at / "node_modules" / ".bin" / "bpmnlint"
