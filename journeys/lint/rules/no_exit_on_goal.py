"""A chain that goes on after its goal was reached, or that nothing ends early.

## Why is this bad?
Whoever has bought gets another reminder to buy. A chain looks at its goal by `exit`, by a wait that
the goal ends, or by a condition on it; reported is a message off the site that comes after two
others (`min-sends` in all), or after one about the same topic, with time in between and without
such a look. In a journey without a goal any event that ends a wait or is asked for counts as a
look.

## Bad
```yaml
journey: cart
audience: known("email")
reentry: 30d
goal: order.placed
start:
  filled: {event: cart.item_added, next: wait}
steps:
  wait: {timer: 1h, next: reminder}
  reminder: {send: cart-reminder, next: day}
  day: {timer: 1d, next: again}
  again: {send: cart-again, next: end}
messages:
  cart-reminder: {channel: email, class: service, topic: cart, title: Your cart is waiting}
  cart-again: {channel: email, class: service, topic: cart, title: Your cart is still here}
```

## Good
```yaml
journey: cart
audience: known("email")
reentry: 30d
exit: [order.placed]
goal: order.placed
start:
  filled: {event: cart.item_added, next: wait}
steps:
  wait: {timer: 1h, next: reminder}
  reminder: {send: cart-reminder, next: day}
  day: {timer: 1d, next: again}
  again: {send: cart-again, next: end}
messages:
  cart-reminder: {channel: email, class: service, topic: cart, title: Your cart is waiting}
  cart-again: {channel: email, class: service, topic: cart, title: Your cart is still here}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.lint.chains import LONG, Chain, past_goal
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.step import Step


@rule("J602", "no-exit-on-goal", severity=Severity.WARNING)
def no_exit_on_goal(journey: Journey, plan: Plan, *, min_sends: int = LONG) -> Iterator[Finding]:
    """Report a journey once, with the first chain of messages that nothing ends."""
    chain = past_goal(plan, journey, min_sends=min_sends)
    if chain is None:
        return
    goal = journey.goal
    yield Finding(
        goal.event.place if goal else journey.id.place,
        _told(journey, chain),
        help=f"add `exit: [{goal.event}]`, or ask for it before the message"
        if goal
        else "add `exit:` with the event that makes the rest needless",
        related=tuple(_sends(journey.steps[name]) for name in chain.sends),
        journey=journey.id,
    )


def _told(journey: Journey, chain: Chain) -> str:
    if journey.goal is not None:
        return f"nothing looks for `{journey.goal.event}` before `{chain.sends[-1]}` is sent"
    return f"nothing ends `{journey.id}` before its {len(chain.sends)} messages are sent"


def _sends(step: Step) -> Related:
    messages = ", ".join(f"`{id}`" for id in sent_by(step))
    return Related(step.id.place, f"sends {messages}", on_path=True)
