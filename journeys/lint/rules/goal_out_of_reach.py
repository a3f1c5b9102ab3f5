"""A goal or exit event that nothing in the map's population or journeys produces.

## Why is this bad?
A goal that never comes counts no conversion, and an exit that never comes lets the journey go on
writing to those who have long done what it was about. Mostly the event is called otherwise where
it is made. Made are events by the behaviour of the population, by customers that are written out,
by tasks with `emit`, and by answers to messages that are sent. Where the map has no population
that says what customers do, any event may come, but for answers: nobody has said otherwise.

## Bad
```yaml
journey: cart
audience: known("email")
reentry: 30d
exit: [order.payed]
goal: order.payed
start:
  filled: {event: cart.item_added, next: wait}
steps:
  wait: {timer: 1h, next: reminder}
  reminder: {send: cart-mail, next: end}
messages:
  cart-mail: {channel: email, class: service}
---
population: Buyers
attributes: {email: {known: 60%}}
behaviour:
  cart.item_added: {about_every: 30d}
  order.paid: {after: cart.item_added, chance: 30%, delay: 1m..1d}
```

## Good
```yaml
journey: cart
audience: known("email")
reentry: 30d
exit: [order.paid]
goal: order.paid
start:
  filled: {event: cart.item_added, next: wait}
steps:
  wait: {timer: 1h, next: reminder}
  reminder: {send: cart-mail, next: end}
messages:
  cart-mail: {channel: email, class: service}
---
population: Buyers
attributes: {email: {known: 60%}}
behaviour:
  cart.item_added: {about_every: 30d}
  order.paid: {after: cart.item_added, chance: 30%, delay: 1m..1d}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Severity
from journeykit.journeys.lint.index import Index
from journeykit.journeys.lint.life import Life, life
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.place import Word
from journeykit.journeys.spelling import suggestion


@rule("J118", "goal-out-of-reach", severity=Severity.WARNING)
def goal_out_of_reach(plan: Plan, index: Index) -> Iterator[Finding]:
    """Report each goal and exit whose event cannot come."""
    if not index.whole:
        return
    lived = life(plan, index)
    for journey in plan.journeys.values():
        if journey.goal is not None and not lived.can_come(journey.goal.event):
            yield _finding(journey, journey.goal.event, lived, "is never reached", "goal")
        for each in journey.exit:
            if each.event is not None and not lived.can_come(each.event):
                yield _finding(journey, each.event, lived, "never ends the journey", "exit")


def _finding(journey: Journey, event: Word, lived: Life, said: str, what: str) -> Finding:
    near = suggestion(event, sorted(lived.events))
    return Finding(
        event.place,
        f"{what} `{event}` {said}: neither the population nor a journey makes that event",
        help=near or f"add `{event}` to the behaviour of the population, or name another event",
        journey=journey.id,
    )
