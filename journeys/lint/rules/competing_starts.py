"""One trigger that starts several journeys which can both send content or sale at one time.

## Why is this bad?
The customer gets several messages for one thing that happened, each written as if it were the
only one. An `exclusive_group` lets the one with the highest priority win; audiences that exclude
each other part the customers. Compared are messages closer than the policy's `min_gap`, on-site
ones with on-site ones and sent ones with sent ones; a timer such as `3d..7d` with all its length.

## Bad
```yaml
journey: cross-sell
audience: known("email")
reentry: 30d
start:
  bought: {event: order.delivered, next: wait}
steps:
  wait: {timer: 3d, next: letter}
  letter: {send: goes-well-with, next: end}
messages:
  goes-well-with: {channel: email, class: sale}
---
journey: how-to-use
audience: known("email")
reentry: 30d
start:
  bought: {event: order.delivered, next: wait}
steps:
  wait: {timer: 3d, next: letter}
  letter: {send: care-tips, next: end}
messages:
  care-tips: {channel: email, class: content}
```

## Good
```yaml
journey: cross-sell
audience: known("email")
reentry: 30d
exclusive_group: after-order
start:
  bought: {event: order.delivered, next: wait}
steps:
  wait: {timer: 3d, next: letter}
  letter: {send: goes-well-with, next: end}
messages:
  goes-well-with: {channel: email, class: sale}
---
journey: how-to-use
audience: known("email")
reentry: 30d
exclusive_group: after-order
start:
  bought: {event: order.delivered, next: wait}
steps:
  wait: {timer: 3d, next: letter}
  letter: {send: care-tips, next: end}
messages:
  care-tips: {channel: email, class: content}
```
"""

from collections.abc import Callable, Iterator
from functools import partial

from journeykit.journeys.durations import seconds_text
from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.lint.index import Index
from journeykit.journeys.lint.meetings import Due, Meeting, gap, meetings
from journeykit.journeys.lint.reach import is_off_site, is_on_site
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.runs import RunsOf
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.plan import Plan

CLASSES = ("content", "sale")
MOST_OTHERS = 4


@rule("J205", "competing-starts", severity=Severity.WARNING)
def competing_starts(plan: Plan, runs: RunsOf, index: Index) -> Iterator[Finding]:
    """Report each start with the earlier one that it comes closest to, and name the others."""
    within = max(1, plan.map.policy.min_gap.low if plan.map.policy.min_gap else 0)
    found: dict[tuple[str, str], dict[tuple[str, str], Meeting]] = {}
    for where in (is_off_site, is_on_site):
        wanted = partial(_competes, plan, where)
        for pairs in meetings(plan, index, runs, wanted, within=within):
            one, other = pairs[0]
            rivals = found.setdefault(_start(other), {})
            known = rivals.get(_start(one))
            if known is None or gap(one, other) < gap(*known):
                rivals[_start(one)] = one, other
    for rivals in found.values():
        closest = min(rivals.values(), key=lambda meeting: gap(*meeting))
        others = [each for each, _ in rivals.values() if _start(each) != _start(closest[0])]
        yield _finding(*closest, others)


def _competes(plan: Plan, where: Callable[[Plan, Message], bool], message: Message) -> bool:
    """Tell whether a message asks for attention, on the site or off it as `where` tells."""
    return message.class_ in CLASSES and where(plan, message)


def _start(due: Due) -> tuple[str, str]:
    """Return the journey and the start by which a message is due."""
    return str(due.journey.id), str(due.entrance.start.id)


def _finding(one: Due, other: Due, others: list[Due]) -> Finding:
    between = gap(one, other)
    when = f"{seconds_text(between)} apart" if between else "at the same moment"
    mine, theirs = one.sending, other.sending
    return Finding(
        other.entrance.start.id.place,
        f"{other.entrance.trigger.name} {_starts(one, other)},"
        f" which can send `{theirs.sent.message}` and `{mine.sent.message}` {when}",
        help=_help(one, other),
        related=(
            Related(other.journey.steps[theirs.step].id.place, f"sends `{theirs.sent.message}`"),
            Related(one.entrance.start.id.place, f"starts `{one.journey.id}` too"),
            Related(one.journey.steps[mine.step].id.place, f"sends `{mine.sent.message}`"),
            *(
                Related(each.entrance.start.id.place, f"starts `{each.journey.id}` as well")
                for each in others[:MOST_OTHERS]
            ),
        ),
        journey=other.journey.id,
    )


def _starts(one: Due, other: Due) -> str:
    """Say what one trigger starts."""
    if one.journey is other.journey:
        starts = f"`{one.entrance.start.id}` and `{other.entrance.start.id}`"
        return f"starts `{one.journey.id}` twice, by {starts}"
    return f"starts `{other.journey.id}` as well as `{one.journey.id}`"


def _help(one: Due, other: Due) -> str:
    if one.journey is other.journey:
        return "give the starts conditions that exclude each other, or leave out one"
    return "give both one `exclusive_group`, or audiences that exclude each other"
