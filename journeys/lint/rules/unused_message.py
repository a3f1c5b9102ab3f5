"""A message that is defined, and that nothing sends or asks for.

## Why is this bad?
Somebody wrote it, translates it and keeps it up to date, and no customer ever gets it. Mostly it
was left behind when its step went, or the step sends another one by mistake. Sent is what a step
or a line of the calendar sends; asked for is what a condition, a start or a wait names. While
something cannot be read, or a name is unknown, nothing is reported: it may be the missing sender.

## Bad
```yaml
journey: cart
audience: known("email")
reentry: 30d
exit: [order.placed]
start:
  filled: {event: cart.item_added, next: wait}
steps:
  wait: {timer: 1h, next: reminder}
  reminder: {send: cart-mail, next: end}
messages:
  cart-mail: {channel: email, class: service}
  cart-code: {channel: email, class: sale, promo: code}
```

## Good
```yaml
journey: cart
audience: known("email")
reentry: 30d
exit: [order.placed]
start:
  filled: {event: cart.item_added, next: wait}
steps:
  wait: {timer: 1h, next: reminder}
  reminder: {send: cart-mail, next: end}
messages:
  cart-mail: {channel: email, class: service}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Fix, Severity
from journeykit.journeys.lint.index import Index
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.map import Map
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.population import Population
from journeykit.journeys.place import Place
from journeykit.journeys.references import references


@rule("J207", "unused-message", severity=Severity.WARNING, fixable=True)
def unused_message(plan: Plan, index: Index) -> Iterator[Finding]:
    """Report each message without a sender that no condition, start or wait names."""
    sent = {str(each.message) for senders in index.senders.values() for each in senders}
    sent |= {str(line.send) for line in plan.map.calendar}
    unsent = [id for id in plan.messages if id not in sent]
    if not unsent or not index.whole:
        return
    asked = _asked_for(plan)
    owner = {str(id): journey.id for journey in plan.journeys.values() for id in journey.messages}
    for id in unsent:
        if id not in asked:
            message = plan.messages[id]
            yield Finding(
                message.id.place,
                f"message `{id}` is never sent or asked for",
                help=f"send `{id}`, or remove it",
                journey=owner.get(id, ""),
                fix=Fix(_entry(message), "") if _has_own_lines(message, plan) else None,
            )


def _asked_for(plan: Plan) -> set[str]:
    """Return the messages that something names."""
    everything: tuple[Journey | Map | Population, ...]
    everything = (*plan.journeys.values(), plan.map, plan.population)
    return {
        str(reference.word)
        for part in everything
        for reference in references(part)
        if reference.kind == "message"
    }


def _has_own_lines(message: Message, plan: Plan) -> bool:
    """Tell whether a definition can be taken out: others stand beside it, on other lines."""
    groups = [plan.map.messages, *(journey.messages for journey in plan.journeys.values())]
    own = next((group for group in groups if message.id in group), {})
    others = [id.place.line for id in own if id != message.id and "." not in id]
    return bool(others) and message.id.place.line not in others


def _entry(message: Message) -> Place:
    """Return the place of a message's definition, its name included."""
    name, body = message.id.place, message.place
    return Place(name.path, name.line, name.column, body.end_line, body.end_column)
