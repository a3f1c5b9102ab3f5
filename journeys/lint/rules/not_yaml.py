"""A file that is not YAML as `journey` reads it.

## Why is this bad?
Nothing in the file can be checked, drawn or simulated. Reported are text that is not YAML or
not UTF-8, keys that stand twice in one mapping, tags, nesting that is too deep, anchors that
expand beyond a fixed size, and files over 10 MB.

## Bad
```yaml
journey: birthday
start:
  soon: {date: birthday, before: 7d, next: gift}
steps:
  gift: {send: gift, next: end}
  gift: {send: present, next: end}
messages:
  gift: {channel: popup, class: service}
  present: {channel: popup, class: service}
```

## Good
```yaml
journey: birthday
start:
  soon: {date: birthday, before: 7d, next: gift}
steps:
  gift: {send: gift, next: week}
  week: {timer: 7d, next: present}
  present: {send: present, next: end}
messages:
  gift: {channel: popup, class: service}
  present: {channel: popup, class: service}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding
from journeykit.journeys.lint.rule import rule


@rule("J001", "not-yaml")
def not_yaml() -> Iterator[Finding]:
    """Report nothing here: the loader does, while it reads."""
    return iter(())
