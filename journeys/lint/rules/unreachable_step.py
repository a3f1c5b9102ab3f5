"""A step that no path from a start reaches.

## Why is this bad?
No customer ever gets to the step, so its message is never sent. Mostly a branch was
renamed on one side only.

## Bad
```yaml
journey: win-back
audience: known("email")
reentry: never
start:
  away: {without: site.visit, for: 90d, next: letter}
steps:
  letter: {send: come-back, next: wait}
  wait: {timer: 7d, next: end}
  reminder: {send: last-call, next: end}
messages:
  come-back: {channel: email, class: content}
  last-call: {channel: email, class: content}
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
  wait: {timer: 7d, next: reminder}
  reminder: {send: last-call, next: end}
messages:
  come-back: {channel: email, class: content}
  last-call: {channel: email, class: content}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding
from journeykit.journeys.lint.onward import behind, entered, onward
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.model.flow import END
from journeykit.journeys.model.journey import Journey


@rule("J102", "unreachable-step")
def unreachable_step(journey: Journey) -> Iterator[Finding]:
    """Report each step that is not a descendant of a start."""
    if _leads_astray(journey):
        return
    reached = behind(onward(journey), entered(journey))
    for step in journey.steps.values():
        if step.id not in reached:
            yield Finding(
                step.id.place,
                f"step `{step.id}` cannot be reached from any start",
                help=f"lead a branch to `{step.id}`, or remove it",
                journey=journey.id,
                step=step.id,
            )


def _leads_astray(journey: Journey) -> bool:
    """Tell whether a flow leads to a step that does not exist, mostly a slip for another."""
    known = {*journey.steps, END}
    items = (*journey.start.values(), *journey.steps.values())
    return any(flow.to not in known for item in items for flow in item.flows)
