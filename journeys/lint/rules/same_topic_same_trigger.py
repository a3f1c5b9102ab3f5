"""Two journeys with one trigger that write about one topic.

## Why is this bad?
The customer did one thing and hears about it from two sides, after an hour from one journey and
after a day from the other, each unaware of what the other wrote. That holds at whatever distance:
an order that answers the first is no answer to the second. Without a `topic` the trigger counts
as the topic. Not looked at are transactional messages, what goes to staff, and journeys that
nobody can enter both: of one `exclusive_group`, or with audiences that exclude each other.

## Bad
```yaml
journey: cart-letters
audience: known("email")
reentry: 30d
exit: [order.placed]
start:
  filled: {event: cart.item_added, next: wait}
steps:
  wait: {timer: 1h, next: letter}
  letter: {send: cart-letter, next: end}
messages:
  cart-letter: {channel: email, class: service, topic: cart}
---
journey: abandoned-cart
audience: known("email")
reentry: 30d
exit: [order.placed]
start:
  filled: {event: cart.item_added, next: wait}
steps:
  wait: {timer: 3d, next: letter}
  letter: {send: your-cart, next: end}
messages:
  your-cart: {channel: email, class: content, topic: cart}
```

## Good
```yaml
journey: cart-letters
audience: known("email")
reentry: 30d
exit: [order.placed]
start:
  filled: {event: cart.item_added, next: wait-1h}
steps:
  wait-1h: {timer: 1h, next: letter-1}
  letter-1: {send: cart-letter, next: wait-3d}
  wait-3d: {timer: 3d, next: letter-2}
  letter-2: {send: your-cart, next: end}
messages:
  cart-letter: {channel: email, class: service, topic: cart}
  your-cart: {channel: email, class: content, topic: cart}
```
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.lint.index import Entrance, Index, Sender
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.model.plan import Plan


@dataclass(frozen=True, slots=True)
class _Writing:
    """What a journey writes about a topic after a trigger: its first message, and where to."""

    entrance: Entrance
    sender: Sender
    on_site: bool


@rule("J203", "same-topic-same-trigger", severity=Severity.WARNING)
def same_topic_same_trigger(plan: Plan, index: Index) -> Iterator[Finding]:
    """Report each start with the first earlier one of its trigger and a topic of its journey."""
    reported: set[tuple[str, str]] = set()
    for entrances in index.by_trigger.values():
        by_topic: dict[str, list[_Writing]] = {}
        for entrance in entrances if len(entrances) > 1 else ():
            shared: dict[str, list[tuple[_Writing, _Writing]]] = {}
            for topic, writing in _topics(plan, index, entrance).items():
                earlier = by_topic.setdefault(topic, [])
                first = _first(index, earlier, writing)
                if first is not None:
                    shared.setdefault(str(first.entrance.journey.id), []).append((first, writing))
                earlier.append(writing)
            for other, pairs in shared.items():
                if (other, str(entrance.journey.id)) not in reported:
                    reported.add((other, str(entrance.journey.id)))
                    yield _finding(plan, pairs)


def _topics(plan: Plan, index: Index, entrance: Entrance) -> dict[str, _Writing]:
    """Return what a journey writes about after a trigger, by topic; on and off the site apart."""
    found: dict[str, _Writing] = {}
    for sender in index.sent_after(entrance):
        message = plan.messages[sender.message]
        channel = index.channel(message)
        if message.class_ != "transactional" and channel is not None and not channel.to:
            topic = str(message.topic or "")
            found.setdefault(topic, _Writing(entrance, sender, channel.on_site))
    return found


def _first(index: Index, earlier: Sequence[_Writing], writing: _Writing) -> _Writing | None:
    """Return the first of other journeys that a customer can enter too, best one that meets it.

    Letters meet letters, and pop-ups meet pop-ups.
    """
    mine = writing.entrance
    others = [
        each
        for each in earlier
        if each.entrance.journey is not mine.journey
        and not index.apart(
            (each.entrance.journey, each.entrance.start), (mine.journey, mine.start)
        )
    ]
    return min(others, key=lambda each: each.on_site is not writing.on_site, default=None)


def _finding(plan: Plan, pairs: Sequence[tuple[_Writing, _Writing]]) -> Finding:
    """Return the finding of two starts, with what they share topic by topic."""
    first, writing = pairs[0]
    one, other = first.entrance, writing.entrance
    topics = [
        f"`{topic}`" for _, each in pairs if (topic := plan.messages[each.sender.message].topic)
    ]
    about = f"both write about {' and '.join(topics)}" if topics else "neither has another topic"
    return Finding(
        other.start.id.place,
        f"{other.trigger.name} starts `{other.journey.id}` as well as `{one.journey.id}`,"
        f" and {about}",
        help="join them, or give both one `exclusive_group`, or audiences that exclude each other",
        related=(
            Related(writing.sender.step.id.place, f"sends `{writing.sender.message}`"),
            Related(one.start.id.place, f"starts `{one.journey.id}` too"),
            Related(first.sender.step.id.place, f"sends `{first.sender.message}`"),
        ),
        journey=other.journey.id,
    )
