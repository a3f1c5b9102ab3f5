"""A wait for an event that may never come, with nothing that ends the waiting.

## Why is this bad?
Who never opens, clicks or buys stays in the journey for good: gets nothing more from it, and with
most values of `reentry` can never enter it again. The end of a session always comes, and so does
what surely came before, as a gateway may have asked: `if: happened("order.placed")`. A wait with
`since: start` looks only at what came after the event that started the journey.

## Bad
```yaml
journey: survey
audience: known("email")
reentry: 90d
start:
  delivered: {event: order.delivered, next: ask}
steps:
  ask: {send: question, next: answer}
  answer: {wait_for: message.clicked, next: thanks}
  thanks: {send: thank-you, next: end}
messages:
  question: {channel: email, class: service}
  thank-you: {channel: popup, class: service}
```

## Good
```yaml
journey: survey
audience: known("email")
reentry: 90d
start:
  delivered: {event: order.delivered, next: ask}
steps:
  ask: {send: question, next: answer}
  answer:
    wait_for:
      - {event: message.clicked, message: question, to: thanks}
      - {timer: 7d, to: end}
  thanks: {send: thank-you, next: end}
messages:
  question: {channel: email, class: service}
  thank-you: {channel: popup, class: service}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Severity
from journeykit.journeys.lint.facts import Facts, assume, call
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.ways import Way, ways, ways_without
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.start import EventStart
from journeykit.journeys.model.step import Step, Task, Timer, UserTask, WaitFor
from journeykit.journeys.model.timer import AfterDelay, EventCatch, TimerCatch, TimerRule
from journeykit.journeys.place import Word

ALWAYS_COMES = "session.ended"


@rule("J112", "wait-without-timeout", severity=Severity.WARNING)
def wait_without_timeout(journey: Journey) -> Iterator[Finding]:
    """Report each wait that only events end which may never come."""
    if any(each.event == ALWAYS_COMES and each.condition is None for each in journey.exit):
        return
    for step in journey.steps.values():
        awaited = tuple(_awaited(journey, step))
        if awaited:
            names = " or ".join(f"`{event}`" for event in dict.fromkeys(awaited))
            yield Finding(
                step.id.place,
                f"step `{step.id}` waits for {names}, which may never come",
                help=_help(step),
                journey=journey.id,
                step=step.id,
            )


def _awaited(journey: Journey, step: Step) -> Iterator[Word]:
    """Yield the events that a step waits for, if none of them is certain to come."""
    if isinstance(step, Timer):
        yield from _uncertain(journey, step, step.timer)
    if not isinstance(step, WaitFor):
        return
    timers = [catch.timer for catch in step.catches if isinstance(catch, TimerCatch)]
    if any(not list(_uncertain(journey, step, timer)) for timer in timers):
        return
    catches = [catch for catch in step.catches if isinstance(catch, EventCatch)]
    if not any(_comes(journey, catch, step) for catch in catches):
        for catch in catches:
            yield from catch.event


def _comes(journey: Journey, catch: EventCatch, step: Step) -> bool:
    """Tell whether a catch is certain to be met."""
    if catch.condition is not None or catch.message is not None:
        return False
    if ALWAYS_COMES in catch.event:
        return True
    # What starts the journey comes before it: a catch looks only at what came after the entry.
    return catch.since is not None and _has_come(journey, catch.event, step, by_start=False)


def _uncertain(journey: Journey, step: Step, rule: TimerRule) -> Iterator[Word]:
    """Yield the event that a timer counts from, if it is not certain to come."""
    if not isinstance(rule, AfterDelay) or rule.since is None:
        return
    is_event = rule.since != "start" and rule.since not in journey.steps
    if not is_event or rule.since == ALWAYS_COMES:
        return
    if not _has_come(journey, (rule.since,), step, by_start=True):
        yield rule.since


def _has_come(journey: Journey, events: tuple[str, ...], step: Step, *, by_start: bool) -> bool:
    """Tell whether one of the events has come on every way to the step."""
    return str(step.id) not in ways_without(
        ways(journey), lambda way: _brings(way, events, by_start=by_start) or _tells(way, events)
    )


def _brings(way: Way, events: tuple[str, ...], *, by_start: bool) -> bool:
    """Tell whether one of the events comes on a way."""
    if isinstance(way.start, EventStart):
        return by_start and all(event in events for event in way.start.event)
    if way.catch is not None:
        return all(event in events for event in way.catch.event)
    emits = way.step.emit if isinstance(way.step, Task | UserTask) else None
    return emits is not None and emits.event in events


def _tells(way: Way, events: tuple[str, ...]) -> bool:
    """Tell whether a way is only for those with whom one of the events has come since the entry.

    What is asked at the entry is about the whole life.
    """
    facts: Facts = {}
    for condition in way.true if way.step is not None else ():
        assume(condition.expression, True, facts)
    for condition in way.false if way.step is not None else ():
        assume(condition.expression, False, facts)
    return any(facts.get(call("happened", event)) for event in events)


def _help(step: Step) -> str:
    if isinstance(step, Timer):
        return "wait for the event with `wait_for` and a timer beside it"
    return "add a timer: `- {timer: 7d, to: end}`"
