"""A key that must be there and is not.

## Why is this bad?
Without it the part has no meaning: a message without a channel goes nowhere, and without a
class no policy can judge it.

## Bad
```yaml
journey: birthday
start:
  soon: {date: birthday, before: 7d, next: gift}
steps:
  gift: {send: gift, next: end}
messages:
  gift: {channel: popup}
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


@rule("J004", "missing-key")
def missing_key() -> Iterator[Finding]:
    """Report nothing here: the loader does, while it reads."""
    return iter(())
