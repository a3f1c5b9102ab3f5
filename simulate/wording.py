"""A policy's rules in words."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.journeys.policy import CapLimit, Limits

_UNITS = (("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1))


def rules(limits: Limits) -> Iterator[tuple[str, str]]:
    """Yield each rule of the policy, in its order: the key of its breaks, and what it asks."""
    for place, cap in enumerate(limits.caps):
        yield f"cap {place}", _cap(cap)
    if limits.min_gap:
        yield "gap", f"at least {span(limits.min_gap)} between two messages"
    if limits.same_message:
        yield "duplicate-message", f"no message again within {span(limits.same_message)}"
    if limits.same_topic:
        yield "duplicate-topic", f"no topic of another journey within {span(limits.same_topic)}"
    if limits.sale:
        yield "sale", f"at most {limits.sale.at_most} sale in any {limits.sale.of} messages"


def span(seconds: int) -> str:
    """Return a duration as the language writes it: 86400 is `1d`, 5400 `1h30m`."""
    text = ""
    for name, size in _UNITS:
        count, seconds = divmod(seconds, size)
        text += f"{count}{name}" if count else ""
    return text or "0s"


def _cap(cap: CapLimit) -> str:
    window = f"calendar {cap.unit}" if cap.unit else span(cap.per)
    scope = "; ".join(
        ", ".join(names) for names in (cap.channels, cap.classes, cap.topics) if names
    )
    kept = f", {cap.reserve_keep} of them only from priority {cap.reserve_from} up"
    reserve = kept if cap.reserve_keep else ""
    return f"at most {cap.at_most} per {window}{reserve}" + (f" ({scope})" if scope else "")
