"""Samples changed as by accident, and files of hostile shapes: all are judged, none breaks."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from journeykit.journeys.finding import Finding
from journeykit.journeys.lint.run import lint
from journeykit.journeys.lint.settings import Choice, Settings
from journeykit.journeys.load import load
from journeykit.journeys.place import Tree
from journeykit.journeys.text import read
from tests.command import journey
from tests.hostile_texts import SHAPES
from tests.mutations import mutated, mutated_bytes

ROOT = Path(__file__).parents[2]
FOLDERS = ("b2b", "language", "loyalty", "start")
FILES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for folder in FOLDERS
    for path in sorted((ROOT / "samples" / folder).rglob("*.yaml"))
    if path.name != "findings.yaml"
}
TEXTS = tuple(FILES.values())
ALL = Settings(choices=(Choice(select=("ALL",)),))
DEEP = pytest.mark.deep
LARGE, SECONDS, MEGABYTES = 1_000_000, 2.0, 500

MEASURED = """
import gc, resource, sys
from pathlib import Path
from journeykit.cli.app import GARBAGE
from journeykit.journeys.load import load
from journeykit.journeys.project import of_text
gc.set_threshold(GARBAGE)
before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
load(of_text(Path(sys.argv[1]).read_bytes(), "a.yaml").documents, "a.yaml")
after = resource.getrusage(resource.RUSAGE_SELF)
print(after.ru_utime - before, after.ru_maxrss / 1024)
"""


@pytest.mark.parametrize("seeds", [range(200), pytest.param(range(200, 10_000), marks=DEEP)])
def test_a_changed_sample_is_read_with_places_inside_it(seeds: Sequence[int]) -> None:
    for seed in seeds:
        text = mutated(TEXTS[seed % len(TEXTS)], TEXTS, seed)
        documents, findings = read(text, "a.yaml")
        loaded = load(documents, "a.yaml")
        _check_places(text, [*findings, *loaded.findings])


@pytest.mark.parametrize("seeds", [range(20), pytest.param(range(20, 1_000), marks=DEEP)])
def test_a_map_with_a_changed_file_is_judged_by_all_rules(seeds: Sequence[int]) -> None:
    names = [*FILES]
    for seed in seeds:
        changed = names[seed % len(names)]
        folder = changed.split("/")[1]
        documents: list[Tree] = []
        for name in names:
            if name.split("/")[1] == folder and name != changed:
                documents += read(FILES[name], name)[0]
        documents += read(mutated(FILES[changed], TEXTS, seed), changed)[0]
        loaded = load(documents, "a.yaml")
        found = lint([loaded.plan] if loaded.plan else [], loaded.findings, ALL)
        assert {id(each) for each in loaded.findings} <= {id(each.finding) for each in found}
        assert all(each.finding.message and each.finding.place.line >= 1 for each in found)


@pytest.mark.parametrize("seeds", [range(12), pytest.param(range(12, 500), marks=DEEP)])
def test_the_command_leaves_with_0_1_or_2_whatever_bytes_it_gets(
    seeds: Sequence[int], tmp_path: Path
) -> None:
    file = tmp_path / "a.yaml"
    for seed in seeds:
        file.write_bytes(mutated_bytes(TEXTS[seed % len(TEXTS)], seed))
        _check_run(file)


@pytest.mark.parametrize("name", SHAPES)
def test_a_file_of_a_hostile_shape_is_judged(name: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(SHAPES[name](3_000), encoding="utf-8")
    _check_run(file)


@DEEP
@pytest.mark.parametrize("name", SHAPES)
def test_a_megabyte_of_a_hostile_shape_is_read_in_two_seconds(name: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(SHAPES[name](LARGE), encoding="utf-8")
    command = [sys.executable, "-c", MEASURED, str(file)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    seconds, megabytes = map(float, printed.split())
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


def _check_run(file: Path) -> None:
    """Lint a file by the command."""
    ran = journey("lint", str(file), "--select", "ALL", "--no-cache", "--format", "concise")
    assert ran.status in (0, 1, 2)
    assert "Traceback" not in ran.stderr


def _check_places(text: str, findings: Sequence[Finding]) -> None:
    """Check that findings lie in the text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for place in (finding.place for finding in findings if finding.place.path == "a.yaml"):
        assert 1 <= place.line <= place.end_line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
        assert 1 <= place.end_column <= len(lines[place.end_line - 1]) + 1
