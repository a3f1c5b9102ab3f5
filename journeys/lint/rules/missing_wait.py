"""Two messages of one path with no wait between them, or one before the customer could act.

## Why is this bad?
Two messages that go out in one moment are read as one, or as a mistake; the second has nothing to
answer yet. And a letter about a cart that leaves as the cart is filled finds the customer still in
the shop, perhaps about to order: that is what the wait is for. The second case is reported where
a start's event can lead within the same visit to what the journey is for or is ended by, as the
population has it. Whoever leaves a contact asks for an answer, which may come at once; so may
transactional messages, and what a start by date, schedule, silence or condition sends.

Messages of branches that run side by side are J305's, on-site ones J306's, messages with too short
a wait between them J303's.

## Bad
```yaml
journey: cart
audience: known("email")
reentry: 30d
goal: order.placed
exit: [order.placed]
start:
  filled: {event: cart.item_added, next: mail}
steps:
  mail: {send: cart-mail, next: end}
messages:
  cart-mail: {channel: email, class: service}
```

## Good
```yaml
journey: cart
audience: known("email")
reentry: 30d
goal: order.placed
exit: [order.placed]
start:
  filled: {event: cart.item_added, next: wait-1h}
steps:
  wait-1h: {timer: 1h, next: mail}
  mail: {send: cart-mail, next: end}
messages:
  cart-mail: {channel: email, class: service}
```
"""

from collections.abc import Iterator, Sequence

from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.lint.arrivals import arrivals, goes_on
from journeykit.journeys.lint.consequences import asks, soon_after
from journeykit.journeys.lint.moments import in_a_row
from journeykit.journeys.lint.reach import is_off_site, is_urgent
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.runs import RunsOf
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import EventStart, Start
from journeykit.journeys.model.step import Step
from journeykit.journeys.place import Word


@rule("J103", "missing-wait", severity=Severity.WARNING)
def missing_wait(journey: Journey, plan: Plan, runs: RunsOf) -> Iterator[Finding]:
    """Report each step that sends at the moment of its start, or of the message before it."""
    early = {each.step: each for each in _early(journey, plan)}
    yield from early.values()
    for one, other in in_a_row(plan, journey, runs):
        if other.step not in early:
            yield Finding(
                journey.steps[other.step].id.place,
                f"`{other.sent.message}` goes out at the very moment of `{one.sent.message}`",
                help="put a timer between the two, or make one message of them",
                related=(Related(journey.steps[one.step].id.place, f"sends `{one.sent.message}`"),),
                journey=journey.id,
                step=other.step,
            )


def _early(journey: Journey, plan: Plan) -> Iterator[Finding]:
    """Yield a finding for each step that sends at once what the customer may make needless."""
    aims = [each.event for each in (journey.goal, *journey.exit) if each is not None and each.event]
    for start in journey.start.values() if aims else ():
        if isinstance(start, EventStart) and goes_on(journey, start.next):
            sends = list(_at_once(journey, plan, start))
            led = _leads(plan, start, aims) if sends else ()
            for step, message in sends if led else ():
                yield _too_early(journey, start, step, message, *led)


def _at_once(journey: Journey, plan: Plan, start: Start) -> Iterator[tuple[Step, Message]]:
    """Yield the steps that send off the site at the moment of a start, and what."""
    for each in arrivals(journey, start.flows, within=0):
        for message in map(plan.messages.get, sent_by(each.step)):
            if message is not None and is_off_site(plan, message) and not is_urgent(message):
                yield each.step, message


def _leads(plan: Plan, start: EventStart, aims: Sequence[Word]) -> tuple[str, ...]:
    """Return an event of the start and an aim that it can lead to in one visit, if any does."""
    for event in start.event:
        next_events = {} if asks(plan.population, event) else soon_after(plan.population, event)
        for aim in aims:
            if aim in next_events and aim not in start.event:
                return event, aim
    return ()


def _too_early(
    journey: Journey, start: Start, step: Step, message: Message, event: str, aim: str
) -> Finding:
    return Finding(
        step.id.place,
        f"`{message.id}` goes out at the very moment of `{event}`, when `{aim}` may come next",
        help=f"put a timer before `{step.id}`, long enough for `{aim}`",
        related=(Related(start.id.place, f"starts at `{event}`"),),
        journey=journey.id,
        step=step.id,
    )
