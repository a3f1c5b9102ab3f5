"""A step other than an end that leads nowhere.

## Why is this bad?
The customer's way stops there without anybody having meant it to: no message follows, and no
end says with what result. Mostly a `next` was forgotten.

## Bad
```yaml
journey: win-back
audience: known("email")
reentry: never
start:
  away: {without: site.visit, for: 90d, next: letter}
steps:
  letter: {send: come-back, next: wait}
  wait: {timer: 7d}
messages:
  come-back: {channel: email, class: content}
```

## Good
```yaml
journey: win-back
audience: known("email")
reentry: never
start:
  away: {without: site.visit, for: 90d, next: letter}
steps:
  letter: {send: come-back, next: wait}
  wait: {timer: 7d, next: end}
messages:
  come-back: {channel: email, class: content}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.step import End, Step, WaitFor


@rule("J101", "dead-end")
def dead_end(journey: Journey) -> Iterator[Finding]:
    """Report each start and step without a way on."""
    for start in journey.start.values():
        if not start.flows:
            yield Finding(
                start.id.place,
                f"start `{start.id}` leads nowhere",
                help="add `next:` with the first step",
                journey=journey.id,
            )
    for step in journey.steps.values():
        if not isinstance(step, End) and _leads_nowhere(step):
            yield Finding(
                step.id.place,
                f"step `{step.id}` leads nowhere",
                help="add `next:`, with `end` where the journey is to end here",
                journey=journey.id,
                step=step.id,
            )


def _leads_nowhere(step: Step) -> bool:
    if isinstance(step, WaitFor):
        return not all(step.flows_of(catch) for catch in step.catches)
    return not step.flows
