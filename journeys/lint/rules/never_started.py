"""A start whose event nothing produces, or whose condition and audience cannot hold together.

## Why is this bad?
Nobody ever enters by it: the journey looks as if it worked, and writes to no one. Events are made
by the behaviour of the population, by customers that are written out, by tasks with `emit`, and by
answers to messages that are sent: a start at a click in a letter that nobody sends never fires.
Where the map has no population that says what customers do, any event may come, but for answers.
A start by call alone is reported where the map lists its journeys and none of them calls it.

## Bad
```yaml
journey: second-order
audience: known("email") and not segment("buyers")
reentry: 30d
start:
  bought: {event: order.placed, if: segment("buyers"), next: wait}
steps:
  wait: {timer: 7d, next: letter}
  letter: {send: come-again, next: end}
messages:
  come-again: {channel: email, class: content}
```

## Good
```yaml
journey: second-order
audience: known("email")
reentry: 30d
start:
  bought: {event: order.placed, if: segment("buyers"), next: wait}
steps:
  wait: {timer: 7d, next: letter}
  letter: {send: come-again, next: end}
messages:
  come-again: {channel: email, class: content}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.lint.entering import Domains, contradiction
from journeykit.journeys.lint.index import Index
from journeykit.journeys.lint.life import Life, life
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.worlds.atlas import domains_of
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import EventStart, NoneStart, Start
from journeykit.journeys.model.step import Call
from journeykit.journeys.spelling import suggestion


@rule("J119", "never-started", severity=Severity.WARNING)
def never_started(plan: Plan, index: Index) -> Iterator[Finding]:
    """Report each start that nobody can enter by."""
    lived, called, domains = life(plan, index), set(_called(plan)), domains_of(plan)
    for journey in plan.journeys.values():
        for start in journey.start.values():
            if index.whole:
                yield from _unfired(plan, journey, start, lived, called)
            yield from _barred(plan, journey, start, domains)


def _called(plan: Plan) -> Iterator[str]:
    """Yield the journeys that are called."""
    for journey in plan.journeys.values():
        for step in journey.steps.values():
            if isinstance(step, Call):
                yield str(step.call)


def _unfired(
    plan: Plan, journey: Journey, start: Start, lived: Life, called: set[str]
) -> Iterator[Finding]:
    """Report a start by events that cannot come, or by a call that no journey makes."""
    if isinstance(start, EventStart):
        yield from _silent(journey, start, lived)
    if isinstance(start, NoneStart) and plan.map.journeys and journey.id not in called:
        yield _uncalled(journey, start)


def _silent(journey: Journey, start: EventStart, lived: Life) -> Iterator[Finding]:
    """Report a start none of whose events can come."""
    if any(lived.can_come(event, start.message) for event in start.event):
        return
    (event, *_), names = start.event, " or ".join(f"`{event}`" for event in start.event)
    if any(lived.can_come(event) for event in start.event):
        message, cure = f"`{start.message}` is never sent", f"send `{start.message}`"
        if start.message in lived.sent:
            message, cure = f"`{start.message}` has no form", f"give `{start.message}` a `form`"
    else:
        message = f"neither the population nor a journey makes {names}"
        near = suggestion(event, sorted(lived.events))
        cure = near or f"add `{event}` to the behaviour of the population, or name another event"
    yield Finding(
        event.place,
        f"start `{start.id}` never fires: {message}",
        help=cure,
        journey=journey.id,
    )


def _uncalled(journey: Journey, start: NoneStart) -> Finding:
    return Finding(
        start.id.place,
        f"start `{start.id}` never fires: no journey of the map calls `{journey.id}`",
        help=f"call `{journey.id}`, or give the start an event",
        journey=journey.id,
    )


def _barred(plan: Plan, journey: Journey, start: Start, domains: Domains) -> Iterator[Finding]:
    """Report a start by which nobody can enter."""
    group = contradiction(plan, journey, start, domains)
    if not group:
        return
    first, *others = group
    what = "this cannot hold"
    if others:
        what = "this and what is asked besides exclude each other"
    yield Finding(
        first.source.place,
        f"nobody can enter by start `{start.id}`: {what}",
        help="ask for something that customers can be",
        related=tuple(Related(each.source.place, "asked as well") for each in others),
        journey=journey.id,
    )
