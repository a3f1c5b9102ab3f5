"""A segment of the population that no journey serves.

## Why is this bad?
A segment is made so that somebody gets something of their own. One that no audience, start,
gateway or calendar line names is a plan that was left half way, or a name that has changed. Not
reported are segments of the preset population, those with `rates`, which say how customers behave,
and those that a segment which is served is made of.

## Bad
```yaml
population: Visitors
attributes:
  email: {known: 60%}
behaviour:
  order.delivered: {about_every: 40d}
segments:
  sleeping: {if: since("order.delivered") > "90d"}
---
journey: feedback
audience: known("email")
reentry: 30d
start:
  delivered: {event: order.delivered, next: wait}
steps:
  wait: {timer: 5d, next: ask}
  ask: {send: review-request, next: end}
messages:
  review-request: {channel: email, class: service}
```

## Good
```yaml
population: Visitors
attributes:
  email: {known: 60%}
behaviour:
  order.delivered: {about_every: 40d}
segments:
  sleeping: {if: since("order.delivered") > "90d"}
---
journey: win-back
audience: segment("sleeping") and known("email")
reentry: 90d
start:
  monthly: {rrule: "FREQ=MONTHLY;BYMONTHDAY=5", next: letter}
steps:
  letter: {send: come-back, next: end}
messages:
  come-back: {channel: email, class: content}
```
"""

from collections.abc import Iterable, Iterator

from journeykit.journeys.conditions import Condition, calls
from journeykit.journeys.finding import Finding, Severity
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.step import Send, Timer
from journeykit.journeys.parts import parts
from journeykit.journeys.place import Word
from journeykit.journeys.preset import preset


@rule("J504", "segment-without-journey", severity=Severity.WARNING)
def segment_without_journey(plan: Plan) -> Iterator[Finding]:
    """Report each segment that is served by nothing."""
    preset_path = preset("retail").place.path
    own = {
        str(name): (name, segment)
        for name, segment in plan.population.segments.items()
        if name.place.path != preset_path
    }
    served = _served(plan, {name for name, (_, segment) in own.items() if not segment.rates})
    for name, (written, segment) in own.items():
        if name not in served and not segment.rates:
            yield Finding(
                written.place,
                f"no journey serves the segment `{name}`",
                help=f'name it in an audience or at a gateway, `segment("{name}")`, or remove it',
            )


def _served(plan: Plan, wanted: set[str]) -> frozenset[str]:
    """Return the segments that something asks for, until all that are wanted are among them."""
    found: set[str] = set()
    for name in _asked(plan) if wanted else ():
        waiting = [name]
        while waiting:
            each = waiting.pop()
            segment = plan.population.segments.get(Word(each)) if each not in found else None
            found.add(each)
            if segment is not None and segment.condition is not None:
                waiting.extend(_named([segment.condition]))
        if wanted <= found:
            break
    return frozenset(found)


def _asked(plan: Plan) -> Iterator[str]:
    yield from _named(line.audience for line in plan.map.calendar if line.audience is not None)
    for journey in plan.journeys.values():
        yield from _named(parts(journey, Condition))
        for step in journey.steps.values():
            if isinstance(step, Send | Timer):
                yield from map(str, step.by_segment)


def _named(conditions: Iterable[Condition]) -> Iterator[str]:
    """Yield the segments that conditions name."""
    for condition in conditions:
        for each in calls(condition):
            if each.name == "segment":
                yield str(each.subject)
