"""A comment that asks for silence where there is nothing to say.

## Why is this bad?
A comment `# journey: ignore[J303] reason` lets a finding through that somebody has looked at. Once
the finding is gone the comment stays behind, and silences the next one, which nobody has looked
at. A name that no rule has silences nothing at all. Say behind the brackets why you ignore what
is found: the next reader wants to know, though nothing asks for it.

A comment behind a key or an item is about all below it; on a line of its own it is about what
begins on the next line, and above or behind `journey:` about the whole journey. Rules are named
by code or name, several with commas between them. Names of rules that are off are left in peace,
and while a map has mistakes of reading only those of group J0 are looked at.

## Bad
```yaml
journey: birthday
start:
  soon: {date: birthday, before: 7d, next: gift}
steps:
  gift: {send: gift, next: end}  # journey: ignore[dead-end] leads to the end meanwhile
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

from journeykit.journeys.finding import Finding, Severity
from journeykit.journeys.lint.rule import rule


@rule("J901", "unused-ignore", severity=Severity.WARNING, fixable=True)
def unused_ignore() -> Iterator[Finding]:
    """Report nothing here: who looks at the comments does."""
    return iter(())
