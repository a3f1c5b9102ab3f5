"""A journey with the same starts and the same steps as another one, under another id.

## Why is this bad?
Whoever enters one enters both and gets everything twice, and a change has to be made twice.
Mostly a file was copied and not yet changed. Compared is what customers meet: triggers, conditions,
waits, messages and the order of it all. How steps are called, titles and notes do not matter, nor
does it matter that messages have other ids, if they have the same words. Two journeys that nobody
can enter both, by their `exclusive_group` or their audiences, are no copies.

## Bad
```yaml
journey: welcome
audience: known("email")
reentry: never
start:
  joined: {event: registered, next: wait}
steps:
  wait: {timer: 1h, next: letter}
  letter: {send: hello, next: end}
messages:
  hello: {channel: email, class: content, topic: welcome, title: Hello}
---
journey: welcome-2
audience: known("email")
reentry: never
start:
  new: {event: registered, next: an-hour}
steps:
  an-hour: {timer: 1h, next: first-letter}
  first-letter: {send: hello, next: end}
```

## Good
```yaml
journey: welcome
audience: known("email")
reentry: never
start:
  joined: {event: registered, next: wait}
steps:
  wait: {timer: 1h, next: letter}
  letter: {send: hello, next: end}
messages:
  hello: {channel: email, class: content, topic: welcome, title: Hello}
```
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import product

from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.lint.index import Index
from journeykit.journeys.lint.likeness import likeness
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.step import Timer
from journeykit.journeys.model.timer import AfterDelay


@rule("J204", "copied-journey", severity=Severity.WARNING)
def copied_journey(plan: Plan, index: Index) -> Iterator[Finding]:
    """Report each journey that is the same as an earlier one."""
    for alike in _grouped(plan.journeys.values(), _look):
        for same in _grouped(alike, lambda journey: likeness(journey, index.same)):
            for number, journey in enumerate(same):
                first = next((one for one in same[:number] if _meet(index, one, journey)), None)
                if first is not None:
                    yield Finding(
                        journey.id.place,
                        f"journey `{journey.id}` has the same starts and steps as `{first.id}`",
                        help=f"remove `{journey.id}`, or change what it was copied for",
                        related=(Related(first.id.place, "the same journey"),),
                        journey=journey.id,
                    )


def _grouped(
    journeys: Iterable[Journey], look: Callable[[Journey], Hashable]
) -> Iterator[list[Journey]]:
    """Yield the groups of several journeys that look the same."""
    groups: dict[Hashable, list[Journey]] = {}
    for journey in journeys:
        groups.setdefault(look(journey), []).append(journey)
    yield from (group for group in groups.values() if len(group) > 1)


def _look(journey: Journey) -> Hashable:
    """Return what is seen of a journey at once: its kinds of starts and steps, and its waits."""
    starts = [getattr(start, "event", type(start)) for start in journey.start.values()]
    kinds = sorted(step.kind for step in journey.steps.values())
    waits = sorted(
        (step.timer.after.low, step.timer.after.high)
        for step in journey.steps.values()
        if isinstance(step, Timer) and isinstance(step.timer, AfterDelay)
    )
    return tuple(starts), tuple(kinds), tuple(waits)


def _meet(index: Index, one: Journey, other: Journey) -> bool:
    """Tell whether one customer can enter both."""
    pairs = product(one.start.values(), other.start.values())
    return not all(index.apart((one, mine), (other, theirs)) for mine, theirs in pairs)
