"""What holds where a user says nothing: the default map and the preset population."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from journeykit.journeys.load import load
from journeykit.journeys.model import Plan
from journeykit.journeys.text import read
from tests.command import journey

CHANNELS = [
    "email",
    "sms",
    "web_push",
    "mobile_push",
    "popup",
    "popup_side",
    "popup_mini",
    "popup_mobile",
    "chat",
    "call",
    "manager",
]
ALONE = """
journey: alone
audience: known("email")
start: {cart: {event: cart.item_added, next: reminder}}
steps: {reminder: {send: {channel: email, class: service, title: Your cart}, next: end}}
"""


def alone() -> Plan:
    """Return the plan of one journey with nothing beside it."""
    documents, _ = read(ALONE, "alone.yaml")
    loaded = load(documents, "alone.yaml")
    assert (loaded.findings, loaded.plan is None) == ((), False)
    assert loaded.plan is not None
    return loaded.plan


def test_the_default_map_has_the_channels_that_people_use() -> None:
    channels = alone().map.channels
    assert list(channels) == CHANNELS
    assert [name for name in channels if channels[name].on_site] == [*CHANNELS[4:8], "chat"]
    assert [name for name in channels if channels[name].to] == ["manager"]


def test_the_default_policy_is_a_cautious_one() -> None:
    policy = alone().map.policy
    assert [(cap.at_most, cap.per.source) for cap in policy.caps] == [(1, "1d"), (4, "7d")]
    assert {cap.channels for cap in policy.caps} == {tuple(CHANNELS[:4])}
    assert {cap.classes for cap in policy.caps} == {("content", "sale")}
    assert policy.sale is not None
    assert (policy.sale.at_most, policy.sale.of) == (1, 4)
    assert policy.min_gap is not None
    assert policy.min_gap.source == "4h"
    assert (policy.quiet, policy.exempt) == (None, ("transactional",))


def test_the_preset_population_answers_on_each_channel_to_customers() -> None:
    plan = alone()
    assert list(plan.population.responses) == CHANNELS[:-1]


def test_one_journey_alone_simulates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("alone.yaml").write_text(ALONE, encoding="utf-8")
    ran = journey("simulate", "alone.yaml", "--customers", "100", "--format", "json")
    (told,) = json.loads(ran.stdout)["journeys"]
    assert (ran.status, ran.stderr) == (0, "")
    assert told["entered"] > 0
