"""A message that sells or entertains, and that no cap of the policy counts.

## Why is this bad?
A cap is a promise to the customer. A new channel that no cap names, or an offer of class `service`
where the caps name `content` and `sale`, goes past all of them, as often as it likes, and nobody
has decided so. Reported are messages of class content or sale, and others with a promo, that reach
the customer off the site. Classes that the policy exempts are meant to go past; service messages
without a promo are not looked at, nor is a map without caps. What no cap counts in a run is in the
table "Outside every cap" of a forecast.

## Bad
```yaml
map: Shop
journeys: []
channels:
  telegram: {needs: known("phone"), consent: marketing}
---
journey: tips
audience: known("phone")
reentry: 14d
start:
  viewed: {event: product.viewed, next: wait}
steps:
  wait: {timer: 1d, next: tip}
  tip: {send: how-to-choose, next: end}
messages:
  how-to-choose: {channel: telegram, class: content}
```

## Good
```yaml
map: Shop
journeys: []
channels:
  telegram: {needs: known("phone"), consent: marketing}
policy:
  caps:
    - {at_most: 3, per: 7d, classes: [content, sale]}
---
journey: tips
audience: known("phone")
reentry: 14d
start:
  viewed: {event: product.viewed, next: wait}
steps:
  wait: {timer: 1d, next: tip}
  tip: {send: how-to-choose, next: end}
messages:
  how-to-choose: {channel: telegram, class: content}
```
"""

from collections.abc import Iterator
from dataclasses import replace

from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.limits import limits_of
from journeykit.journeys.lint.index import Index
from journeykit.journeys.lint.reach import channel_is_off_site
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.sending import sent_of
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.policy import Limits, Sent, fills, is_sale


@rule("J309", "outside-every-cap", severity=Severity.WARNING)
def outside_every_cap(plan: Plan, index: Index) -> Iterator[Finding]:
    """Report each such message once, at the first step that sends it."""
    limits = limits_of(plan.map)
    for senders in index.senders.values() if limits.caps else ():
        first = senders[0]
        sent = sent_of(plan, first.journey, 0, first.message)
        if sent.class_ in limits.exempt or not (sent.class_ == "content" or is_sale(sent)):
            continue
        channels = [
            f"`{name}`"
            for name in plan.messages[first.message].channel
            if channel_is_off_site(plan, name) and _escapes(limits, sent, name)
        ]
        if channels:
            yield Finding(
                first.step.id.place,
                f"no cap counts `{first.message}`, class `{sent.class_}`,"
                f" by {' or '.join(channels)}",
                help="name its channel and class in a cap of the policy",
                related=tuple(Related(cap.place, "counts others") for cap in plan.map.policy.caps),
                journey=first.journey.id,
                step=first.step.id,
            )


def _escapes(limits: Limits, sent: Sent, channel: str) -> bool:
    """Tell whether no cap counts a message by a channel."""
    by = sent if sent.channel == channel else replace(sent, channel=channel)
    return not any(fills(limits, by, cap) for cap in limits.caps)
