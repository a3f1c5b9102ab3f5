"""Whole runs of the command, each a text file in `tests/scenarios/`.

A scenario is a list of blocks, each below a line `==== name ====`:

- `command`: one or several lines `journey ...`, run one after another in an empty folder;
- `stdin`: what the commands read, empty without it;
- `status`, `stdout`, `stderr`: what is expected; one status a command, and with several commands
  each output stands below its `$ journey ...`;
- `written FILE`: what the commands are expected to have written there;
- any other name is a file that stands in the folder before the run.

A command that names `samples/` finds the samples of the repository there. An empty `stdout` or
`stderr` may be left out. `pytest --update` rewrites what is expected: review the difference.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.command import Ran, journey

ROOT = Path(__file__).parent.parent
SCENARIOS = sorted((ROOT / "tests/scenarios").glob("**/*.txt"))
BLOCK = re.compile(r"^==== (.+) ====\n", re.MULTILINE)
INPUTS = ("command", "stdin")
OUTPUTS = ("status", "stdout", "stderr")


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_scenario(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, update: bool
) -> None:
    scenario = _read(path.read_text(encoding="utf-8"))
    monkeypatch.chdir(tmp_path)
    _lay_out(scenario, tmp_path)
    lines = scenario["command"].splitlines()
    runs = [_run(line, scenario.get("stdin", "")) for line in lines]
    after = _given(scenario) | _expectable(lines, runs) | _written(scenario, tmp_path)
    if update:
        path.write_text(_text(after), encoding="utf-8")
    else:
        assert _text(after) == _text(_complete(scenario))


def _read(text: str) -> dict[str, str]:
    head, *blocks = BLOCK.split(text)
    assert not head, f"text before the first block: {head!r}"
    return dict(zip(blocks[::2], blocks[1::2], strict=True))


def _text(scenario: dict[str, str]) -> str:
    return "".join(
        f"==== {name} ====\n{text}"
        for name, text in scenario.items()
        if text or name not in (*OUTPUTS, "stdin")
    )


def _given(scenario: dict[str, str]) -> dict[str, str]:
    return {
        name: text
        for name, text in scenario.items()
        if name not in OUTPUTS and not name.startswith("written ")
    }


def _complete(scenario: dict[str, str]) -> dict[str, str]:
    """Return the scenario with its outputs in the order in which they are written."""
    outputs = {name: scenario.get(name, "") for name in OUTPUTS}
    written = {name: text for name, text in scenario.items() if name.startswith("written ")}
    return _given(scenario) | outputs | written


def _lay_out(scenario: dict[str, str], folder: Path) -> None:
    for name, text in _given(scenario).items():
        if name not in INPUTS:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    if "samples/" in scenario["command"]:
        (folder / "samples").symlink_to(ROOT / "samples")


def _run(line: str, stdin: str) -> Ran:
    program, *arguments = shlex.split(line)
    assert program == "journey", f"a scenario runs `journey`, not {program!r}"
    return journey(*arguments, stdin=stdin)


def _expectable(lines: list[str], runs: list[Ran]) -> dict[str, str]:
    return {
        "status": "".join(f"{run.status}\n" for run in runs),
        "stdout": _outputs(lines, [run.stdout for run in runs]),
        "stderr": _outputs(lines, [run.stderr for run in runs]),
    }


def _outputs(lines: list[str], texts: list[str]) -> str:
    ended = [text + "\n" if text and not text.endswith("\n") else text for text in texts]
    if len(lines) == 1:
        return ended[0]
    return "".join(f"$ {line}\n{text}" for line, text in zip(lines, ended, strict=True) if text)


def _written(scenario: dict[str, str], folder: Path) -> dict[str, str]:
    return {
        name: (folder / name.removeprefix("written ")).read_text(encoding="utf-8")
        for name in scenario
        if name.startswith("written ")
    }
