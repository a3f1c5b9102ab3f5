"""A channel or a kind of step that the map's `provider` does not support.

## Why is this bad?
The journey cannot be set up on the sending platform as it is drawn. `provider: {supports: [...]}`
in the map lists the channels and the kinds of steps that the platform has; `send`, `timer` and
`end` are taken for granted. Without `provider` nothing is reported.

## Bad
```yaml
map: Shop
provider: {supports: [email, wait_for]}
---
journey: win-back
audience: known("phone")
reentry: never
start:
  away: {without: site.visit, for: 90d, next: sms}
steps:
  sms: {send: come-back, next: end}
messages:
  come-back: {channel: sms, class: content}
```

## Good
```yaml
map: Shop
provider: {supports: [email, sms, wait_for]}
---
journey: win-back
audience: known("phone")
reentry: never
start:
  away: {without: site.visit, for: 90d, next: sms}
steps:
  sms: {send: come-back, next: end}
messages:
  come-back: {channel: sms, class: content}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Related
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.map import Provider
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.step import Step

GRANTED = ("send", "timer", "end")


@rule("J605", "not-supported")
def not_supported(journey: Journey, plan: Plan) -> Iterator[Finding]:
    """Report each step whose kind, or whose message's channel, is not in the list."""
    provider = plan.map.provider
    if provider is None:
        return
    for step in journey.steps.values():
        if step.kind not in (*provider.supports, *GRANTED):
            yield _finding(journey, step, f"`{step.kind}`", provider)
        for message in map(plan.messages.get, sent_by(step)):
            for channel in message.channel if message else ():
                if channel not in provider.supports:
                    what = f"channel `{channel}` of `{message.id}`" if message else ""
                    yield _finding(journey, step, what, provider)


def _finding(journey: Journey, step: Step, what: str, provider: Provider) -> Finding:
    return Finding(
        step.id.place,
        f"the provider does not support {what}",
        help=f"use what it supports ({', '.join(provider.supports)}), or add it to the list",
        related=(Related(provider.place, "what the provider supports"),),
        journey=journey.id,
        step=step.id,
    )
