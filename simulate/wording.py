"""A policy's rules in words."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.journeys.clocks import WEEKDAYS
from journeykit.journeys.durations import seconds_text
from journeykit.journeys.policy import CapLimit, Limits, QuietHours


def rules(limits: Limits) -> Iterator[tuple[str, str]]:
    """Yield each rule of the policy, in its order: the key of its breaks, and what it asks."""
    if limits.quiet:
        yield "quiet", _quiet(limits.quiet)
    for place, cap in enumerate(limits.caps):
        yield f"cap {place}", _cap(cap)
    if limits.min_gap:
        yield "gap", f"at least {seconds_text(limits.min_gap)} between two messages"
    if limits.same_message:
        yield "duplicate-message", f"no message again within {seconds_text(limits.same_message)}"
    if limits.same_topic:
        time = seconds_text(limits.same_topic)
        yield "duplicate-topic", f"no topic of another journey within {time}"
    if limits.sale:
        yield "sale", f"at most {limits.sale.at_most} sale in any {limits.sale.of} messages"


def _quiet(quiet: QuietHours) -> str:
    scope = f" ({', '.join(quiet.channels)})" if quiet.channels else ""
    return f"nothing from {_clock(quiet.start)} to {_clock(quiet.end)}{scope}"


def _clock(second: int) -> str:
    return f"{second // 3600:02}:{second % 3600 // 60:02}"


def _cap(cap: CapLimit) -> str:
    window = f"calendar {cap.unit}" if cap.unit else seconds_text(cap.per)
    if cap.unit == "week" and cap.week_from:
        window += f" from {WEEKDAYS[cap.week_from]}"
    scope = "; ".join(
        ", ".join(names) for names in (cap.channels, cap.classes, cap.topics) if names
    )
    kept = f", {cap.reserve_keep} of them only from priority {cap.reserve_from} up"
    reserve = kept if cap.reserve_keep else ""
    exempt = ", exempt ones counted" if cap.counts_exempt else ""
    limit = f"at most {cap.at_most} per {window}{reserve}{exempt}"
    return limit + (f" ({scope})" if scope else "")
