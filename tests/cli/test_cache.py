"""What lint keeps of its runs is used while nothing has changed, and never wrong."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from pathlib import Path
from subprocess import run

import pytest

from journeykit.cli.formats import Format
from tests.command import Ran, journey

KEPT = "this was kept\n"
MAP = "map: Shop\njourneys: [journeys/*.yaml]\n"
JOURNEY = """journey: {name}
audience: known("email")
reentry: 30d
start:
  s: {{event: site.visit, next: wait}}
steps:
  wait: {{timer: 1h, next: m}}
  m: {{send: {name}-letter, next: end}}
  lost: {{send: {name}-letter, next: end}}
messages:
  {name}-letter: {{channel: email, class: {class_}}}
"""
SELECT = ("--select", "J102,J205,J301,J002,J003")


def written(name: str, class_: str = "content") -> str:
    """Return the file of a journey with an unreachable step."""
    return JOURNEY.format(name=name, class_=class_)


@pytest.fixture(autouse=True)
def _shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder of a map with two journeys, outside any other project."""
    folder = tmp_path / "above" / "shop"
    (folder / "journeys").mkdir(parents=True)
    (folder / "journey.yaml").write_text(MAP)
    for name in ("a", "b"):
        (folder / "journeys" / f"{name}.yaml").write_text(written(name))
    monkeypatch.chdir(folder)
    monkeypatch.delenv("JOURNEY_CACHE_DIR", raising=False)


def lint(*options: str) -> Ran:
    """Lint the folder."""
    return journey("lint", ".", *SELECT, "--format", "concise", *options)


def fresh(*options: str) -> Ran:
    """Lint the folder without what is kept."""
    return lint("--no-cache", *options)


def entries(folder: Path = Path(".journey_cache")) -> list[Path]:
    """Return the files of what is kept."""
    return sorted(folder.glob("*.json"))


def mark() -> None:
    """Put another report into what is kept, so that its use can be seen."""
    for path in entries():
        entry = json.loads(path.read_text().partition("\n")[2])
        entry["told"]["report"] = KEPT
        text = json.dumps(entry)
        path.write_text(f"{blake2b(text.encode(), digest_size=16).hexdigest()}\n{text}")


def test_what_is_kept_is_told_again() -> None:
    first = lint()
    assert first == fresh()
    mark()
    assert lint() == Ran(first.status, KEPT, "")


def touch() -> None:
    """Write a file anew as it is."""
    file = Path("journeys/a.yaml")
    file.write_bytes(file.read_bytes())
    os.utime(file, (1, 1))


def test_a_file_that_is_written_as_it_was_changes_nothing() -> None:
    lint()
    mark()
    touch()
    assert lint().stdout == KEPT


CHANGES: dict[str, Callable[[], object]] = {
    "one message": lambda: Path("journeys/a.yaml").write_text(written("a", "service")),
    "a journey more": lambda: Path("journeys/c.yaml").write_text(written("c")),
    "a journey less": lambda: Path("journeys/b.yaml").unlink(),
    "another name": lambda: Path("journeys/b.yaml").rename("journeys/z.yaml"),
    "what is no journey": lambda: Path("journeys/notes.yaml").write_text("- a list\n"),
    "a file of the folder": lambda: Path("loose.yaml").write_text(written("loose")),
    "the map": lambda: Path("journey.yaml").write_text(MAP + "policy: {caps: []}\n"),
    "no map any more": lambda: Path("journey.yaml").unlink(),
    "settings": lambda: Path("journey.toml").write_text('ignore = ["J102"]\n'),
    "settings above": lambda: Path("../journey.toml").write_text('ignore = ["J102"]\n'),
    "settings beside others": lambda: Path("pyproject.toml").write_text(
        '[tool.journey]\nignore = ["J205"]\n'
    ),
    "a folder": lambda: Path("more").mkdir(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_noticed(change: Callable[[], object]) -> None:
    lint()
    mark()
    change()
    assert lint() == fresh()
    assert lint().stdout != KEPT


def test_settings_that_change_are_noticed() -> None:
    Path("journey.toml").write_text('ignore = ["J102"]\n')
    lint()
    mark()
    Path("journey.toml").write_text('ignore = ["J101"]\n')
    assert lint() == fresh()
    assert "J102" in lint().stdout


def test_a_map_of_a_folder_above_is_noticed() -> None:
    Path("journey.yaml").unlink()
    lint()
    mark()
    Path("../journey.yaml").write_text("map: Above\nmessages: []\n")
    assert lint() == fresh()


def test_a_link_that_leads_elsewhere_is_noticed(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(written(name))
    link = Path("journeys/link.yaml")
    link.symlink_to(tmp_path / "one.yaml")
    lint()
    mark()
    link.unlink()
    link.symlink_to(tmp_path / "two.yaml")
    assert lint() == fresh()
    assert "two" in lint().stdout


@pytest.mark.parametrize(
    "options",
    [("--ignore", "J102"), ("--quiet",), ("--statistics",), ("--isolated",), ("--no-ignores",)],
    ids=" ".join,
)
def test_another_command_is_another_run(options: tuple[str, ...]) -> None:
    lint()
    mark()
    assert lint(*options) == fresh(*options)


@pytest.mark.parametrize(
    "format_", ["full", "concise", "json", "sarif", "github", "gitlab", "junit"]
)
def test_every_format_is_the_same_from_the_cache(format_: Format) -> None:
    told = [journey("lint", ".", *SELECT, "--format", format_) for _ in range(2)]
    assert told == [journey("lint", ".", *SELECT, "--format", format_, "--no-cache")] * 2


def test_warnings_are_bad_from_the_cache_too() -> None:
    assert [lint("--strict").status for _ in range(2)] == [1, 1]
    assert [lint("--exit-zero").status for _ in range(2)] == [0, 0]


def test_a_report_from_the_cache_goes_into_a_file() -> None:
    report = [
        (lint("--output-file", "report.txt"), Path("report.txt").read_text()) for _ in range(2)
    ]
    assert report[0] == report[1]
    assert "J102" in report[0][1]


def test_a_mended_file_is_looked_at_anew() -> None:
    Path("journeys/a.yaml").write_text(written("a").replace("reentry", "rentry"))
    lint()
    lint("--fix")
    assert lint() == fresh()
    assert "J002" not in lint().stdout


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[: len(text) // 2],
        lambda text: text.replace("J102", "J101"),
        lambda _: "",
        lambda _: "\0\xff",
        lambda _: blake2b(b"[]", digest_size=16).hexdigest() + "\n[]",
    ],
    ids=["cut off", "changed", "empty", "no text", "something else"],
)
def test_a_broken_cache_is_none(spoil: Callable[[str], str]) -> None:
    lint()
    for path in entries():
        path.write_text(spoil(path.read_text()), encoding="latin-1")
    assert lint() == fresh()


def test_a_cache_that_cannot_be_kept_is_none() -> None:
    Path(".journey_cache").write_text("in the way")
    assert lint() == fresh()
    assert Path(".journey_cache").read_text() == "in the way"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_has_no_cache() -> None:
    Path.cwd().chmod(stat.S_IRUSR | stat.S_IXUSR)
    assert lint() == fresh()


def test_no_cache_keeps_nothing() -> None:
    fresh()
    assert not Path(".journey_cache").exists()


def test_git_knows_nothing_of_the_cache() -> None:
    lint()
    assert Path(".journey_cache/.gitignore").read_text() == "*\n"


def test_the_cache_can_be_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lint("--cache-dir", str(tmp_path / "given"))
    monkeypatch.setenv("JOURNEY_CACHE_DIR", str(tmp_path / "set"))
    lint()
    assert [len(entries(tmp_path / name)) for name in ("given", "set")] == [1, 1]
    assert not Path(".journey_cache").exists()


def test_what_was_not_used_for_long_is_forgotten() -> None:
    lint()
    (first,) = entries()
    for number in range(60):
        copy = first.with_name(f"{number}.json")
        copy.write_text("old")
        os.utime(copy, (number, number))
    lint("--quiet")
    names = {each.name for each in entries()}
    assert len(names) == 50
    assert first.name in names
    assert not names & {"0.json", "11.json"}


def test_two_runs_at_once_tell_the_same() -> None:
    code = "from journeykit.cli.app import main; main()"
    command = [sys.executable, "-c", code, "lint", ".", *SELECT, "--format", "concise"]
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(lambda _: run(command, capture_output=True, check=False), range(2)))
    assert [each.stdout.decode() for each in told] == [fresh().stdout] * 2
    assert len(entries()) == 1
    assert lint() == fresh()


def test_all_that_is_read_is_noted() -> None:
    code = """
import sys
opened = set()
def hear(event, arguments):
    if event in ("open", "os.scandir", "os.listdir") and isinstance(arguments[0], str):
        opened.add(arguments[0])
import journeykit.cli.lint_run, journeykit.cli.lint_output, journeykit.cli.fixing
from journeykit.cli.app import main
sys.addaudithook(hear)
try:
    main()
finally:
    print(*sorted(opened), sep="\\n", file=sys.stderr)
"""
    Path("journey.toml").write_text('baseline = "known.json"\n')
    journey("lint", ".", *SELECT, "--write-baseline", "--no-cache")
    command = [sys.executable, "-c", code, "lint", ".", *SELECT]
    lines = run(command, capture_output=True, check=False).stderr.decode().splitlines()
    here = Path.cwd()
    opened = [here / line for line in lines if line and (here / line).is_relative_to(here)]
    (entry,) = entries()
    noted = {path for _, path, _ in json.loads(entry.read_text().partition("\n")[2])["looks"]}
    assert here / "journeys/a.yaml" in opened
    assert {str(each) for each in opened if ".journey_cache" not in each.parts} <= noted
