"""Goals without an attribution model in the map.

## Why is this bad?
`attribution` decides which message a conversion is credited to, and for how long after it. Without
it the default counts, the last click within 7 days, and nobody has chosen that. A journey without
a map is not reported. The rule is off unless it is selected.

## Bad
```yaml
map: Shop
---
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
  cart-reminder: {channel: email, class: service, title: Your cart}
```

## Good
```yaml
map: Shop
attribution: {model: last_click, window: 3d}
---
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
  cart-reminder: {channel: email, class: service, title: Your cart}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.lint.map_place import is_written, map_place
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.model.plan import Plan


@rule("J604", "no-attribution", severity=Severity.INFO)
def no_attribution(plan: Plan) -> Iterator[Finding]:
    """Report a map whose journeys have goals, but that has no `attribution` of its own."""
    goals = [each.goal for each in plan.journeys.values() if each.goal is not None]
    place = map_place(plan)
    if goals and place is not None and not is_written(plan.map.attribution.place):
        yield Finding(
            place,
            "the map does not say which message a conversion is credited to",
            help="add `attribution: {model: last_click, window: 7d}`, or what suits the map",
            related=(Related(goals[0].place, "a goal"),),
        )
