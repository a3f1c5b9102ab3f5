"""A name that nothing has: of a step, message, journey, channel, parameter and so on.

## Why is this bad?
The flow leads nowhere, the message is never sent, the condition never holds. Mostly it was
renamed on one side only; the nearest known name is shown.

## Bad
```yaml
journey: birthday
start:
  soon: {date: birthday, before: 7d, next: gift}
steps:
  gift: {send: gitf, next: end}
messages:
  gift: {channel: popup, class: service}
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
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding
from journeykit.journeys.lint.rule import rule


@rule("J006", "unknown-name", fixable=True)
def unknown_name() -> Iterator[Finding]:
    """Report nothing here: the loader does, while it reads."""
    return iter(())
