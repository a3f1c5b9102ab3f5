"""A policy's rules in words."""

from __future__ import annotations

from journeykit.journeys.policy import CapLimit, Limits, SaleLimit
from journeykit.simulate.wording import rules


def test_every_rule_says_what_it_asks() -> None:
    limits = Limits(
        caps=(
            CapLimit(4, 604_800, channels=("email", "sms"), classes=("sale",)),
            CapLimit(6, 86_400, "day", reserve_from=80, reserve_keep=1),
            CapLimit(9, 604_800, "week", counts_exempt=True, week_from=6),
        ),
        min_gap=14_400,
        same_message=1_209_600,
        same_topic=86_400,
        sale=SaleLimit(1, 4),
    )
    assert dict(rules(limits)) == {
        "cap 0": "at most 4 per 7d (email, sms; sale)",
        "cap 1": "at most 6 per calendar day, 1 of them only from priority 80 up",
        "cap 2": "at most 9 per calendar week from sun, exempt ones counted",
        "gap": "at least 4h between two messages",
        "duplicate-message": "no message again within 14d",
        "duplicate-topic": "no topic of another journey within 1d",
        "sale": "at most 1 sale in any 4 messages",
    }


def test_a_policy_without_rules_has_none() -> None:
    assert list(rules(Limits())) == []
