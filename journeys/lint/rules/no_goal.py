"""A journey without a goal among journeys that have one.

## Why is this bad?
Nobody can say whether the journey works: a forecast and a report count conversions by `goal`.
Reported are journeys that write to customers where at least half of the map's have a goal; where
none of three or more has, the map is reported, once. A first journey, alone in its file, is left in
peace, and so are journeys that others call and those that send only what is transactional.

## Bad
```yaml
journey: cart
audience: known("email")
reentry: 7d
exit: [order.placed]
goal: order.placed
start:
  filled: {event: cart.item_added, next: wait}
steps:
  wait: {timer: 1h, next: reminder}
  reminder: {send: cart-reminder, next: end}
messages:
  cart-reminder: {channel: email, class: service, title: Your cart is waiting}
---
journey: tips
audience: known("email")
reentry: 30d
start:
  got: {event: order.delivered, next: wait}
steps:
  wait: {timer: 3d, next: tip}
  tip: {send: care-tip, next: end}
messages:
  care-tip: {channel: email, class: content, title: How to care for it}
```

## Good
```yaml
journey: cart
audience: known("email")
reentry: 7d
exit: [order.placed]
goal: order.placed
start:
  filled: {event: cart.item_added, next: wait}
steps:
  wait: {timer: 1h, next: reminder}
  reminder: {send: cart-reminder, next: end}
messages:
  cart-reminder: {channel: email, class: service, title: Your cart is waiting}
---
journey: tips
audience: known("email")
reentry: 30d
goal: message.clicked
start:
  got: {event: order.delivered, next: wait}
steps:
  wait: {timer: 3d, next: tip}
  tip: {send: care-tip, next: end}
messages:
  care-tip: {channel: email, class: content, title: How to care for it}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Severity
from journeykit.journeys.lint.map_place import map_place
from journeykit.journeys.lint.reach import is_urgent
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.sending import sent_ids
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import NoneStart
from journeykit.journeys.place import Word

_SEVERAL = 3


@rule("J601", "no-goal", severity=Severity.WARNING)
def no_goal(plan: Plan) -> Iterator[Finding]:
    """Report each journey that lacks what most have, or the map where none of several has it."""
    writing = [journey for journey in plan.journeys.values() if _writes(plan, journey)]
    lacking = [journey for journey in writing if journey.goal is None]
    place = map_place(plan)
    if len(lacking) == len(writing):
        if len(writing) >= _SEVERAL and place is not None:
            message = f"none of the {len(writing)} journeys that write to customers has a goal"
            yield Finding(place, message, help="add `goal:` with the event that each is for")
        return
    if 2 * len(lacking) > len(writing):
        return
    for journey in lacking:
        yield Finding(
            journey.id.place,
            f"`{journey.id}` has no goal",
            help="add `goal:` with the event that it is for, such as order.placed",
            journey=journey.id,
        )


def _writes(plan: Plan, journey: Journey) -> bool:
    """Tell whether a journey writes to customers by itself, and not only what it has to."""
    if all(isinstance(start, NoneStart) for start in journey.start.values()):
        return False
    messages = (plan.messages[id] for id in sent_ids(plan, journey))
    return any(not is_urgent(each) and not _to_staff(plan, each.channel[0]) for each in messages)


def _to_staff(plan: Plan, name: Word) -> bool:
    channel = plan.map.channels.get(name)
    return channel is not None and channel.to is not None
