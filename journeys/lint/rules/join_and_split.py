"""One gateway that both joins several ways and splits into several.

## Why is this bad?
A reader takes it for one or the other. A `parallel` gateway with several ways in waits for a token
on each, though a split alone may be meant, and then for ever; an `inclusive` one lets paths that
should go on apart become one. Several ways into an `exclusive` gateway are a plain merge, and so
are those into an `inclusive` one by which only one token of a customer can come: nothing waits.

## Bad
```yaml
journey: order-care
audience: known("email")
reentry: always
exit: [order.cancelled]
start:
  paid: {event: order.paid, next: both}
steps:
  both: {parallel: "At once", next: [pack, wait]}
  pack: {user_task: Pack the goods, takes: 1d, next: packed}
  wait: {timer: 2d, next: packed}
  packed: {parallel: "Packed", next: [thanks, ship]}
  thanks: {send: thank-you, next: end}
  ship: {task: Ship, next: end}
messages:
  thank-you: {channel: email, class: transactional}
```

## Good
```yaml
journey: order-care
audience: known("email")
reentry: always
exit: [order.cancelled]
start:
  paid: {event: order.paid, next: both}
steps:
  both: {parallel: "At once", next: [pack, wait]}
  pack: {user_task: Pack the goods, takes: 1d, next: packed}
  wait: {timer: 2d, next: packed}
  packed: {parallel: "Packed", next: on}
  on: {parallel: "At once", next: [thanks, ship]}
  thanks: {send: thank-you, next: end}
  ship: {task: Ship, next: end}
messages:
  thank-you: {channel: email, class: transactional}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Severity
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.soundness.search import SoundnessOf
from journeykit.journeys.lint.soundness.shape import ways_in
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.step import Inclusive, Parallel


@rule("J116", "join-and-split", severity=Severity.WARNING)
def join_and_split(journey: Journey, soundness: SoundnessOf) -> Iterator[Finding]:
    """Report each gateway that waits for several ways and leads several on."""
    wide = [
        step
        for step in journey.steps.values()
        if isinstance(step, Parallel | Inclusive) and len(step.flows) > 1
    ]
    if not wide:
        return
    into = ways_in(journey)
    for step in wide:
        if into[step.id] < 2:
            continue
        if isinstance(step, Inclusive) and step.id not in soundness.of(journey).joined:
            continue
        yield Finding(
            step.id.place,
            f"gateway `{step.id}` joins {into[step.id]} ways and splits into {len(step.flows)}",
            help="make two gateways of it, the join first",
            journey=journey.id,
            step=step.id,
        )
