"""What reading a document finds wrong, and what it makes of a right one."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict

import pytest
import yaml

from journeykit.journeys.load import Loaded, load
from journeykit.journeys.model import Plan, Send
from journeykit.journeys.place import Word
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


JOURNEY = """
journey: 001
title: да
start: {s: {event: site.visit, next: mail}}
steps:
  mail: {send: {channel: email, class: service}, next: again}
  again: {send: mail, next: end}
"""


def test_what_a_journey_leaves_out_has_a_default() -> None:
    journey = plan(JOURNEY).journeys["001"]
    assert (journey.priority, journey.reentry, journey.set_up_first) == (50, "after_exit", False)
    assert (journey.audience, journey.exit, journey.goal, journey.per) == (None, (), None, None)
    assert str(journey.title) == "да"


def test_one_journey_alone_has_the_default_map_and_customers() -> None:
    whole = plan(JOURNEY)
    assert "web_push" in whole.map.channels
    assert [cap.at_most for cap in whole.map.policy.caps] == [1, 4]
    assert "site.visit" in whole.population.behaviour


def test_entries_of_a_map_replace_the_default_ones_whole_and_leave_the_others() -> None:
    written = "map: m\nchannels: {email: {consent: mine}}\npolicy: {min_gap: 1h, exempt: [service]}"
    map_ = plan(written).map
    email = map_.channels[Word("email")]
    assert (email.needs, email.consent) == (None, "mine")
    assert map_.channels[Word("sms")].needs is not None
    assert map_.policy.min_gap is not None
    assert (map_.policy.min_gap.low, map_.policy.exempt) == (3600, ("service",))
    assert len(map_.policy.caps) == 2


def test_a_message_written_in_place_is_named_by_journey_and_step() -> None:
    whole = plan(JOURNEY)
    assert list(whole.messages) == ["001.mail"]
    again = whole.journeys["001"].steps[Word("again")]
    assert isinstance(again, Send)
    assert again.message_id == "001.mail"


def test_equal_definitions_of_a_message_are_one_message() -> None:
    journey = "journey: {id}\nstart: {{s: {{event: x, next: end}}}}\nmessages: {{m: {message}}}\n"
    one = journey.format(id="b", message="{channel: [email], class: sale}")
    other = journey.format(id="a", message='{class: "sale", channel: email, promo: none}')
    whole = plan(f"{one}---\n{other}")
    assert list(whole.messages) == ["m"]
    assert list(whole.journeys) == ["b", "a"]


def test_keys_of_ones_own_are_kept() -> None:
    journey = plan("journey: a\nx-owner: anna\nstart: {s: {next: end, x-n: 1}}").journeys["a"]
    assert dict(journey.extensions) == {"x-owner": "anna"}
    assert dict(journey.start[Word("s")].extensions) == {"x-n": "1"}
