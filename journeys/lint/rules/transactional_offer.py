"""A transactional message that carries a promo.

## Why is this bad?
Transactional messages go out without consent, past caps and quiet hours, because the customer has
a right to them. A code or a bonus makes an advertisement of the letter: the law asks for consent
then, a mailbox puts it among the ads, and no cap and no sale rule sees it. Send the receipt as it
is, and the offer later as a message of class `sale`.

## Bad
```yaml
journey: order
audience: known("email")
reentry: always
start:
  ordered: {event: order.placed, next: confirm}
steps:
  confirm: {send: confirmation, next: end}
messages:
  confirmation: {channel: email, class: transactional, promo: code}
```

## Good
```yaml
journey: order
audience: known("email")
reentry: always
start:
  ordered: {event: order.placed, next: confirm}
steps:
  confirm: {send: confirmation, next: end}
messages:
  confirmation: {channel: email, class: transactional}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Related
from journeykit.journeys.lint.reach import is_urgent
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan


@rule("J403", "transactional-offer")
def transactional_offer(journey: Journey, plan: Plan) -> Iterator[Finding]:
    """Report each step that sends such a message; the message is the second place."""
    for step in journey.steps.values():
        for message in map(plan.messages.get, dict.fromkeys(sent_by(step))):
            if message is not None and is_urgent(message) and message.promo != "none":
                yield Finding(
                    step.id.place,
                    f"`{message.id}` is transactional and carries a promo, `{message.promo}`",
                    help="leave out the promo and send it later, as a message of class `sale`",
                    related=(Related(message.promo.place, "the promo"),),
                    journey=journey.id,
                    step=step.id,
                )
