"""A send whose channel's `needs` is not certain on that path.

## Why is this bad?
Whoever has no such contact gets nothing, and the chain goes on as if they had: what follows is
planned for people who never got the message. Ask for the contact in the `audience`, in the `if`
of the start or at a gateway before the send. It is certain, too, after a form that asked for it
was filled in, after a response to a message on that channel, and after an event or task that sets
it. Of a message with several channels, one that is certain is enough.

## Bad
```yaml
journey: cart
reentry: 7d
start:
  filled: {event: cart.item_added, next: wait-1h}
steps:
  wait-1h: {timer: 1h, next: mail}
  mail: {send: cart-mail, next: end}
messages:
  cart-mail: {channel: email, class: service}
```

## Good
```yaml
journey: cart
reentry: 7d
start:
  filled: {event: cart.item_added, next: wait-1h}
steps:
  wait-1h: {timer: 1h, next: known}
  known: {exclusive: "Is the address known?", if: known("email"), then: mail, else: end}
  mail: {send: cart-mail, next: end}
messages:
  cart-mail: {channel: email, class: service}
```
"""

from collections.abc import Iterator
from functools import partial

from journeykit.journeys.conditions.write import write
from journeykit.journeys.finding import Finding, Related
from journeykit.journeys.lint.contacts import gives, needs
from journeykit.journeys.lint.ground import sent_by
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.ways import Way, way_without, ways
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.step import Step
from journeykit.journeys.place import Word


@rule("J501", "contact-not-known")
def contact_not_known(journey: Journey, plan: Plan) -> Iterator[Finding]:
    """Report each send with a way to it on which its contact is not certain."""
    all_ways = ways(journey)
    for step in journey.steps.values():
        for message in map(plan.messages.get, dict.fromkeys(sent_by(step))):
            if message is not None:
                yield from _unreached(journey, plan, all_ways, step, message)


def _unreached(
    journey: Journey, plan: Plan, all_ways: tuple[Way, ...], step: Step, message: Message
) -> Iterator[Finding]:
    """Yield the finding of the first need of a message that some way leaves open."""
    for wanted in needs(plan, message):
        way = way_without(all_ways, str(step.id), partial(gives, plan, wanted))
        if way is None:
            continue
        need = " or ".join(f"`{write(fact)}`" for fact in dict.fromkeys(wanted))
        yield Finding(
            step.id.place,
            f"`{message.id}` ({', '.join(message.channel)}) is sent where {need} is not certain",
            help=f"ask for {need} in the audience, or at a gateway before `{step.id}`",
            related=tuple(_places(journey, way)),
            journey=journey.id,
            step=step.id,
        )
        return


def _places(journey: Journey, way: tuple[str, ...]) -> Iterator[Related]:
    """Yield the places of a way, from the start on."""
    for number, node in enumerate(way[1:-1]):
        start = journey.start.get(Word(node.removeprefix("start."))) if number == 0 else None
        item = start or journey.steps.get(Word(node))
        if item is not None:
            yield Related(item.id.place, "enters here" if start else f"{number}. comes this way")
