"""A merge that lets several tokens of one customer through.

## Why is this bad?
Branches that run at once and come together in a plain step do not wait for each other: the step,
and all that is behind it, happens once for each of them. The customer gets the same message twice.
A `parallel` gateway waits for every branch, an `inclusive` one for those that were taken.

The finding shows the way of the token that goes through, and of the one that comes after it. Where
the search was cut off after `most` situations, or the answers on the way may not go together, the
rule says that it is undecided.

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
  pack: {user_task: Pack the goods, takes: 1d, next: thanks}
  wait: {timer: 2d, next: thanks}
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
  both: {parallel: "At once", next: [pack, wait]}
  pack: {user_task: Pack the goods, takes: 1d, next: together}
  wait: {timer: 2d, next: together}
  together: {parallel: "Both done", next: thanks}
  thanks: {send: thank-you, next: end}
messages:
  thank-you: {channel: email, class: transactional}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Severity
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.soundness.path import meeting, path
from journeykit.journeys.lint.soundness.search import MOST, SoundnessOf
from journeykit.journeys.lint.soundness.undecided import undecided
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.place import Word


@rule("J110", "multiplied-path")
def multiplied_path(
    journey: Journey, soundness: SoundnessOf, *, most: int = MOST
) -> Iterator[Finding]:
    """Report each merge that two paths of one customer go through, with both."""
    found = soundness.of(journey, most)
    for trouble in found.multiplied:
        step = journey.steps[Word(trouble.step)]
        yield Finding(
            step.id.place,
            f"`{step.id}` can be reached by two paths of one customer at once"
            if trouble.certain
            else f"undecided: two paths of one customer may reach `{step.id}`,"
            " if the answers go together",
            help=f"put a `parallel` or `inclusive` gateway before `{step.id}`, or lead one aside",
            related=(
                *path(journey, trouble.acts),
                *meeting(journey, trouble.came),
            ),
            journey=journey.id,
            step=step.id,
            severity=None if trouble.certain else Severity.WARNING,
        )
    yield from undecided(journey, found, "paths that meet")
