"""A policy that starts from how a well-known tool counts."""

from __future__ import annotations

from typing import get_args

import pytest

from journeykit.cli.simulate_options import Profile
from journeykit.journeys.limits import limits_of
from journeykit.journeys.load import Loaded, load
from journeykit.journeys.model.policy import Policy
from journeykit.journeys.policy import CapLimit, Limits
from journeykit.journeys.preset import PROFILES, preset_text
from journeykit.journeys.profile import with_profile
from journeykit.journeys.text import read
from tests.command import journey

HOUR, DAY = 3600, 86400
PUSH = ("web_push", "mobile_push")
KLAVIYO = (
    CapLimit(1, 16 * HOUR, channels=("email",), counts_exempt=True),
    CapLimit(1, DAY, channels=("sms",), counts_exempt=True),
    CapLimit(1, DAY, channels=PUSH, counts_exempt=True),
)


def _load(text: str, profile: str = "") -> Loaded:
    documents, findings = read(text, "m.yaml")
    assert not findings
    return load(documents, "m.yaml", profile=profile)


def _policy(text: str, profile: str = "") -> Policy:
    loaded = _load(text, profile)
    assert (loaded.plan is None, loaded.findings) == (False, ())
    assert loaded.plan is not None
    return loaded.plan.map.policy


def _limits(text: str, profile: str = "") -> Limits:
    plan = _load(text, profile).plan
    assert plan is not None
    return limits_of(plan.map)


def test_a_profile_stands_in_for_the_default_policy() -> None:
    limits = _limits("map: m\npolicy: {profile: klaviyo-like}")
    assert (limits.caps, limits.exempt) == (KLAVIYO, ("transactional",))
    assert (limits.min_gap, limits.same_message, limits.same_topic) == (0, 0, 0)
    assert (limits.sale, limits.quiet) == (None, None)
    assert "web_push" in _load("map: m\npolicy: {profile: klaviyo-like}").plan.map.channels  # type: ignore[union-attr]  # there is a plan


def test_an_entry_of_the_map_replaces_the_whole_entry_of_the_profile() -> None:
    written = "map: m\npolicy: {profile: klaviyo-like, min_gap: 1h, caps: [{at_most: 2, per: 1d}]}"
    limits = _limits(written)
    assert (limits.caps, limits.min_gap) == ((CapLimit(2, DAY),), HOUR)
    assert limits.exempt == ("transactional",)


def test_a_profile_from_outside_replaces_what_the_map_says_of_the_same() -> None:
    own = "map: m\npolicy: {caps: [{at_most: 9, per: 1d}], on_exceed: defer, min_gap: 1h}"
    policy = _policy(own, "klaviyo-like")
    assert (policy.on_exceed, policy.min_gap and policy.min_gap.low) == ("drop", HOUR)
    assert _limits(own, "klaviyo-like").caps == KLAVIYO
    other = own.replace("{caps", "{profile: hubspot-like, caps")
    assert _limits(other, "klaviyo-like").caps == KLAVIYO


def test_without_a_map_the_profile_is_the_whole_policy() -> None:
    limits = _limits("journey: j\nstart: {s: {event: x, next: end}}", "klaviyo-like")
    assert (limits.caps, limits.sale, limits.min_gap) == (KLAVIYO, None, 0)


def test_weeks_of_the_profile_hold_for_caps_of_the_map() -> None:
    cap = "caps: [{at_most: 1, per: 1w, window: calendar}]"
    assert _limits(f"map: m\npolicy: {{profile: iterable-like, {cap}}}").caps[0].week_from == 6
    assert _limits(f"map: m\npolicy: {{{cap}}}").caps[0].week_from == 0


def test_an_unknown_profile_is_told_with_the_nearest_one() -> None:
    (finding,) = _load("map: m\npolicy: {profile: braise-like}").findings
    assert (finding.code, finding.message) == ("J003", "unknown value `braise-like`")
    assert finding.help.startswith("did you mean `braze-like`?")
    with pytest.raises(ValueError, match="must be one of"):
        with_profile(None, "braise-like")


def test_a_sale_window_needs_a_sale_rule() -> None:
    expect = "expect: [share(sale window) <= 1%]"
    (finding,) = _load(f"map: m\npolicy: {{profile: braze-like}}\n{expect}").findings
    assert finding.message == "the policy has no sale rule, so nothing can break it"
    assert _load(f"map: m\n{expect}").findings == ()


def test_each_profile_drops_and_exempts_transactional_messages() -> None:
    for profile in PROFILES:
        policy = _policy(f"map: m\npolicy: {{profile: {profile}}}")
        assert (policy.profile, policy.on_exceed) == (profile, "drop")
        assert policy.exempt == ("transactional",)
        assert policy.caps


def test_the_command_line_knows_every_profile() -> None:
    assert get_args(Profile) == PROFILES


def test_the_command_line_refuses_an_unknown_profile() -> None:
    for command in (("config",), ("simulate", "x.yaml")):
        ran = journey(*command, "--profile", "sendy-like")
        assert (ran.status, ran.stdout) == (2, "")
        assert "--profile" in ran.stderr


def test_a_profile_is_printed_with_its_sources() -> None:
    ran = journey("config", "--profile", "hubspot-like")
    assert (ran.status, ran.stdout) == (0, preset_text("hubspot-like"))
    assert "knowledge base" in ran.stdout
