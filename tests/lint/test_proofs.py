"""A finding with a timetable is proved: given these events, the simulator lives through it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from journeykit.journeys.lint.rules import RULES
from journeykit.journeys.lint.run import Found
from journeykit.journeys.load import load
from journeykit.journeys.project import of_text
from journeykit.simulate.life import Life
from journeykit.simulate.program import compile_plan
from journeykit.simulate.reference.live import live
from tests.test_rules import found_in

HERE = Path(__file__).parent
RULE = {rule.name: rule for rule in RULES}
ALL = yaml.safe_load((HERE / "proofs.yaml").read_text(encoding="utf-8"))
PROOFS = [proof for proof in ALL if "reason" in proof]
PATHS = [proof for proof in ALL if "reason" not in proof]
DAY = 86400
CONTACTS = {"email": "known", "phone": "known", "sms": "known", "web_push": "known"}


def _name(proof: dict[str, Any]) -> str:
    return f"{proof['rule']}: {proof.get('case', 'Bad')}"


@pytest.mark.parametrize("proof", PROOFS, ids=_name)
def test_the_simulator_lives_through_the_timetable(proof: dict[str, Any]) -> None:
    text = _text(proof)
    found = next(each for each in found_in(text) if each.rule.name == proof["rule"])
    rows = _lived(text, proof["events"]).rows
    sent = [f"{_moment(row.time)} sends `{row.message}`" for row in rows]
    assert [line for line in _told(found) if line not in sent] == []
    broken = [row for row in rows if row.step == found.finding.step and row.reason]
    assert proof["reason"] in [row.reason for row in broken]


@pytest.mark.parametrize("proof", PATHS, ids=_name)
def test_the_simulator_walks_the_path(proof: dict[str, Any]) -> None:
    text = _text(proof)
    found = next(each for each in found_in(text) if each.rule.name == proof["rule"])
    step = proof.get("held", proof.get("twice"))
    (instance,) = _lived(text, proof["events"]).instances
    assert found.finding.step == step
    assert found.severity == "error"
    if "held" in proof:
        assert instance.how == "stuck"
        assert step in instance.left
    else:
        assert dict(instance.reached)[step] > 1


@pytest.mark.parametrize("rule", ["deadlock", "multiplied-path"])
def test_every_path_that_is_told_is_walked(rule: str) -> None:
    cases = yaml.safe_load((HERE / f"../rules/{rule}.yaml").read_text(encoding="utf-8"))
    told = [
        case["name"] for case in cases if any("undecided" not in line for line in case["findings"])
    ]
    assert told == [proof["case"] for proof in PATHS if proof["rule"] == rule and "case" in proof]


def _text(proof: dict[str, Any]) -> str:
    if "case" not in proof:
        return RULE[proof["rule"]].bad[0]
    cases = yaml.safe_load((HERE / f"../rules/{proof['rule']}.yaml").read_text(encoding="utf-8"))
    return str(next(each["journey"] for each in cases if each["name"] == proof["case"]))


def _lived(text: str, events: list[dict[str, Any]]) -> Life:
    """Return the life of one customer with every contact."""
    customers = json.dumps([{"attributes": CONTACTS, "events": events}])
    project = of_text(f"{text}\n---\npopulation: one\ncustomers: {customers}\n".encode(), "a.yaml")
    loaded = load(project.documents, project.path)
    assert loaded.plan is not None
    program = compile_plan(
        loaded.plan, start=date(2026, 1, 5), horizon=100 * DAY, warm_up=100 * DAY
    )
    return live(program, 0, 1)


def _told(found: Found) -> list[str]:
    """Return what the finding says was sent, and when."""
    lines = (related.label for related in found.finding.related)
    return [line for line in lines if " sends " in line]


def _moment(time: int) -> str:
    day, second = divmod(time, DAY)
    minute, rest = divmod(second, 60)
    return f"day {day} {minute // 60:02}:{minute % 60:02}" + (f":{rest:02}" if rest else "")
