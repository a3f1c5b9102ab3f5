"""An entry of the baseline whose finding is gone, or was found more often once.

## Why is this bad?
The baseline lets known findings through, so that new ones stand out. What was mended must leave
it, or the same mistake may come back and nobody is told. Only entries about files that were
looked at, and about rules that are on, can be stale. `--write-baseline` writes the file again.

## Bad
```json
{
  "version": 1,
  "findings": [
    {"path": "birthday.yaml", "code": "J304", "journey": "birthday", "step": "", "count": 1}
  ]
}
```

## Good
```json
{
  "version": 1,
  "findings": []
}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Severity
from journeykit.journeys.lint.rule import rule


@rule("J902", "stale-baseline", severity=Severity.WARNING)
def stale_baseline() -> Iterator[Finding]:
    """Report nothing here: who compares with the baseline does."""
    return iter(())
