"""The policy by brute force: which rules the messages of a life break.

It shares no code with the policy that simulations enforce, and reads docs/language.md anew. Local
time is that of a zone without changes of clocks, and second 0 begins a Monday.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from journeykit.journeys.durations import Duration
from journeykit.journeys.model import Plan
from journeykit.journeys.model.policy import Cap, Duplicates, Policy, SaleRule
from journeykit.journeys.place import Word
from journeykit.simulate.life import Life, Row

DAY = 86400
PERIODS = {3600: 3600, DAY: DAY, 7 * DAY: 7 * DAY}


def breaks(plan: Plan, life: Life) -> Iterator[str]:
    """Yield the rules that the messages of a life break, as docs/language.md words them."""
    policy = plan.map.policy
    hidden = [name for name, each in plan.map.channels.items() if each.on_site or each.to]
    seen = [
        row
        for row in (*life.before, *life.rows)
        if row.status == "sent" and row.class_ not in policy.exempt
    ]
    usual = [row for row in seen if row.channel not in hidden]
    for place, cap in enumerate(policy.caps):
        counted = [row for row in seen if row.channel in cap.channels] if cap.channels else usual
        if cap.classes:
            counted = [row for row in counted if row.class_ in cap.classes]
        if cap.topics:
            counted = [
                row for row in counted if plan.messages[Word(row.message)].topic in cap.topics
            ]
        if over(plan, cap, counted):
            yield f"cap {place}"
    if policy.sale and crowded_sales(policy.sale, usual):
        yield "sale"
    if any(later.time - row.time < seconds(policy.min_gap) for row, later in pairs(usual)):
        yield "gap"
    if policy.duplicates:
        yield from doubles(plan, policy.duplicates, usual)
    if in_the_night(policy, seen, usual):
        yield "quiet"


def seconds(given: Duration | None) -> int:
    """Return the seconds of a duration, 0 where there is none."""
    return given.low if given else 0


def pairs(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Yield each message with the next."""
    return pairwise(rows)


def over(plan: Plan, cap: Cap, rows: Sequence[Row]) -> bool:
    """Tell whether any message found the cap full."""
    for number, row in enumerate(rows):
        if cap.window == "calendar":
            length = PERIODS[cap.per.low]
            taken = sum(each.time // length == row.time // length for each in rows[:number])
        else:
            taken = sum(row.time - each.time < cap.per.low for each in rows[:number])
        room = cap.at_most
        if cap.reserve and priority(plan, row) < cap.reserve.from_:
            room -= cap.reserve.keep
        if taken >= room:
            return True
    return False


def priority(plan: Plan, row: Row) -> int:
    """Return the priority of who sent a message."""
    if row.journey:
        return plan.journeys[Word(row.journey)].priority
    return next(line.priority for line in plan.map.calendar if line.send == row.message)


def crowded_sales(rule: SaleRule, rows: Sequence[Row]) -> bool:
    """Tell whether so many messages in a row hold more sales than they may."""
    sales = [row.class_ == "sale" or row.promo != "none" for row in rows]
    return any(sum(sales[first : first + rule.of]) > rule.at_most for first in range(len(sales)))


def doubles(plan: Plan, rule: Duplicates, rows: Sequence[Row]) -> Iterator[str]:
    """Yield what comes twice too soon: a message, or a topic from two senders."""
    topics = {name: message.topic for name, message in plan.messages.items()}
    for number, later in enumerate(rows):
        for row in rows[:number]:
            age = later.time - row.time
            same = row.message == later.message
            if same and (row.journey or later.journey) and age < seconds(rule.message):
                yield "duplicate-message"
            topic = topics[Word(later.message)]
            other = (row.journey or row.message) != (later.journey or later.message)
            if topic and topics[Word(row.message)] == topic and other and age < seconds(rule.topic):
                yield "duplicate-topic"


def in_the_night(policy: Policy, seen: Sequence[Row], usual: Sequence[Row]) -> bool:
    """Tell whether a message came in quiet hours, which go over midnight."""
    if policy.quiet is None:
        return False
    begin, end, channels = policy.quiet.from_.second, policy.quiet.to.second, policy.quiet.channels
    rows = [row for row in seen if row.channel in channels] if channels else usual
    return any(not end <= row.time % DAY < begin for row in rows)
