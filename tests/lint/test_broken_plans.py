"""Rules on plans that were read with mistakes: what is left of them is judged, nothing crashes."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from journeykit.journeys.lint.run import lint
from journeykit.journeys.load import load
from journeykit.journeys.text import read

MISTAKES = Path(__file__).parents[1] / "journeys" / "mistakes.yaml"
TEXTS = {
    case["name"]: case["text"] for case in yaml.safe_load(MISTAKES.read_text(encoding="utf-8"))
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_plan_with_mistakes_is_linted_as_far_as_it_goes(name: str) -> None:
    documents, _ = read(TEXTS[name], "x.yaml")
    loaded = load(documents, "x.yaml")
    found = lint([loaded.plan] if loaded.plan else [], loaded.findings)
    places = [each.finding.place for each in found]
    assert all(finding.place in places for finding in loaded.findings)
