"""A journey with messages that does not say whom it is for.

## Why is this bad?
Without `audience` everybody enters whom the start lets in, also those whom the messages cannot
reach or do not concern. A condition of a start tells when, `audience` tells who. A journey that
others call leaves it to them. The rule is off unless it is selected.

## Bad
```yaml
journey: after-order
reentry: 30d
goal: order.placed
exit: [order.placed]
start:
  ordered: {event: order.placed, next: wait}
steps:
  wait: {timer: 15d, next: known}
  known: {exclusive: Is the address known?, if: known("email"), then: letter, else: end}
  letter: {send: next-order, next: end}
messages:
  next-order: {channel: email, class: content, title: What goes with your order}
```

## Good
```yaml
journey: after-order
audience: known("email")
reentry: 30d
goal: order.placed
exit: [order.placed]
start:
  ordered: {event: order.placed, next: wait}
steps:
  wait: {timer: 15d, next: letter}
  letter: {send: next-order, next: end}
messages:
  next-order: {channel: email, class: content, title: What goes with your order}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Severity
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.start import NoneStart


@rule("J606", "no-audience", severity=Severity.INFO)
def no_audience(journey: Journey) -> Iterator[Finding]:
    """Report a journey without `audience` that sends something by itself."""
    called = all(isinstance(start, NoneStart) for start in journey.start.values())
    if journey.audience is not None or called:
        return
    if any(sent_by(step) for step in journey.steps.values()):
        yield Finding(
            journey.id.place,
            f"`{journey.id}` does not say whom it is for",
            help='add `audience:`, such as known("email")',
            journey=journey.id,
        )
