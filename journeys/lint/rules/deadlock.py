"""A join that can wait for ever.

## Why is this bad?
A parallel join goes on when a token has come by each of its flows. Where one of them can be left
aside, by a choice before it or an end in a branch, the customer stays at the join: nothing that is
behind it is ever sent, and with the default `reentry` the journey cannot begin anew. An `inclusive`
join waits only for what can still come.

The finding shows the way there, as it can happen to one customer. Where the search was cut off
after `most` situations, or the answers on the way may not go together, the rule says that it is
undecided.

## Bad
```yaml
journey: order-care
audience: known("email")
reentry: always
exit: [order.cancelled]
start:
  paid: {event: order.paid, next: both}
steps:
  both: {parallel: "At once", next: [pack, review]}
  pack: {user_task: Pack the goods, takes: 1d, next: together}
  review: {wait_for: [{event: review.written, to: together}, {timer: 7d, to: together}]}
  together: {parallel: "Packed and asked", next: thanks}
  thanks: {send: thank-you, next: end}
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
  both: {parallel: "At once", next: [pack, review]}
  pack: {user_task: Pack the goods, takes: 1d, next: together}
  review: {wait_for: [{event: review.written, to: asked}, {timer: 7d, to: asked}]}
  asked: {exclusive: "Asked", next: together}
  together: {parallel: "Packed and asked", next: thanks}
  thanks: {send: thank-you, next: end}
messages:
  thank-you: {channel: email, class: transactional}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Severity
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.soundness.path import path, waiting
from journeykit.journeys.lint.soundness.search import MOST, SoundnessOf
from journeykit.journeys.lint.soundness.undecided import undecided
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.place import Word


@rule("J109", "deadlock")
def deadlock(journey: Journey, soundness: SoundnessOf, *, most: int = MOST) -> Iterator[Finding]:
    """Report each join at which a token can wait for ever, with the way there."""
    found = soundness.of(journey, most)
    for trouble in found.deadlocks:
        step = journey.steps[Word(trouble.step)]
        yield Finding(
            step.id.place,
            f"join `{step.id}` can wait for ever"
            if trouble.certain
            else f"undecided: join `{step.id}` may wait for ever, if the answers go together",
            help="merge the ways of a branch before the join, or make the join `inclusive`",
            related=(
                *path(journey, trouble.acts),
                *waiting(journey, trouble.step, trouble.came),
            ),
            journey=journey.id,
            step=step.id,
            severity=None if trouble.certain else Severity.WARNING,
        )
    yield from undecided(journey, found, "joins that wait for ever")
