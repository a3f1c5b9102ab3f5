"""A `mechanic` that the journey does not use, or a channel that it does not name.

## Why is this bad?
`mechanic` is what the author means to use; whoever plans texts and budgets reads it there. Where
the steps use something else, one of the two is wrong. Channels of a list by preference count as
used, and so do those of journeys that are called. A channel that goes to staff need not be named.

## Bad
```yaml
journey: after-order
mechanic: [email]
audience: known("phone")
reentry: 30d
goal: order.placed
exit: [order.placed]
start:
  ordered: {event: order.placed, next: wait}
steps:
  wait: {timer: 15d, next: code}
  code: {send: next-order-code, next: end}
messages:
  next-order-code: {channel: sms, class: sale, promo: code, title: A code for your next order}
```

## Good
```yaml
journey: after-order
title: A code after the order
mechanic: [sms]
audience: known("phone")
reentry: 30d
goal: order.placed
exit: [order.placed]
start:
  ordered: {event: order.placed, next: wait}
steps:
  wait: {timer: 15d, next: code}
  code: {send: next-order-code, next: end}
messages:
  next-order-code: {channel: sms, class: sale, promo: code, title: A code for your next order}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.used_channels import called_by, channels_of
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.place import Word


@rule("J704", "mechanic-mismatch", severity=Severity.WARNING)
def mechanic_mismatch(journey: Journey, plan: Plan) -> Iterator[Finding]:
    """Report a journey whose `mechanic` is not the channels of its messages."""
    if not journey.mechanic:
        return
    used = channels_of(plan, journey)
    called = {name for each in called_by(plan, journey) for name in channels_of(plan, each)}
    idle = [name for name in journey.mechanic if name not in used and name not in called]
    unnamed = [name for name in used if name not in journey.mechanic and not _to_staff(plan, name)]
    if idle or unnamed:
        yield Finding(
            (idle or journey.mechanic)[0].place,
            f"`mechanic` {_told(idle, unnamed)}",
            help="name the channels that the steps use, or mend the steps",
            related=tuple(Related(used[name].id.place, f"may go by `{name}`") for name in unnamed),
            journey=journey.id,
        )


def _to_staff(plan: Plan, name: str) -> bool:
    channel = plan.map.channels.get(Word(name))
    return channel is not None and channel.to is not None


def _told(idle: list[Word], unnamed: list[str]) -> str:
    """Say what is named in vain, and what is not named."""
    in_vain = f"names {_listed(idle)}, which no step uses" if idle else ""
    missing = f"lacks {_listed(unnamed)}, which the steps use" if unnamed else ""
    return ", and ".join(filter(None, (in_vain, missing)))


def _listed(names: list[Word] | list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
