"""What `journey simulate` leaves behind, and what it needs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import journey

MAP = """
map: Small shop
---
population: Visitors
attributes: {email: {known: 70%}}
behaviour: {site.visit: {about_every: 6d}}
---
journey: come-back
start: {visited: {event: site.visit, next: mail}}
steps:
  mail:  {send: {channel: email, class: content}, next: wait}
  wait:  {timer: 1d..2d, next: again}
  again: {send: {channel: email, class: sale}, next: end}
"""
COMMAND = ("simulate", "shop.yaml", "--customers", "30", "--for", "30d")


@pytest.fixture(autouse=True)
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("shop.yaml").write_text(MAP, encoding="utf-8")


@pytest.mark.parametrize("log", ["log.csv", "log.parquet"])
def test_two_runs_give_equal_bytes(log: str) -> None:
    if log.endswith("parquet"):
        pytest.importorskip("pyarrow")
    first = journey(*COMMAND, "--log", log)
    bytes_ = Path(log).read_bytes()
    again = journey(*COMMAND, "--log", log)
    assert (first.status, first.stdout) == (0, again.stdout)
    assert Path(log).read_bytes() == bytes_
    assert sorted(path.name for path in Path().iterdir()) == sorted([log, "shop.yaml"])


def test_a_run_in_a_pipe_shows_no_bar() -> None:
    ran = journey(*COMMAND)
    assert (ran.status, ran.stderr) == (0, "")
    assert "\x1b" not in ran.stdout
    assert max(map(len, ran.stdout.splitlines())) <= 80


def test_the_json_tells_the_same_as_the_table() -> None:
    told = json.loads(journey(*COMMAND, "--format", "json").stdout)
    mean = told["messages"]["all"]["period"]["mean"]
    assert mean["low"] < mean["value"] < mean["high"]
    table = journey(*COMMAND).stdout
    assert f"{mean['value']:.2f} ± {mean['high'] - mean['value']:.2f}" in table
    assert f"{told['messages']['all']['total']:,}" in table


def test_a_check_of_a_broken_policy_exits_with_1() -> None:
    assert journey(*COMMAND).status == 0
    ran = journey(*COMMAND, "--check")
    assert ran.status == 1
    assert "broken" in ran.stdout
    assert ran.stdout.startswith(journey(*COMMAND).stdout)


def test_a_customer_is_the_same_whatever_is_asked_besides() -> None:
    shown = journey("simulate", "shop.yaml", "--for", "30d", "--show", "17")
    again = journey(*COMMAND, "--show", "17", "--workers", "2")
    assert shown.status == 0
    assert shown.stdout == again.stdout
    assert "customer 17" in shown.stdout


def test_a_parquet_log_without_pyarrow_names_the_extra_at_once() -> None:
    ran = _without_pyarrow(*COMMAND, "--log", "log.parquet")
    assert ran.returncode == 2
    assert "pip install 'journeykit[fast]'" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert ran.stdout == ""
    assert [path.name for path in Path().iterdir()] == ["shop.yaml"]


def test_a_csv_log_needs_no_pyarrow() -> None:
    ran = _without_pyarrow(*COMMAND, "--log", "log.csv")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert Path("log.csv").read_text(encoding="utf-8").startswith("customer,time,journey")


def _without_pyarrow(*arguments: str) -> subprocess.CompletedProcess[str]:
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from journeykit.cli.app import main\n"
        "sys.argv[0] = 'journey'\n"
        "main()\n"
    )
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("--customers", "0"),
        ("--customers", "1000000001"),
        ("--customers", "ten"),
        ("--for", "0d"),
        ("--for", "-3d"),
        ("--for", ""),
        ("--seed", "-1"),
        ("--seed", "18446744073709551616"),
        ("--from", "today"),
        ("--warm-up", "forever"),
        ("--format", "xml"),
        ("--show", "-1"),
        ("--workers", "0"),
        ("--log", "."),
        ("--population", "."),
        ("--population", "shop.csv"),
        ("--nonsense",),
    ],
    ids=" ".join,
)
def test_a_wrong_option_is_told_in_a_line(arguments: tuple[str, ...]) -> None:
    ran = journey("simulate", "shop.yaml", *arguments)
    assert ran.status == 2
    assert ran.stdout == ""
    assert "Traceback" not in ran.stderr
    assert arguments[0] in ran.stderr or ran.stderr.startswith("error: ")


def test_a_plan_may_come_from_standard_input() -> None:
    ran = journey("simulate", "-", *COMMAND[2:], stdin=MAP)
    assert (ran.status, ran.stdout) == (0, journey(*COMMAND).stdout)


def test_a_run_that_does_not_end_is_told() -> None:
    Path("shop.yaml").write_text(
        MAP.replace(
            "mail:  {send", "again-at-once: {task: x, emit: site.visit, next: end}\n  mail: {send"
        )
        .replace("next: mail}}", "next: again-at-once}}")
        .replace("start: {visited", "reentry: always\nstart: {visited"),
        encoding="utf-8",
    )
    ran = journey(*COMMAND)
    assert ran.status == 2
    assert ran.stderr.startswith("error: customer ")
