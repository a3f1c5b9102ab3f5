"""One title on two journeys or messages that are about different things.

## Why is this bad?
A title that was copied with the journey, and never changed, sends everybody who reads the map or a
report to the wrong one. Compared are journeys with different triggers, and messages with different
topics, by their titles in all languages. Journeys that only others call, and messages without a
topic, are left out.

## Bad
```yaml
journey: viewed-goods
title: Letters about viewed goods
audience: known("email")
reentry: 30d
exit: [order.placed]
start:
  viewed: {event: product.viewed, next: wait}
steps:
  wait: {timer: 1d, next: letter}
  letter: {send: viewed-letter, next: end}
messages:
  viewed-letter: {channel: email, class: content, topic: viewed, title: You looked at these}
---
journey: cart
title: Letters about viewed goods
audience: known("email")
reentry: 30d
exit: [order.placed]
start:
  filled: {event: cart.item_added, next: wait}
steps:
  wait: {timer: 1d, next: letter}
  letter: {send: cart-letter, next: end}
messages:
  cart-letter: {channel: email, class: service, topic: cart, title: Your cart is waiting}
```

## Good
```yaml
journey: viewed-goods
title: Letters about viewed goods
audience: known("email")
reentry: 30d
exit: [order.placed]
start:
  viewed: {event: product.viewed, next: wait}
steps:
  wait: {timer: 1d, next: letter}
  letter: {send: viewed-letter, next: end}
messages:
  viewed-letter: {channel: email, class: content, topic: viewed, title: You looked at these}
---
journey: cart
title: Letters about the cart
audience: known("email")
reentry: 30d
exit: [order.placed]
start:
  filled: {event: cart.item_added, next: wait}
steps:
  wait: {timer: 1d, next: letter}
  letter: {send: cart-letter, next: end}
messages:
  cart-letter: {channel: email, class: service, topic: cart, title: Your cart is waiting}
```
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.lint.triggers import triggers
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import ConditionStart
from journeykit.journeys.place import Word

_Titled = TypeVar("_Titled", Journey, Message)


@rule("J703", "copied-title", severity=Severity.WARNING)
def copied_title(plan: Plan) -> Iterator[Finding]:
    """Report the later one of two that share a title, journeys first."""
    for journey, words, other, where in _copies(plan.journeys.values(), _triggers):
        what, first = f"`{journey.id}`", f"`{other.id}`"
        yield _finding(
            words, where, what, f"{first}, which is started by something else", journey.id
        )
    copies = [*_copies(plan.messages.values(), _topics)]
    senders = _senders(plan) if copies else {}
    for message, words, earlier, where in copies:
        what, first = f"message `{message.id}`", f"message `{earlier.id}`"
        sender = senders.get(message.id, ("", ""))
        yield _finding(words, where, what, f"{first}, which is about something else", *sender)


def _copies(
    all_titled: Iterable[_Titled], about: Callable[[_Titled], set[object]]
) -> Iterator[tuple[_Titled, Word, _Titled, Word]]:
    """Yield what has the title of an earlier one about other things, and that one.

    What is about nothing that can be compared is left out.
    """
    earlier: dict[tuple[str, ...], _Titled] = {}
    for each in all_titled:
        if each.title:
            key = tuple(" ".join(words.split()).casefold() for _, words in each.title.by_language)
            first = earlier.setdefault(key, each)
            if (
                first is not each
                and about(first)
                and about(each)
                and not about(first) & about(each)
            ):
                yield each, _words(each), first, _words(first)


def _words(titled: Journey | Message) -> Word:
    return titled.title.by_language[0][1]


def _finding(
    words: Word, where: Word, what: str, first: str, journey: str = "", step: str = ""
) -> Finding:
    return Finding(
        words.place,
        f"{what} has the title of {first}",
        help="give it a title of its own",
        related=(Related(where.place, "the same title"),),
        journey=journey,
        step=step,
    )


def _triggers(journey: Journey) -> set[object]:
    """Return what starts a journey."""
    starts = journey.start.values()
    events = {trigger.what for start in starts for trigger in triggers(journey, start)}
    return events | {start.when.source for start in starts if isinstance(start, ConditionStart)}


def _topics(message: Message) -> set[object]:
    return {message.topic} if message.topic else set()


def _senders(plan: Plan) -> dict[str, tuple[str, str]]:
    """Return the first step that sends each message, with its journey before it."""
    senders: dict[str, tuple[str, str]] = {}
    for journey in plan.journeys.values():
        for step in journey.steps.values():
            for id in sent_by(step):
                senders.setdefault(str(id), (str(journey.id), str(step.id)))
    return senders
