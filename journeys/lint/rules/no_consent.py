"""A content or sale message where nothing asks for the consent that its channel needs.

## Why is this bad?
The law asks for consent before the first advertisement, and the sender has to prove it. Who gave
none, or took it back, gets nothing, and the chain goes on as if they had. Ask for it in the
`audience`, in the `if` of the start or at a gateway before the send: `known("marketing")`, or
`not denied("marketing")` where the law lets you write to customers who have not refused. A form
or a task that sets it is as good.

Reported is a channel with `consent` whose attribute the population has for some customers only;
where it says nothing of it, everybody has agreed. Service and transactional messages need none.

## Bad
```yaml
population: Visitors
attributes:
  email: {known: 60%}
  marketing: {known: 40%, denied: 20%}
behaviour:
  product.viewed: {about_every: 9d}
---
journey: tips
audience: known("email")
reentry: 14d
start:
  viewed: {event: product.viewed, next: wait}
steps:
  wait: {timer: 1d, next: tip}
  tip: {send: how-to-choose, next: end}
messages:
  how-to-choose: {channel: email, class: content}
```

## Good
```yaml
population: Visitors
attributes:
  email: {known: 60%}
  marketing: {known: 40%, denied: 20%}
behaviour:
  product.viewed: {about_every: 9d}
---
journey: tips
audience: known("email") and known("marketing")
reentry: 14d
start:
  viewed: {event: product.viewed, next: wait}
steps:
  wait: {timer: 1d, next: tip}
  tip: {send: how-to-choose, next: end}
messages:
  how-to-choose: {channel: email, class: content}
```
"""

from collections.abc import Iterator
from functools import partial

from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.lint.contacts import gives
from journeykit.journeys.lint.facts import Facts, assume, call
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.lint.ways import Way, ways, ways_without
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.place import Word

ASKING = ("content", "sale")


@rule("J502", "no-consent", severity=Severity.WARNING)
def no_consent(plan: Plan) -> Iterator[Finding]:
    """Report each send with a way to it on which the consent is not asked for."""
    lacking = frozenset(_lacking(plan))
    for journey in plan.journeys.values() if lacking else ():
        yield from _of_journey(journey, plan, lacking)


def _of_journey(journey: Journey, plan: Plan, lacking: frozenset[str]) -> Iterator[Finding]:
    without: dict[tuple[str, ...], dict[str, str]] = {}
    for step in journey.steps.values():
        for message in map(plan.messages.get, dict.fromkeys(sent_by(step))):
            names = _needed(plan, message, lacking) if message is not None else ()
            if names and names not in without:
                without[names] = ways_without(ways(journey), partial(_asks, plan, names))
            if names and message is not None and str(step.id) in without[names]:
                asked = " or ".join(f'`known("{name}")`' for name in names)
                yield Finding(
                    step.id.place,
                    f"`{message.id}` is of class {message.class_}, and nothing asks for {asked}",
                    help=f"ask for {asked} in the audience, or at a gateway before `{step.id}`",
                    related=tuple(_channels(plan, message)),
                    journey=journey.id,
                    step=step.id,
                )


def _lacking(plan: Plan) -> Iterator[str]:
    """Yield the consents that the population says some customers do not give."""
    for channel in plan.map.channels.values():
        drawn = plan.population.attributes.get(channel.consent) if channel.consent else None
        if channel.consent and drawn is not None and drawn.known != 1:
            yield str(channel.consent)


def _needed(plan: Plan, message: Message, lacking: frozenset[str]) -> tuple[str, ...]:
    """Return the consents one of which must be there; nothing where some channel needs none."""
    if message.class_ not in ASKING:
        return ()
    channels = [plan.map.channels.get(Word(name)) for name in message.channel]
    names = [str(each.consent) for each in channels if each is not None and each.consent]
    if len(names) < len(channels) or any(name not in lacking for name in names):
        return ()
    return tuple(dict.fromkeys(names))


def _asks(plan: Plan, names: tuple[str, ...], way: Way) -> bool:
    """Tell whether one of the consents is asked for on a way."""
    if gives(plan, tuple(call("known", name) for name in names), way):
        return True
    facts: Facts = {}
    for condition in way.true:
        assume(condition.expression, True, facts)
    for condition in way.false:
        assume(condition.expression, False, facts)
    return any(facts.get(call("denied", name)) is False for name in names)


def _channels(plan: Plan, message: Message) -> Iterator[Related]:
    """Yield where the consent of the message's channels is written."""
    for name in message.channel:
        consent = plan.map.channels[Word(name)].consent
        if consent is not None:
            yield Related(consent.place, f"`{name}` needs it")
