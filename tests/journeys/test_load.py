"""What reading a document finds wrong, and what it makes of a right one."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict

import pytest
import yaml

from journeykit.journeys.load import Loaded, load
from journeykit.journeys.model import Plan
from journeykit.journeys.text import read

CASES = Path(__file__).with_name("mistakes.yaml")


class Case(TypedDict):
    """A text and the findings that reading it gives."""

    name: str
    text: str
    findings: list[str]


def loaded(text: str) -> Loaded:
    """Load a text as all documents of a map."""
    documents, findings = read(text, "x.yaml")
    assert findings == []
    return load(documents, "x.yaml")


def plan(text: str) -> Plan:
    """Load a text that has no mistake."""
    result = loaded(text)
    assert result.findings == ()
    assert result.plan is not None
    return result.plan


CASE_LIST: list[Case] = yaml.safe_load(CASES.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASE_LIST, ids=lambda case: case["name"])
def test_a_mistake_is_found_at_its_place(case: Case) -> None:
    found = [
        f"{each.place.line}:{each.place.column} {each.code} {each.message}".replace(": ", "; ")
        for each in sorted(loaded(case["text"]).findings, key=lambda finding: finding.place)
    ]
    assert found == case["findings"]
