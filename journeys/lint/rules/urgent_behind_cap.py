"""A transactional or short-lived message that a cap may stop for one of lower priority.

## Why is this bad?
A cap stops whoever comes last: a letter of low priority in the morning takes the room, and the
receipt of the afternoon, or the offer that ends at midnight, is lost. A `reserve` of the cap keeps
room for what is urgent; `exempt: [transactional]` lets receipts past. Messages of the same journey
are not compared.

`hours` is up to how long a message may be valid (`valid_for`) to be short-lived.

## Bad
```yaml
journey: flash-sale
priority: 90
audience: known("email")
reentry: 30d
start:
  saved: {event: product.saved, next: wait}
steps:
  wait: {timer: 1d, next: mail}
  mail: {send: today-only, next: end}
messages:
  today-only: {channel: email, class: sale, topic: sales, valid_for: 12h}
---
journey: tips
priority: 20
audience: known("email")
reentry: 30d
start:
  viewed: {event: product.viewed, next: wait}
steps:
  wait: {timer: 1d, next: mail}
  mail: {send: how-to-choose, next: end}
messages:
  how-to-choose: {channel: email, class: content, topic: tips}
```

## Good
```yaml
map: Shop
journeys: []
policy:
  caps:
    - {at_most: 2, per: 1d, classes: [content, sale], reserve: {from: 80, keep: 1}}
---
journey: flash-sale
priority: 90
audience: known("email")
reentry: 30d
start:
  saved: {event: product.saved, next: wait}
steps:
  wait: {timer: 1d, next: mail}
  mail: {send: today-only, next: end}
messages:
  today-only: {channel: email, class: sale, topic: sales, valid_for: 12h}
---
journey: tips
priority: 20
audience: known("email")
reentry: 30d
start:
  viewed: {event: product.viewed, next: wait}
steps:
  wait: {timer: 1d, next: mail}
  mail: {send: how-to-choose, next: end}
messages:
  how-to-choose: {channel: email, class: content, topic: tips}
```
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from journeykit.journeys.durations import SECONDS, seconds_text
from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.limits import limits_of
from journeykit.journeys.lint.caps import described
from journeykit.journeys.lint.index import Index
from journeykit.journeys.lint.reach import is_urgent
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.sending import sent_of
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.policy import Cap
from journeykit.journeys.place import Place, Word
from journeykit.journeys.policy import CapLimit, Limits, Sent, allowed, counts, fills


@dataclass(frozen=True, slots=True)
class _Sender:
    """What a step or a line of the calendar sends, as the policy sees it, and where."""

    sent: Sent
    place: Place
    step: Word = Word("")


@rule("J310", "urgent-behind-cap", severity=Severity.WARNING)
def urgent_behind_cap(plan: Plan, index: Index, *, hours: int = 24) -> Iterator[Finding]:
    """Report each urgent message once, with the sender of the lowest priority before it."""
    limits = limits_of(plan.map)
    senders = [*_senders(plan, index)]
    urgent = [
        each
        for each in senders
        if each.sent.journey and _cannot_wait(plan.messages[each.sent.message], hours)
    ]
    filling = [_by_priority(limits, cap, senders) if urgent else [] for cap in limits.caps]
    for each in urgent:
        for cap, written, before in zip(limits.caps, plan.map.policy.caps, filling, strict=True):
            first = _stopped_by(limits, cap, each, before)
            if first is not None:
                yield _finding(plan, each, first, cap, written)
                break


def _senders(plan: Plan, index: Index) -> Iterator[_Sender]:
    """Yield who sends: each step, and each line of the calendar, by its own priority."""
    for senders in index.senders.values():
        for each in senders:
            sent = sent_of(plan, each.journey, 0, each.message)
            yield _Sender(sent, each.step.id.place, each.step.id)
    journey = next(iter(plan.journeys.values()), None)
    for line in plan.map.calendar if journey is not None else ():
        if line.send in plan.messages and journey is not None:
            sent = sent_of(plan, journey, 0, line.send)
            yield _Sender(replace(sent, journey="", priority=line.priority), line.send.place)


def _cannot_wait(message: Message, hours: int) -> bool:
    """Tell whether a message is worth nothing when it is stopped now."""
    short = message.valid_for is not None and message.valid_for.low <= hours * SECONDS["h"]
    return short or is_urgent(message)


def _by_priority(limits: Limits, cap: CapLimit, senders: Sequence[_Sender]) -> list[_Sender]:
    """Return who takes room of a cap, the lowest priority first."""
    found = [each for each in senders if fills(limits, each.sent, cap)]
    return sorted(found, key=lambda each: each.sent.priority)


def _stopped_by(
    limits: Limits, cap: CapLimit, each: _Sender, before: Sequence[_Sender]
) -> _Sender | None:
    """Return a sender of lower priority that can take the last room of a cap, if any can."""
    if not counts(limits, each.sent, cap):
        return None
    for other in before:
        if other.sent.priority >= each.sent.priority:
            return None
        same = other.sent.journey == each.sent.journey
        if not same and allowed(cap, other.sent) >= allowed(cap, each.sent):
            return other
    return None


def _finding(plan: Plan, each: _Sender, first: _Sender, cap: CapLimit, written: Cap) -> Finding:
    message = plan.messages[each.sent.message]
    valid = message.valid_for
    why = (
        "transactional"
        if is_urgent(message)
        else f"valid for {seconds_text(valid.low)}"
        if valid
        else ""
    )
    cure = "`exempt: [transactional]`" if is_urgent(message) else "a `reserve` of the cap"
    return Finding(
        each.place,
        f"`{message.id}` is {why}, but the cap {described(cap)} can stop it after"
        f" `{first.sent.message}`, priority {first.sent.priority} below {each.sent.priority}",
        help=f"keep room for it by {cure}, or leave it out of the cap",
        related=(
            Related(first.place, f"sends `{first.sent.message}`"),
            Related(written.place, "the cap"),
        ),
        journey=each.sent.journey,
        step=each.step,
    )
