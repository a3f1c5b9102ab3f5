"""A loop that takes no time.

## Why is this bad?
A customer would go round it for ever within one second. Gateways, tasks, calls and sends take no
time, nor do timers counted from something that may be past; `journey simulate` refuses such a
loop too.

## Bad
```yaml
journey: survey
start:
  bought: {event: order.delivered, next: ask}
steps:
  ask: {send: question, next: answered}
  answered: {exclusive: "Answered?", if: happened("survey.answered"), then: end, else: ask}
messages:
  question: {channel: popup, class: service}
```

## Good
```yaml
journey: survey
start:
  bought: {event: order.delivered, next: ask}
steps:
  ask: {send: question, next: wait}
  wait: {timer: 7d, next: answered}
  answered: {exclusive: "Answered?", if: happened("survey.answered"), then: end, else: again}
  again: {exclusive: "Asked twice?", if: times("ask") >= 2, then: end, else: ask}
messages:
  question: {channel: popup, class: service}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Related
from journeykit.journeys.instant import instant_loops
from journeykit.journeys.lint.onward import has_loops
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.model.journey import Journey


@rule("J107", "loop-without-wait")
def loop_without_wait(journey: Journey) -> Iterator[Finding]:
    """Report each loop of steps that take no time."""
    for loop in instant_loops(journey) if has_loops(journey) else ():
        first, *others = loop
        ways = ", ".join(f"`{step}`" for step in [*loop, first])
        yield Finding(
            first.place,
            f"the loop {ways.replace(', ', ' -> ')} takes no time",
            help="put a timer or a `wait_for` into the loop",
            related=tuple(Related(step.place, "takes no time") for step in others),
            journey=journey.id,
            step=first,
        )
