"""A gateway with one way in and one way out.

## Why is this bad?
It decides nothing and joins nothing, but the picture promises that it does. Mostly a branch was
taken out, or was never drawn.

## Bad
```yaml
journey: cart
audience: known("email")
reentry: 7d
exit: [order.placed]
start:
  filled: {event: cart.item_added, next: wait}
steps:
  wait: {timer: 1h, next: which}
  which: {exclusive: "Which letter?", next: letter}
  letter: {send: reminder, next: end}
messages:
  reminder: {channel: email, class: service}
```

## Good
```yaml
journey: cart
audience: known("email")
reentry: 7d
exit: [order.placed]
start:
  filled: {event: cart.item_added, next: wait}
steps:
  wait: {timer: 1h, next: letter}
  letter: {send: reminder, next: end}
messages:
  reminder: {channel: email, class: service}
```
"""

from collections import Counter
from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Severity
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.step import Exclusive, Inclusive, Parallel


@rule("J111", "superfluous-gateway", severity=Severity.WARNING)
def superfluous_gateway(journey: Journey) -> Iterator[Finding]:
    """Report each gateway that one flow enters and one leaves unasked."""
    idle = [
        step
        for step in journey.steps.values()
        if isinstance(step, Exclusive | Parallel | Inclusive)
        and len(step.flows) == 1
        and step.flows[0].condition is None
    ]
    if not idle:
        return
    items = (*journey.start.values(), *journey.steps.values())
    into = Counter(flow.to for item in items for flow in item.flows)
    for step in idle:
        if into[step.id] == 1:
            yield Finding(
                step.id.place,
                f"gateway `{step.id}` has one way in and one way out",
                help=f"lead straight to `{step.flows[0].to}`, or add the other branch",
                journey=journey.id,
                step=step.id,
            )
