"""Programs from npm that pictures and BPMN files are tried in: installed once, by exact version."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
from pathlib import Path

import pytest

PACKAGES = (
    "bpmn-auto-layout@1.3.0",
    "bpmn-js@18.31.1",
    "bpmnlint@11.15.0",
    "elkjs@0.12.1",
    "playwright-core@1.65.1",
)
CHROMIUM = "chromium"
"""The browser on the PATH; Debian's package has this name."""

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def installed(folder: Path) -> Path:
    """Return the `node_modules` below a folder, filled by whoever comes first.

    Skips the test where npm is missing.
    """
    if shutil.which("npm") is None:
        pytest.skip("npm is missing")
    home = folder / "-".join(each.partition("@")[2] for each in PACKAGES)
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "done").exists():
            command = ["npm", "install", "--no-audit", "--no-fund", "--no-save", *PACKAGES]
            ran = subprocess.run(command, cwd=home, capture_output=True, text=True, check=False)
            if ran.returncode:
                pytest.fail(f"npm install: {ran.stderr}")
            (home / "done").touch()
    return home / "node_modules"


def run(script: Path, modules: Path, *arguments: str, given: str = "") -> str:
    """Return what a script prints; it finds the packages in the folder of its first argument."""
    command = ["node", str(script), str(modules), *arguments]
    ran = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def browser() -> str:
    """Return the path of Chromium; skips the test where it is missing."""
    found = shutil.which(CHROMIUM)
    if found is None:
        pytest.skip("chromium is missing")
    return found
