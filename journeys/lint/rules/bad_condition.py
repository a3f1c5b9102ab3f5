"""A condition that cannot be read.

## Why is this bad?
Nobody can tell when it holds. Conditions are written as in Python, with the names and calls of
the journey language only; the finding points at the very character.

## Bad
```yaml
journey: birthday
start:
  soon: {date: birthday, before: 7d, next: loyal}
steps:
  loyal: {exclusive: "Loyal?", if: segment("loyal") and, then: gift, else: end}
  gift: {send: gift, next: end}
messages:
  gift: {channel: popup, class: service}
---
population: Visitors
attributes: {birthday: {date: uniform, yearly: true}}
segments: {loyal: {share: 20%}}
```

## Good
```yaml
journey: birthday
start:
  soon: {date: birthday, before: 7d, next: loyal}
steps:
  loyal: {exclusive: "Loyal?", if: segment("loyal"), then: gift, else: end}
  gift: {send: gift, next: end}
messages:
  gift: {channel: popup, class: service}
---
population: Visitors
attributes: {birthday: {date: uniform, yearly: true}}
segments: {loyal: {share: 20%}}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding
from journeykit.journeys.lint.rule import rule


@rule("J007", "bad-condition")
def bad_condition() -> Iterator[Finding]:
    """Report nothing here: the loader does, while it reads."""
    return iter(())
