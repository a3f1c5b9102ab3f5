"""Journeys that start each other in a circle which comes round in less than a given time.

## Why is this bad?
Each calls the next, or emits the event that starts it, and the last one starts the first again:
once a customer is in, it goes round by itself, writing at each round, until something ends it; at
no time at all the simulator stops. Looked at is what happens if the customer does nothing: waits
that only an event ends are the customer's, and so is a journey that ends the circle by its
`reentry`, its `exclusive_group`, being still under way, or a condition about what the circle
itself does.

A round may take `hours` (24) and more: the caps that ship with the tool allow one message a day,
so that a faster circle writes more often than may be.

## Bad
```yaml
journey: remind
audience: known("email")
start:
  due: {event: reminder.due, next: letter}
steps:
  letter: {send: reminder, next: again}
  again: {task: Ask for the check, emit: check.due, next: end}
messages:
  reminder: {channel: email, class: service}
---
journey: check
start:
  due: {event: check.due, next: wait}
steps:
  wait: {timer: 1h, next: remind}
  remind: {task: Ask for a reminder, emit: reminder.due, next: end}
```

## Good
```yaml
journey: remind
audience: known("email")
reentry: 7d
start:
  due: {event: reminder.due, next: letter}
steps:
  letter: {send: reminder, next: again}
  again: {task: Ask for the check, emit: check.due, next: end}
messages:
  reminder: {channel: email, class: service}
---
journey: check
start:
  due: {event: check.due, next: wait}
steps:
  wait: {timer: 1h, next: remind}
  remind: {task: Ask for a reminder, emit: reminder.due, next: end}
```
"""

from collections.abc import Iterator

from journeykit.journeys.durations import seconds_text
from journeykit.journeys.finding import Finding, Related
from journeykit.journeys.lint.circles import Push, circles
from journeykit.journeys.lint.rounds import goes_round
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.step import Call


@rule("J115", "journeys-in-a-circle")
def journeys_in_a_circle(plan: Plan, *, hours: int = 24) -> Iterator[Finding]:
    """Report each circle of journeys at its first step that starts the next one."""
    for circle in circles(plan, within=hours * 3600):
        if goes_round(circle):
            yield _finding(circle)


def _finding(circle: tuple[Push, ...]) -> Finding:
    first, time = circle[0], sum(push.time for push in circle)
    others = " and ".join(f"`{push.journey.id}`" for push in circle[1:])
    through = f" through {others}" if others else ""
    when = f"{seconds_text(time)} after its entry" if time else "at once"
    return Finding(
        first.step.id.place,
        f"journey `{first.journey.id}` starts itself again{through} {when}, and so on without end",
        help="wait longer on the way, limit it by `reentry`, or end the circle",
        related=tuple(Related(push.step.id.place, _said(push), on_path=True) for push in circle),
        journey=first.journey.id,
        step=first.step.id,
    )


def _said(push: Push) -> str:
    does = "calls" if isinstance(push.step, Call) else "starts"
    return f"{does} `{push.target.id}`, {seconds_text(push.time) if push.time else 'at once'}"
