"""The contact policy: which rule a send would break, asked of the sends before it.

Pure functions on a timetable, that is what one customer was sent, in order of time. Every window
is half open: what is exactly as old as the window is wide no longer counts.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeAlias

LocalTime: TypeAlias = Callable[[int], datetime]
"""From seconds of the timetable to the local date and time, for caps of calendar windows."""


def plain_days(seconds: int) -> datetime:
    """Return a local time where every day has 24 hours and second 0 begins a Monday."""
    return datetime(2026, 1, 5) + timedelta(seconds=seconds)


@dataclass(frozen=True, slots=True)
class Sent:
    """One send to one customer, as the policy sees it; `time` is in seconds.

    `line` names the calendar line that sent it, `journey` is "" then. `topic` is "" where the
    message has none.
    """

    time: int
    journey: str
    message: str
    channel: str
    class_: str
    promo: str = "none"
    topic: str = ""
    priority: int = 50
    line: str = ""


@dataclass(frozen=True, slots=True)
class CapLimit:
    """At most so many sends of some channels, classes and topics within `per` seconds.

    Without `channels` those count that reach the customer off site, without `classes` or
    `topics` all of them. `unit` is empty for a rolling window, else `hour`, `day`, `week` or
    `month` of the calendar; a week begins on the weekday `week_from`, 0 is Monday. A sender with
    a priority below `reserve_from` may use `reserve_keep` less. With `counts_exempt` the exempt
    classes take room too, though none of them is stopped.
    """

    at_most: int
    per: int
    unit: str = ""
    channels: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    reserve_from: int = 0
    reserve_keep: int = 0
    week_from: int = 0
    counts_exempt: bool = False


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Local seconds of the day [`start`, `end`) without messages, over midnight if start > end.

    Without `channels` they hold for those that reach the customer off site.
    """

    start: int
    end: int
    channels: tuple[str, ...] = ()

    def hold(self, moment: datetime) -> bool:
        """Tell whether a local time lies in them."""
        second = moment.hour * 3600 + moment.minute * 60 + moment.second
        if self.start <= self.end:
            return self.start <= second < self.end
        return second >= self.start or second < self.end


@dataclass(frozen=True, slots=True)
class SaleLimit:
    """At most so many sales among any `of` consecutive messages."""

    at_most: int
    of: int


@dataclass(frozen=True, slots=True)
class Limits:
    """A policy in numbers: durations in seconds, 0 or None for a rule that it does not have.

    `hidden` are the channels that no rule sees unless it names them: on-site ones and those that
    go to staff. `exempt` are the classes that no rule sees, but for caps that count them.
    """

    caps: tuple[CapLimit, ...] = ()
    min_gap: int = 0
    same_message: int = 0
    same_topic: int = 0
    sale: SaleLimit | None = None
    exempt: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    quiet: QuietHours | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a send breaks: its reason in the log and, of a cap, its place in the policy."""

    reason: str
    cap: int = 0


def is_sale(sent: Sent) -> bool:
    """Tell whether the sale rule takes the send for a sale."""
    return sent.class_ == "sale" or (sent.promo != "none" and sent.class_ != "transactional")


def counts(limits: Limits, sent: Sent, cap: CapLimit | None = None) -> bool:
    """Tell whether the policy, or one of its caps, sees the send at all."""
    if sent.class_ in limits.exempt:
        return False
    return sent.channel not in limits.hidden if cap is None else _concerns(limits, cap, sent)


def fills(limits: Limits, sent: Sent, cap: CapLimit) -> bool:
    """Tell whether the send takes room of a cap once it is sent."""
    exempt = sent.class_ in limits.exempt and not cap.counts_exempt
    return not exempt and _concerns(limits, cap, sent)


def _concerns(limits: Limits, cap: CapLimit, sent: Sent) -> bool:
    """Tell whether the send is of a channel, class and topic of the cap."""
    return (
        _names(limits, cap.channels, sent)
        and (not cap.classes or sent.class_ in cap.classes)
        and (not cap.topics or sent.topic in cap.topics)
    )


def allowed(cap: CapLimit, sent: Sent) -> int:
    """Return how many sends the cap allows when a sender of this priority asks."""
    return cap.at_most - (cap.reserve_keep if sent.priority < cap.reserve_from else 0)


def _names(limits: Limits, channels: tuple[str, ...], sent: Sent) -> bool:
    """Tell whether a rule for these channels sees the send: by default, what is not hidden."""
    return sent.channel in channels if channels else sent.channel not in limits.hidden


def broken(
    limits: Limits, before: Sequence[Sent], sent: Sent, local: LocalTime = plain_days
) -> Iterator[Broken]:
    """Yield every rule that `sent` breaks after the sends `before` it, in the log's order.

    The order is duplicate-message, duplicate-topic, quiet, cap (as written), gap, sale; the first
    one is the reason that the log gives. `before` is in order of time, its latest last.
    """
    if counts(limits, sent):
        if any(True for _ in _same_message(limits, before, sent)):
            yield Broken("duplicate-message")
        if any(True for _ in _same_topic(limits, before, sent)):
            yield Broken("duplicate-topic")
    if limits.quiet and _in_quiet(limits, limits.quiet, sent, local):
        yield Broken("quiet")
    for place, cap in enumerate(limits.caps):
        if _over(limits, cap, before, sent, local):
            yield Broken("cap", place)
    if counts(limits, sent) and any(True for _ in _just_before(limits, before, sent)):
        yield Broken("gap")
    if limits.sale and _sale_again(limits, limits.sale, before, sent):
        yield Broken("sale")


def taken(
    limits: Limits, before: Sequence[Sent], sent: Sent, rule: Broken, local: LocalTime = plain_days
) -> tuple[Sent, ...]:
    """Return the earlier sends that `sent` breaks a rule because of, the latest first.

    Of a cap as many as it allows, of the sale rule the sales among those that it looks at, of the
    gap and the duplicates the latest one; quiet hours need none.
    """
    match rule.reason:
        case "cap":
            cap = limits.caps[rule.cap]
            found = filling(limits, cap, before, sent, local)
            return tuple(islice(found, max(0, allowed(cap, sent))))
        case "gap":
            return tuple(islice(_just_before(limits, before, sent), 1))
        case "duplicate-message":
            return tuple(islice(_same_message(limits, before, sent), 1))
        case "duplicate-topic":
            return tuple(islice(_same_topic(limits, before, sent), 1))
        case "sale" if limits.sale:
            return tuple(filter(is_sale, _looked_at(limits, limits.sale, before)))
    return ()


def reason(
    limits: Limits, before: Sequence[Sent], sent: Sent, local: LocalTime = plain_days
) -> str:
    """Return the first rule that `sent` breaks, as the log names it, or ""."""
    return next((rule.reason for rule in broken(limits, before, sent, local)), "")


def _recent(before: Sequence[Sent], sent: Sent, window: int) -> Iterator[Sent]:
    """Yield the sends younger than `window` when `sent` goes out, the latest first."""
    for earlier in reversed(before):
        if sent.time - earlier.time >= window:
            return
        yield earlier


def _same_message(limits: Limits, before: Sequence[Sent], sent: Sent) -> Iterator[Sent]:
    """Yield the recent sends of the same message, but for a calendar line its own."""
    return (
        earlier
        for earlier in _recent(before, sent, limits.same_message)
        if earlier.message == sent.message
        and not (sent.line and earlier.line == sent.line)
        and counts(limits, earlier)
    )


def _same_topic(limits: Limits, before: Sequence[Sent], sent: Sent) -> Iterator[Sent]:
    """Yield the recent sends on the same topic by others."""
    return (
        earlier
        for earlier in _recent(before, sent, limits.same_topic if sent.topic else 0)
        if earlier.topic == sent.topic
        and (earlier.journey, earlier.line) != (sent.journey, sent.line)
        and counts(limits, earlier)
    )


def _in_quiet(limits: Limits, quiet: QuietHours, sent: Sent, local: LocalTime) -> bool:
    return (
        sent.class_ not in limits.exempt
        and _names(limits, quiet.channels, sent)
        and quiet.hold(local(sent.time))
    )


def _over(
    limits: Limits, cap: CapLimit, before: Sequence[Sent], sent: Sent, local: LocalTime
) -> bool:
    if not counts(limits, sent, cap):
        return False
    room = allowed(cap, sent)
    taken = filling(limits, cap, before, sent, local)
    return room <= 0 or any(number >= room for number, _ in enumerate(taken, 1))


def filling(
    limits: Limits, cap: CapLimit, before: Sequence[Sent], sent: Sent, local: LocalTime
) -> Iterator[Sent]:
    """Yield the sends that take room of a cap when `sent` goes out, the latest first."""
    inside = _recent(before, sent, cap.per)
    if cap.unit:
        inside = _same_period(before, sent, cap, local)
    return (earlier for earlier in inside if fills(limits, earlier, cap))


def _same_period(
    before: Sequence[Sent], sent: Sent, cap: CapLimit, local: LocalTime
) -> Iterator[Sent]:
    """Yield the sends of the same local hour, day, week or month, the latest first."""
    here = _period(local(sent.time), cap)
    for earlier in reversed(before):
        if _period(local(earlier.time), cap) != here:
            return
        yield earlier


def _period(moment: datetime, cap: CapLimit) -> Hashable:
    """Return what is equal for two moments of one calendar unit."""
    match cap.unit:
        case "hour":
            return moment.date(), moment.hour
        case "day":
            return moment.date()
        case "week":
            return (moment.date() - timedelta(days=cap.week_from)).isocalendar()[:2]
        case "month":
            return moment.year, moment.month
    raise ValueError(f"unit (={cap.unit!r}) must be hour, day, week or month")


def _just_before(limits: Limits, before: Sequence[Sent], sent: Sent) -> Iterator[Sent]:
    """Yield the sends within the gap before `sent`."""
    return (each for each in _recent(before, sent, limits.min_gap) if counts(limits, each))


def _sale_again(limits: Limits, rule: SaleLimit, before: Sequence[Sent], sent: Sent) -> bool:
    if not (is_sale(sent) and counts(limits, sent)):
        return False
    return sum(map(is_sale, _looked_at(limits, rule, before))) >= rule.at_most


def _looked_at(limits: Limits, rule: SaleLimit, before: Sequence[Sent]) -> Iterator[Sent]:
    """Yield the sends that the sale rule looks at, the latest first."""
    return islice((each for each in reversed(before) if counts(limits, each)), rule.of - 1)
