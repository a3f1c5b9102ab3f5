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

from collections.abc import Iterator
from dataclasses import dataclass

from journeykit.journeys.durations import seconds_text
from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.runs import RunsOf
from journeykit.journeys.lint.triggers import Trigger, apart, triggers
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import Start
from journeykit.journeys.place import Word

CLASSES = ("content", "sale")


@dataclass(frozen=True, slots=True)
class _Offer:
    """A message that may be sent between so many seconds after a trigger."""

    time: int
    latest: int
    on_site: bool
    step: Word
    message: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """A start with one of its triggers and what it may send."""

    journey: Journey
    start: Start
    trigger: Trigger
    offers: tuple[_Offer, ...]


@rule("J205", "competing-starts", severity=Severity.WARNING)
def competing_starts(plan: Plan, runs: RunsOf) -> Iterator[Finding]:
    """Report each start with the earlier ones that it competes with."""
    gap = max(1, plan.map.policy.min_gap.low if plan.map.policy.min_gap else 0)
    entries = list(_entries(plan, runs))
    reported: set[tuple[str, str, str, str]] = set()
    for number, entry in enumerate(entries):
        for earlier in entries[:number]:
            key = earlier.journey.id, earlier.start.id, entry.journey.id, entry.start.id
            if key in reported or not _compete(earlier, entry):
                continue
            pair = _closest(earlier, entry)
            if pair is not None and _gap(*pair) < gap:
                reported.add(key)
                yield _finding(earlier, entry, *pair)


def _entries(plan: Plan, runs: RunsOf) -> Iterator[_Entry]:
    for journey in plan.journeys.values():
        for start in journey.start.values():
            for trigger in triggers(journey, start):
                offers = tuple(dict.fromkeys(_offers(plan, journey, start, trigger, runs)))
                yield _Entry(journey, start, trigger, offers)


def _offers(
    plan: Plan, journey: Journey, start: Start, trigger: Trigger, runs: RunsOf
) -> Iterator[_Offer]:
    for run in runs[journey.id].runs:
        spreads = {(visit.step, visit.time): visit.spread for visit in run.visits}
        for each in run.sendings if run.start.id == start.id else ():
            channel = plan.map.channels.get(Word(each.sent.channel))
            if each.sent.class_ in CLASSES and channel is not None and not channel.to:
                time = trigger.after + each.sent.time
                latest = time + spreads.get((each.step, each.sent.time), 0)
                yield _Offer(time, latest, channel.on_site, each.step, each.sent.message)


def _compete(one: _Entry, other: _Entry) -> bool:
    """Tell whether one customer can enter by both at one trigger."""
    if one.trigger.what != other.trigger.what:
        return False
    if one.journey is other.journey and one.journey.reentry != "always":
        return False
    return not apart((one.journey, one.start), (other.journey, other.start))


def _closest(one: _Entry, other: _Entry) -> tuple[_Offer, _Offer] | None:
    pairs = [
        (mine, theirs)
        for mine in one.offers
        for theirs in other.offers
        if mine.on_site == theirs.on_site
    ]
    return min(pairs, key=lambda pair: _gap(*pair), default=None)


def _gap(one: _Offer, other: _Offer) -> int:
    """Return how many seconds are between two messages, at the least."""
    return max(0, one.time - other.latest, other.time - one.latest)


def _finding(one: _Entry, other: _Entry, mine: _Offer, theirs: _Offer) -> Finding:
    gap = _gap(mine, theirs)
    when = f"{seconds_text(gap)} apart" if gap else "at the same moment"
    return Finding(
        other.start.id.place,
        f"{other.trigger.name} {_starts(one, other)},"
        f" which can send `{theirs.message}` and `{mine.message}` {when}",
        help=_help(one, other),
        related=(
            Related(other.journey.steps[theirs.step].id.place, f"sends `{theirs.message}`"),
            Related(one.start.id.place, f"starts `{one.journey.id}` too"),
            Related(one.journey.steps[mine.step].id.place, f"sends `{mine.message}`"),
        ),
        journey=other.journey.id,
    )


def _starts(one: _Entry, other: _Entry) -> str:
    """Say what one trigger starts."""
    if one.journey is other.journey:
        return f"starts `{one.journey.id}` twice, by `{one.start.id}` and `{other.start.id}`"
    return f"starts `{other.journey.id}` as well as `{one.journey.id}`"


def _help(one: _Entry, other: _Entry) -> str:
    if one.journey is other.journey:
        return "give the starts conditions that exclude each other, or leave out one"
    return "give both one `exclusive_group`, or audiences that exclude each other"
