"""A journey with messages that a cap counts, which one customer can enter without limit.

## Why is this bad?
The event that starts the journey may come any number of times, and each entry sends again: the
number of messages is in the customer's hands. `reentry: 7d` or `never` limits it, but with `per`
only for each order or product apart; so does a start by silence, date or schedule, or an event
that the population has once in a life. A journey that lasts longer than the window of every cap
limits itself.

## Bad
```yaml
journey: tips
audience: known("email")
start:
  viewed: {event: product.viewed, next: wait-1h}
steps:
  wait-1h: {timer: 1h, next: tip}
  tip: {send: how-to-choose, next: end}
messages:
  how-to-choose: {channel: email, class: content}
```

## Good
```yaml
journey: tips
audience: known("email")
reentry: 14d
start:
  viewed: {event: product.viewed, next: wait-1h}
steps:
  wait-1h: {timer: 1h, next: tip}
  tip: {send: how-to-choose, next: end}
messages:
  how-to-choose: {channel: email, class: content}
```
"""

from collections.abc import Iterator

from journeykit.journeys.durations import Duration, seconds_text
from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.limits import limits_of
from journeykit.journeys.lint.caps import described, endless_excess
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.runs import RunsOf
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.place import NOWHERE, Place
from journeykit.journeys.policy import CapLimit


@rule("J304", "unlimited-reentry", severity=Severity.WARNING)
def unlimited_reentry(journey: Journey, plan: Plan, runs: RunsOf) -> Iterator[Finding]:
    """Report a journey whose entries, as many as may come, break a cap; the widest is named."""
    limits = limits_of(plan.map)
    for cap in sorted(limits.caps, key=lambda cap: -cap.per):
        found = endless_excess(plan, journey, runs, cap, limits)
        if found is not None:
            last = found.sends[-1]
            yield Finding(
                _written(journey),
                f"one customer can enter `{journey.id}` without limit,"
                f" the cap allows {described(cap)}",
                help=_help(journey, cap),
                related=(
                    Related(found.run.start.id.place, "each time that this happens"),
                    Related(journey.steps[last.step].id.place, f"sends `{last.sent.message}`"),
                ),
                journey=journey.id,
            )
            return


def _help(journey: Journey, cap: CapLimit) -> str:
    if journey.per:
        return f"`reentry` holds for each `{journey.per}` apart: leave out `per`, or the message"
    return f"add `reentry: {seconds_text(cap.per)}`, or what suits the journey"


def _written(journey: Journey) -> Place:
    """Return the place of `reentry`, or of the journey's id where nothing is written."""
    reentry = journey.reentry.source if isinstance(journey.reentry, Duration) else journey.reentry
    return journey.id.place if reentry.place == NOWHERE else reentry.place
