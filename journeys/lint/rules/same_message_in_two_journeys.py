"""One message sent by two journeys which one customer can be in at the same time.

## Why is this bad?
The customer reads the very same words twice, from journeys that know nothing of each other. A
message under another id that has the same title, subject, template, channel, class and topic is
the same message. Journeys do not meet that are of one `exclusive_group`, have audiences that
exclude each other, or end by what starts the other; nor do steps that are both reached only when
the message was not sent, as by `if: not sent("cart-mail", within="14d")`.

## Bad
```yaml
journey: help-after-views
audience: known("email")
reentry: 14d
start:
  viewed: {event: product.viewed, next: wait}
steps:
  wait: {timer: 1h, next: help}
  help: {send: how-to-choose, next: end}
messages:
  how-to-choose: {channel: email, class: content, topic: choice}
---
journey: help-with-the-cart
audience: known("email")
reentry: 14d
start:
  filled: {event: cart.item_added, next: wait}
steps:
  wait: {timer: 1h, next: help}
  help: {send: how-to-choose, next: end}
```

## Good
```yaml
journey: help-after-views
audience: known("email")
reentry: 14d
start:
  viewed: {event: product.viewed, next: wait}
steps:
  wait: {timer: 1h, next: help}
  help: {send: how-to-choose, next: end}
messages:
  how-to-choose: {channel: email, class: content, topic: choice}
---
journey: help-with-the-cart
audience: known("email")
reentry: 14d
start:
  filled: {event: cart.item_added, next: wait}
steps:
  wait: {timer: 1h, next: help}
  help: {send: how-to-order, next: end}
messages:
  how-to-order: {channel: email, class: content, topic: cart}
```
"""

from collections.abc import Iterator
from itertools import product

from journeykit.journeys.conditions import Call, Condition, Expression
from journeykit.journeys.conditions.expression import Text
from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.lint.facts import Facts, assume
from journeykit.journeys.lint.ground import exits_of
from journeykit.journeys.lint.index import Index, Sender
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.ways import Way, ways, ways_without
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import EventStart


@rule("J202", "same-message-in-two-journeys", severity=Severity.WARNING)
def same_message_in_two_journeys(plan: Plan, index: Index) -> Iterator[Finding]:
    """Report each journey's first step that sends what an earlier journey sends."""
    for senders in index.senders.values():
        first = {str(each.journey.id): each for each in reversed(senders)}
        in_order = [each for each in senders if first[str(each.journey.id)] is each]
        for number, sender in enumerate(in_order):
            earlier = next(
                (each for each in in_order[:number] if _meet(plan, index, each, sender)), None
            )
            if earlier is not None:
                yield _finding(earlier, sender)


def _finding(earlier: Sender, sender: Sender) -> Finding:
    same = f"sends `{sender.message}`"
    if sender.message != earlier.message:
        same += f", the same message as `{earlier.message}`"
    return Finding(
        sender.step.id.place,
        f"step `{sender.step.id}` {same}, which journey `{earlier.journey.id}` sends",
        help="write another message, or give both journeys one `exclusive_group`",
        related=(Related(earlier.step.id.place, f"sends `{earlier.message}`"),),
        journey=sender.journey.id,
        step=sender.step.id,
    )


def _meet(plan: Plan, index: Index, one: Sender, other: Sender) -> bool:
    """Tell whether one customer can get the message by both."""
    if one.journey.exclusive_group and one.journey.exclusive_group == other.journey.exclusive_group:
        return False
    if _ends(one.journey, other.journey) and _ends(other.journey, one.journey):
        return False
    pairs = product(one.journey.start.values(), other.journey.start.values())
    if all(index.apart((one.journey, mine), (other.journey, theirs)) for mine, theirs in pairs):
        return False
    return not (_asks_first(plan, one) and _asks_first(plan, other))


def _ends(journey: Journey, other: Journey) -> bool:
    """Tell whether whatever starts a journey ends the other."""
    exits = exits_of(other)
    return bool(exits) and all(
        isinstance(start, EventStart) and exits.issuperset(start.event)
        for start in journey.start.values()
    )


def _asks_first(plan: Plan, sender: Sender) -> bool:
    """Tell whether a step is reached only by those to whom the message was not sent."""
    if not any("sent" in condition.source for condition in _conditions(sender.journey)):
        return False
    message = plan.messages[sender.message]
    names = (str(sender.message), str(sender.step.id))

    def told(way: Way) -> bool:
        facts: Facts = {}
        for condition, value in _asked(way):
            assume(condition.expression, value, facts)
        return any(_says_unsent(fact, message, names) for fact, holds in facts.items() if not holds)

    return str(sender.step.id) not in ways_without(ways(sender.journey), told)


def _conditions(journey: Journey) -> Iterator[Condition]:
    """Yield what is asked at the entry and where flows part."""
    items = (*journey.start.values(), *journey.steps.values())
    entry = (journey.audience, *(start.condition for start in journey.start.values()))
    yield from (each for each in entry if each is not None)
    flows = (flow for item in items for flow in item.flows)
    yield from (flow.condition for flow in flows if flow.condition is not None)


def _asked(way: Way) -> Iterator[tuple[Condition, bool]]:
    yield from ((condition, True) for condition in way.true)
    yield from ((condition, False) for condition in way.false)


def _says_unsent(fact: Expression, message: Message, names: tuple[str, ...]) -> bool:
    """Tell whether an expression asks whether the message, or one of its topic, was sent."""
    if not isinstance(fact, Call):
        return False
    if fact.name == "sent":
        return fact.subject in names
    if fact.name != "happened" or fact.subject != "message.sent" or len(fact.data) != 1:
        return False
    (given,) = fact.data
    if not isinstance(given.value, Text):
        return False
    return given.value.value == {"message": message.id, "topic": message.topic}.get(given.name)
