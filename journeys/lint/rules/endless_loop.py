"""A loop without a limit of rounds or an exit.

## Why is this bad?
A customer who does nothing goes round it for ever: the messages never stop, and with the default
`reentry` the journey cannot begin anew. What only the customer can bring about (a reply, an order
that a gateway asks for) is no limit. A limit is a count of rounds (`times`), a window that passes
(`within`), a timer that leads out, or an `exit` of the journey, for then somebody has said what
stops it.

## Bad
```yaml
journey: leave-a-review
audience: known("email")
reentry: never
goal: review.written
start:
  delivered: {event: order.delivered, next: ask}
steps:
  ask: {send: review-request, next: wait}
  wait: {timer: 7d, next: written}
  written: {exclusive: "Written?", if: happened("review.written"), then: end, else: ask}
messages:
  review-request: {channel: email, class: service}
```

## Good
```yaml
journey: leave-a-review
audience: known("email")
reentry: never
goal: review.written
start:
  delivered: {event: order.delivered, next: ask}
steps:
  ask: {send: review-request, next: wait}
  wait: {timer: 7d, next: written}
  written:
    exclusive: "Written, or asked three times?"
    if: happened("review.written") or times("ask") >= 3
    then: end
    else: ask
messages:
  review-request: {channel: email, class: service}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.instant import instant_loops
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.soundness.endless import endless_loops
from journeykit.journeys.model.journey import Journey


@rule("J108", "endless-loop", severity=Severity.WARNING)
def endless_loop(journey: Journey) -> Iterator[Finding]:
    """Report each loop that a customer who does nothing never leaves."""
    if journey.exit:
        return
    for steps in endless_loops(journey):
        ids = {step.id for step in steps}
        if any(ids.issuperset(loop) for loop in instant_loops(journey)):
            continue
        first, *others = steps
        names = ", ".join(f"`{step.id}`" for step in steps)
        yield Finding(
            first.id.place,
            f"nothing ends the loop of {names}",
            help="count the rounds with `times`, lead a way out, or add an `exit`",
            related=tuple(Related(step.id.place, "in the loop") for step in others),
            journey=journey.id,
            step=first.id,
        )
