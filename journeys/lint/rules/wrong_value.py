"""A value of the wrong type, outside its range, or none of the allowed ones.

## Why is this bad?
The tool would have to guess what was meant: `timer: 7` may be minutes or days.

## Bad
```yaml
journey: birthday
start:
  soon: {date: birthday, before: 7d, next: wait}
steps:
  wait: {timer: 7, next: gift}
  gift: {send: gift, next: end}
messages:
  gift: {channel: popup, class: servise}
```

## Good
```yaml
journey: birthday
start:
  soon: {date: birthday, before: 7d, next: wait}
steps:
  wait: {timer: 7d, next: gift}
  gift: {send: gift, next: end}
messages:
  gift: {channel: popup, class: service}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding
from journeykit.journeys.lint.rule import rule


@rule("J003", "wrong-value", fixable=True)
def wrong_value() -> Iterator[Finding]:
    """Report nothing here: the loader does, while it reads."""
    return iter(())
