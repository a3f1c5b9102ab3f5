"""An arm of a split by shares that has neither a label nor a title.

## Why is this bad?
An A/B test is read long after it was drawn: in the picture and in a forecast's table an arm without
words cannot be told from the others, and the wrong one wins. A label on the flow is enough, or a
title on the step or the message that it leads to. Shares that do not add up to 100 % are refused
already when they are read (J003).

## Bad
```yaml
journey: cart
audience: known("email")
reentry: 30d
start:
  filled: {event: cart.item_added, next: arm}
steps:
  arm:
    exclusive: How long to wait?
    next:
      - {to: wait-1h, share: 50%}
      - {to: wait-4h, share: 50%}
  wait-1h: {timer: 1h, next: mail}
  wait-4h: {timer: 4h, next: mail}
  mail: {send: cart-mail, next: end}
messages:
  cart-mail: {channel: email, class: service}
```

## Good
```yaml
journey: cart
audience: known("email")
reentry: 30d
start:
  filled: {event: cart.item_added, next: arm}
steps:
  arm:
    exclusive: How long to wait?
    next:
      - {to: wait-1h, share: 50%, label: "A: an hour"}
      - {to: wait-4h, share: 50%, label: "B: four hours"}
  wait-1h: {timer: 1h, next: mail}
  wait-4h: {timer: 4h, next: mail}
  mail: {send: cart-mail, next: end}
messages:
  cart-mail: {channel: email, class: service}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.model.flow import Flow
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import Start
from journeykit.journeys.model.step import Step


@rule("J113", "branch-shares")
def branch_shares(journey: Journey, plan: Plan) -> Iterator[Finding]:
    """Report each arm that nothing names."""
    for item in (*journey.start.values(), *journey.steps.values()):
        if any(flow.share is not None for flow in item.next):
            yield from _nameless(journey, plan, item)


def _nameless(journey: Journey, plan: Plan, item: Start | Step) -> Iterator[Finding]:
    for flow in item.next:
        if not _is_named(journey, plan, flow):
            yield Finding(
                flow.to.place,
                f"the arm of `{item.id}` that leads to `{flow.to}` has no label",
                help="add a `label` that says what this arm tries",
                journey=journey.id,
                step=item.id if item.id in journey.steps else "",
            )


def _is_named(journey: Journey, plan: Plan, flow: Flow) -> bool:
    """Tell whether a reader sees what an arm is, by its flow or by what it leads to."""
    step = journey.steps.get(flow.to)
    if flow.label or step is None:
        return bool(flow.label)
    words = getattr(step, step.kind)
    sent = [plan.messages[id] for id in sent_by(step) if id in plan.messages]
    named = bool(step.title) or (step.kind in ("task", "user_task", "end") and bool(words))
    return named or any(message.title or message.subject for message in sent)
