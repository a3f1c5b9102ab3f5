"""A key that means nothing at its place.

## Why is this bad?
It is mostly a slip of the pen, and what it was to say is silently missing. Keys of your own
begin with `x-`: they are kept and exported, and nothing else is done with them.

## Bad
```yaml
journey: birthday
reentri: 300d
start:
  soon: {date: birthday, before: 7d, next: gift}
steps:
  gift: {send: gift, next: end}
messages:
  gift: {channel: popup, class: service}
```

## Good
```yaml
journey: birthday
reentry: 300d
x-owner: CRM team
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


@rule("J002", "unknown-key", fixable=True)
def unknown_key() -> Iterator[Finding]:
    """Report nothing here: the loader does, while it reads."""
    return iter(())
