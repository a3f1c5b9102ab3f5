"""A send whose channel's `needs` is not certain on that path.

## Why is this bad?
Whoever has no such contact gets nothing, and the chain goes on as if they had: what follows is
planned for people who never got the message. Ask for the contact in the `audience`, in the `if`
of the start or at a gateway before the send. It is certain, too, after a form that asked for it
was filled in, after a response to a message on that channel, and after an event or task that sets
it. Of a message with several channels, one that is certain is enough, and so is a condition
`known("email") or known("phone")` if it goes by either.

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
from typing import TypeAlias

from journeykit.journeys.conditions import Expression
from journeykit.journeys.conditions.write import write
from journeykit.journeys.finding import Finding, Related
from journeykit.journeys.graph import ROOT
from journeykit.journeys.lint.contacts import gives, needs
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.lint.ways import way_to, ways, ways_without
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.step import Step
from journeykit.journeys.place import Word

Wanted: TypeAlias = tuple[Expression, ...]

MOST_PLACES = 12


@rule("J501", "contact-not-known")
def contact_not_known(journey: Journey, plan: Plan) -> Iterator[Finding]:
    """Report each send with a way to it on which its contact is not certain."""
    all_ways = ways(journey)
    without: dict[Wanted, dict[str, str]] = {}
    for step in journey.steps.values():
        for message in map(plan.messages.get, dict.fromkeys(sent_by(step))):
            for wanted in needs(plan, message) if message is not None else ():
                if wanted not in without:
                    without[wanted] = ways_without(all_ways, partial(gives, plan, wanted))
                if message is not None and str(step.id) in without[wanted]:
                    way = way_to(without[wanted], str(step.id), most=MOST_PLACES)
                    yield _finding(journey, step, message, wanted, way)
                    break


def _finding(
    journey: Journey, step: Step, message: Message, wanted: Wanted, way: tuple[str, ...]
) -> Finding:
    need = " or ".join(f"`{write(fact)}`" for fact in dict.fromkeys(wanted))
    return Finding(
        step.id.place,
        f"`{message.id}` ({', '.join(message.channel)}) is sent where {need} is not certain",
        help=f"ask for {need} in the audience, or at a gateway before `{step.id}`",
        related=tuple(_places(journey, way)),
        journey=journey.id,
        step=step.id,
    )


def _places(journey: Journey, way: tuple[str, ...]) -> Iterator[Related]:
    """Yield the places of a way, or of its last steps."""
    for node in way:
        name = Word(node.removeprefix(f"{ROOT}."))
        item = journey.steps[name] if name == node else journey.start[name]
        label = "comes this way" if name == node else "enters here"
        yield Related(item.id.place, label, on_path=True)
