"""One title on two journeys or messages that are about different things.

## Why is this bad?
A title that was copied with the journey, and never changed, sends everybody who reads the map or a
report to the wrong one. Compared are journeys with different triggers, and messages with different
topics. Journeys that only others call, and messages without a topic, are left out.

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

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.lint.triggers import triggers
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import ConditionStart
from journeykit.journeys.model.text import Text
from journeykit.journeys.place import Word


@dataclass(frozen=True, slots=True)
class _Titled:
    """What has a title, and what it is about: topics or triggers, any of which may be shared."""

    what: str
    title: Text
    about: frozenset[object]
    journey: str = ""
    step: str = ""


@rule("J703", "copied-title", severity=Severity.WARNING)
def copied_title(plan: Plan) -> Iterator[Finding]:
    """Report the later one of two that share a title, journeys first."""
    journeys = [_of_journey(each) for each in plan.journeys.values()]
    yield from _copies([each for each in journeys if each.about], "is started by something else")
    senders = _senders(plan)
    messages = [
        _Titled(f"message `{each.id}`", each.title, frozenset({each.topic}), *senders.get(id, ()))
        for id, each in plan.messages.items()
        if each.topic
    ]
    yield from _copies(messages, "is about something else")


def _copies(all_titled: Iterable[_Titled], difference: str) -> Iterator[Finding]:
    """Yield a finding for each that has a title of an earlier one about other things."""
    earlier: dict[str, tuple[_Titled, Word]] = {}
    for each in all_titled:
        for _, words in each.title.by_language:
            key = " ".join(words.split()).casefold()
            first = earlier.setdefault(key, (each, words)) if key else (each, words)
            if not first[0].about & each.about:
                yield _finding(each, words, *first, difference)
                break


def _finding(each: _Titled, words: Word, first: _Titled, where: Word, difference: str) -> Finding:
    return Finding(
        words.place,
        f"{each.what} has the title of {first.what}, which {difference}",
        help="give it a title of its own",
        related=(Related(where.place, f"the title of {first.what}"),),
        journey=each.journey,
        step=each.step,
    )


def _of_journey(journey: Journey) -> _Titled:
    about: set[object] = set()
    for start in journey.start.values():
        about.update(trigger.what for trigger in triggers(journey, start))
        if isinstance(start, ConditionStart):
            about.add(start.when.source)
    return _Titled(f"`{journey.id}`", journey.title, frozenset(about), journey.id)


def _senders(plan: Plan) -> Mapping[str, tuple[str, str]]:
    """Return the first step that sends each message, with its journey."""
    senders: dict[str, tuple[str, str]] = {}
    for journey in plan.journeys.values():
        for step in journey.steps.values():
            for id in sent_by(step):
                senders.setdefault(str(id), (str(journey.id), str(step.id)))
    return senders
