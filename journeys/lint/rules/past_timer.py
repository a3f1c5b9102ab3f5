"""A timer counted from the entry, a step, an event or a date that is always over when reached.

## Why is this bad?
It waits for nothing, so what follows comes sooner than the timer says. Mostly the waits before it
were made longer, or it was meant to count from here. The shortest way to the timer counts: every
wait on it as short as it can be, every event at once. A timer that counts from an event is looked
at only when that event started the journey and cannot come again; one at a date when nothing moves
the date, and it is not that of every year.

## Bad
```yaml
journey: cart
start:
  filled: {event: cart.item_added, next: wait-2d}
steps:
  wait-2d: {timer: 2d, next: wait-day}
  wait-day: {timer: {after: 1d, since: start}, next: reminder}
  reminder: {send: cart-reminder, next: end}
messages:
  cart-reminder: {channel: popup, class: service}
```

## Good
```yaml
journey: cart
start:
  filled: {event: cart.item_added, next: wait-2d}
steps:
  wait-2d: {timer: 2d, next: wait-day}
  wait-day: {timer: {after: 3d, since: start}, next: reminder}
  reminder: {send: cart-reminder, next: end}
messages:
  cart-reminder: {channel: popup, class: service}
```
"""

import math
from collections.abc import Iterator

import networkx as nx

from journeykit.journeys.durations import seconds_text
from journeykit.journeys.finding import Finding, Severity
from journeykit.journeys.graph import ROOT, graph
from journeykit.journeys.lint.earliest import DATE, START, earliest, least, most, rules
from journeykit.journeys.lint.ground import exits_of
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.worlds import WorldsOf
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import EventStart
from journeykit.journeys.model.step import Step
from journeykit.journeys.model.timer import AfterDelay, AtDate, TimerRule


@rule("J117", "past-timer", severity=Severity.WARNING)
def past_timer(journey: Journey, plan: Plan, worlds: WorldsOf) -> Iterator[Finding]:
    """Report each timer whose end is over on the shortest way to it."""
    for name, step in journey.steps.items():
        for each in rules(step):
            anchor, end = _counted(journey, plan, each, worlds)
            if not anchor:
                continue
            soonest = earliest(journey, anchor).get(str(name), -math.inf)
            if soonest >= end and _always_after(journey, anchor, str(name)):
                yield _finding(journey, step, each, soonest - end)


def _counted(journey: Journey, plan: Plan, timer: TimerRule, worlds: WorldsOf) -> tuple[str, float]:
    """Return what a timer counts from, and the seconds after that when it is surely over."""
    if isinstance(timer, AtDate):
        drawn = plan.population.attributes.get(timer.date)
        if timer.date in worlds.changing or (drawn is not None and drawn.yearly):
            return "", 0
        return DATE + timer.date, -least(timer.before, journey) if timer.before else 0
    if not isinstance(timer, AfterDelay) or timer.since is None:
        return "", 0
    is_own = timer.since == START or timer.since in journey.steps
    if not is_own and not _is_start(journey, plan, str(timer.since)):
        return "", 0
    return (str(timer.since) if is_own else START), most(timer.after, journey)


def _is_start(journey: Journey, plan: Plan, event: str) -> bool:
    """Tell whether an event starts the journey, each time, and does not come again in it."""
    starts = all(
        isinstance(start, EventStart) and start.event == (event,)
        for start in journey.start.values()
    )
    causes = plan.population.behaviour.get(event, ())  # type: ignore[call-overload]  # a text
    once = bool(causes) and all(cause.once is not None for cause in causes)
    return starts and (once or event in exits_of(journey))


def _always_after(journey: Journey, anchor: str, name: str) -> bool:
    """Tell whether every way to a step passes the step that its timer counts from."""
    if anchor not in journey.steps or anchor == name:
        return True
    ways = graph(journey)
    if not nx.has_path(ways, ROOT, name):
        return False
    ways.remove_node(anchor)
    return not nx.has_path(ways, ROOT, name)


def _finding(journey: Journey, step: Step, timer: TimerRule, over: float) -> Finding:
    said = f"for {seconds_text(int(over))} or more" if over > 0 else "just then"
    return Finding(
        timer.place,
        f"the timer of `{step.id}` is always over when it is reached, {said}",
        help="leave it out, or let it count from here",
        journey=journey.id,
        step=step.id,
    )
