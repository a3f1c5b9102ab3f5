"""What `journey replay` shows of written-out customers, and what it does not take."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from tests.command import journey

MAP = """
map: Small office
staff: {sales: 1}
channels: {email: {needs: known("email"), consent: marketing}}
---
journey: lead
reentry: always
start: {called: {event: lead.called, next: call}}
steps:
  call:   {user_task: Call back, by: sales, takes: 2h, next: letter}
  letter: {send: {channel: email, class: service}, next: split}
  split:
    exclusive:
    next: [{to: short, share: 50%}, {to: long}]
  short:  {timer: 1d..9d, next: again}
  long:   {timer: 10d..20d, next: again}
  again:  {send: {channel: email, class: content}, next: end}
"""
CUSTOMERS = """
population: Three companies
customers:
  - {about: {en: calls first, ru: Первая}, attributes: {email: known}, events: [{at: 9h, event: lead.called}]}
  - {attributes: {email: known}, events: [{at: 9h30m, event: lead.called}]}
  - {attributes: {email: known}, events: [{at: -20d, event: lead.called}, {at: 10h, event: lead.called}]}
"""  # noqa: E501
COMMAND = ("replay", "office.yaml", "companies.yaml", "--for", "28d")


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("office.yaml").write_text(MAP, encoding="utf-8")
    Path("companies.yaml").write_text(CUSTOMERS, encoding="utf-8")


def _letters(*options: str) -> list[tuple[str, str]]:
    """Return to whom a first letter goes, and when."""
    rows = csv.DictReader(StringIO(journey(*COMMAND, "--format", "csv", *options).stdout))
    return [(row["customer"], row["time"]) for row in rows if row["step"] == "letter"]


def test_customers_wait_for_the_people_whom_others_take() -> None:
    assert _letters() == [
        ("0", "2026-01-05 11:00:00"),
        ("1", "2026-01-05 13:00:00"),
        ("2", "2026-01-05 15:00:00"),
    ]
    assert _letters("--customer", "2") == [("2", "2026-01-05 15:00:00")]


def test_a_customer_is_replayed_as_a_simulation_shows_it() -> None:
    written = ("--population", "companies.yaml", "--for", "28d", "--warm-up", "20d")
    shown = journey("simulate", "office.yaml", *written, "--show", "1", "--format", "json")
    told = json.loads(shown.stdout)
    replayed = json.loads(journey(*COMMAND, "--format", "json").stdout)
    assert replayed["customers"][1] == {
        "about": "", **{key: value for key, value in told.items() if key != "setting"}
    }  # fmt: skip
    assert replayed["customers"][0]["about"] == "calls first"
    assert replayed["setting"] == told["setting"]


def test_what_the_map_leaves_to_chance_comes_from_the_seed() -> None:
    runs = [journey(*COMMAND, "--seed", seed).stdout for seed in ("1", "2", "2")]
    assert runs[0].replace("seed 1", "seed 2") != runs[1]
    assert runs[1] == runs[2]


def test_the_log_holds_the_messages_of_those_who_are_shown() -> None:
    assert journey(*COMMAND, "--customer", "1", "--log", "log.csv").status == 0
    rows = list(csv.DictReader(Path("log.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["customer"], row["step"]) for row in rows] == [("1", "letter"), ("1", "again")]
    assert sorted(path.name for path in Path().iterdir()) == [
        "companies.yaml", "log.csv", "office.yaml",
    ]  # fmt: skip


def test_a_mistake_among_the_customers_is_told_at_its_place() -> None:
    Path("companies.yaml").write_text(CUSTOMERS.replace("9h30m", "half past"), encoding="utf-8")
    ran = journey(*COMMAND)
    assert (ran.status, ran.stdout) == (2, "")
    assert "companies.yaml:5:" in ran.stderr
