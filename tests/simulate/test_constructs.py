"""Each construct of the language decides what happens in at least one exact timetable."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from journeykit.journeys.finding import JourneyError
from journeykit.journeys.load import load
from journeykit.simulate.messages import RESPONSES
from tests.constructs import Use, changed, constructs, uses
from tests.timetables import Case, cases, outcome

FOLDER = Path(__file__).parent
CASES = [*cases(FOLDER / "timetables"), *cases(FOLDER.parent / "oracles")]


@cache
def used() -> dict[str, list[tuple[Case, Use]]]:
    """Return where each construct is used."""
    found: dict[str, list[tuple[Case, Use]]] = {}
    for case in CASES:
        for use in uses(case.documents):
            found.setdefault(use.construct, []).append((case, use))
    return found


def decides(case: Case, use: Use) -> bool:
    """Tell whether the case comes out otherwise without the construct, or cannot be run."""
    loaded = load([changed(tree, use) for tree in case.documents], "test.yaml")
    if loaded.plan is None or loaded.findings:
        return True
    try:
        found = outcome(replace(case, plan=loaded.plan).lives())
    except JourneyError:
        return True
    return {name: found[name] for name in case.expected} != case.expected


def optional(construct: str) -> bool:
    """Tell whether the construct is a key or a word, which may be taken away."""
    return construct[0].isupper() and "." in construct and " " not in construct.split(".")[0]


def test_each_construct_has_an_exact_timetable() -> None:
    missing = [construct for construct in constructs() if construct not in used()]
    assert missing == []


@pytest.mark.parametrize("construct", [name for name in constructs() if optional(name)])
def test_a_timetable_depends_on_each_key_and_word(construct: str) -> None:
    found = [(case, use) for case, use in used().get(construct, []) if use.key]
    assert any(decides(case, use) for case, use in found)


def test_each_event_that_the_tool_makes_stands_in_a_timetable() -> None:
    written = "\n".join(line for case in CASES for line in case.expected.get("responses", ()))
    assert [event for event in RESPONSES.values() if event not in written] == ["order.placed"]
