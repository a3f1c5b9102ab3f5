"""Two different definitions of one journey, step or message.

## Why is this bad?
Which of them counts would depend on the order of the files. Equal definitions of one message
are one message and are not reported.

## Bad
```yaml
journey: birthday
start:
  soon: {date: birthday, before: 7d, next: gift}
steps:
  gift: {send: gift, next: end}
messages:
  gift: {channel: popup, class: service}
---
journey: name-day
start:
  soon: {date: name_day, before: 7d, next: gift}
steps:
  gift: {send: gift, next: end}
messages:
  gift: {channel: popup, class: content}
```

## Good
```yaml
journey: birthday
start:
  soon: {date: birthday, before: 7d, next: gift}
steps:
  gift: {send: gift, next: end}
messages:
  gift: {channel: popup, class: service}
---
journey: name-day
start:
  soon: {date: name_day, before: 7d, next: gift}
steps:
  gift: {send: name-day-gift, next: end}
messages:
  name-day-gift: {channel: popup, class: content}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding
from journeykit.journeys.lint.rule import rule


@rule("J005", "repeated-id")
def repeated_id() -> Iterator[Finding]:
    """Report nothing here: the loader does, while it reads."""
    return iter(())
