"""The policy of a map in numbers."""

from __future__ import annotations

from journeykit.journeys.clocks import WEEKDAYS
from journeykit.journeys.durations import Duration
from journeykit.journeys.model.map import Map
from journeykit.journeys.model.policy import Cap, Quiet
from journeykit.journeys.policy import CapLimit, Limits, QuietHours, SaleLimit

UNITS = {3600: "hour", 86400: "day", 604800: "week", 2592000: "month"}
"""The calendar windows by the seconds of their `per`."""


def limits_of(map_: Map) -> Limits:
    """Return a map's policy in numbers.

    A calendar cap of no calendar unit, which reading reports (J003), counts as a rolling one.
    """
    policy, doubles = map_.policy, map_.policy.duplicates
    return Limits(
        caps=tuple(_cap_limit(cap, WEEKDAYS.index(policy.week_begins)) for cap in policy.caps),
        min_gap=_seconds(policy.min_gap),
        same_message=_seconds(doubles.message) if doubles else 0,
        same_topic=_seconds(doubles.topic) if doubles else 0,
        sale=SaleLimit(policy.sale.at_most, policy.sale.of) if policy.sale else None,
        exempt=policy.exempt,
        hidden=tuple(name for name, each in map_.channels.items() if each.on_site or each.to),
        quiet=_quiet(policy.quiet) if policy.quiet else None,
    )


def _cap_limit(cap: Cap, week_from: int) -> CapLimit:
    return CapLimit(
        cap.at_most,
        cap.per.low,
        UNITS.get(cap.per.low, "") if cap.window == "calendar" else "",
        cap.channels,
        cap.classes,
        cap.topics,
        cap.reserve.from_ if cap.reserve else 0,
        cap.reserve.keep if cap.reserve else 0,
        week_from,
        cap.counts_exempt,
    )


def _quiet(quiet: Quiet) -> QuietHours:
    return QuietHours(quiet.from_.second, quiet.to.second, quiet.channels)


def _seconds(duration: Duration | None) -> int:
    return duration.low if duration else 0
