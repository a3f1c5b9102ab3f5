"""Two messages of one journey that one customer can get closer than the policy's `min_gap`.

## Why is this bad?
The second message comes before the first was read; a platform that keeps the gap drops it. What
the policy exempts, and on-site channels that it does not name, are not counted.

## Bad
```yaml
journey: cart
audience: known("email") and known("web_push")
reentry: 30d
start:
  filled: {event: cart.item_added, next: wait-1h}
steps:
  wait-1h: {timer: 1h, next: mail}
  mail: {send: cart-mail, next: wait-10m}
  wait-10m: {timer: 10m, next: push}
  push: {send: cart-push, next: end}
messages:
  cart-mail: {channel: email, class: service}
  cart-push: {channel: web_push, class: service}
```

## Good
```yaml
journey: cart
audience: known("email") and known("web_push")
reentry: 30d
start:
  filled: {event: cart.item_added, next: wait-1h}
steps:
  wait-1h: {timer: 1h, next: mail}
  mail: {send: cart-mail, next: wait-6h}
  wait-6h: {timer: 6h, next: push}
  push: {send: cart-push, next: end}
messages:
  cart-mail: {channel: email, class: service}
  cart-push: {channel: web_push, class: service}
```
"""

from collections.abc import Iterator
from itertools import pairwise

from journeykit.journeys.durations import seconds_text
from journeykit.journeys.finding import Finding, Severity
from journeykit.journeys.limits import limits_of
from journeykit.journeys.lint.pressure import story
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.runs import Run, RunsOf
from journeykit.journeys.lint.sending import Sending
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.place import Word
from journeykit.journeys.policy import counts


@rule("J303", "gap-too-short", severity=Severity.WARNING)
def gap_too_short(journey: Journey, plan: Plan, runs: RunsOf) -> Iterator[Finding]:
    """Report each step whose message can follow another one too soon, with its worst run."""
    limits = limits_of(plan.map)
    worst: dict[Word, tuple[int, Run, tuple[Sending, Sending]]] = {}
    for run in runs[journey.id].runs:
        seen = [each for each in run.sendings if counts(limits, each.sent)]
        for pair in pairwise(seen):
            gap = pair[1].sent.time - pair[0].sent.time
            known = worst.get(pair[1].step)
            if gap < limits.min_gap and (known is None or gap < known[0]):
                worst[pair[1].step] = gap, run, pair
    for step in journey.steps:
        if step in worst:
            gap, run, pair = worst[step]
            yield Finding(
                journey.steps[step].id.place,
                f"`{pair[1].sent.message}` can follow `{pair[0].sent.message}`"
                f" {_after(gap)}, the policy asks for {seconds_text(limits.min_gap)}",
                help="wait longer before the second message, or leave out one of them",
                related=story(journey, run, pair),
                journey=journey.id,
                step=step,
            )


def _after(gap: int) -> str:
    return f"after {seconds_text(gap)}" if gap else "at once"
