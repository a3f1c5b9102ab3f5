"""A condition that is always or never true at that place, on every path to it.

## Why is this bad?
One of the branches is never taken: either the condition is not what was meant, or the branch is
not needed. Each path is followed with what its conditions, events and waits make certain
(`docs/conditions.md`): whoever came by `known("email")` has an email still; since the entry nothing
has happened right after it; an event that ends the journey cannot have happened inside it. What
may have changed in a wait is open again, so that to ask anew after a wait is never reported. A
plain `true` or `false` is meant, and so is a comparison of a parameter with a number: it is a
switch.

## Bad
```yaml
journey: cart
exit: [order.placed]
start:
  filled: {event: cart.item_added, next: wait-1d}
steps:
  wait-1d: {timer: 1d, next: bought}
  bought: {exclusive: "Bought?", if: happened("order.placed"), then: thanks, else: reminder}
  thanks: {send: cart-thanks, next: end}
  reminder: {send: cart-reminder, next: end}
messages:
  cart-thanks: {channel: popup, class: service}
  cart-reminder: {channel: popup, class: service}
```

## Good
```yaml
journey: cart
start:
  filled: {event: cart.item_added, next: wait-1d}
steps:
  wait-1d: {timer: 1d, next: bought}
  bought: {exclusive: "Bought?", if: happened("order.placed"), then: thanks, else: reminder}
  thanks: {send: cart-thanks, next: end}
  reminder: {send: cart-reminder, next: end}
messages:
  cart-thanks: {channel: popup, class: service}
  cart-reminder: {channel: popup, class: service}
```
"""

from collections.abc import Iterator

from journeykit.journeys.conditions import Condition
from journeykit.journeys.conditions.expression import Boolean
from journeykit.journeys.conditions.write import write
from journeykit.journeys.finding import Finding, Severity
from journeykit.journeys.graph import start_node
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.worlds import Worlds, WorldsOf
from journeykit.journeys.lint.worlds.plain import is_switch
from journeykit.journeys.model.flow import Flow
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.start import Start
from journeykit.journeys.model.step import Inclusive, Step, WaitFor
from journeykit.journeys.model.timer import EventCatch


@rule("J106", "constant-condition", severity=Severity.WARNING)
def constant_condition(journey: Journey, worlds: WorldsOf) -> Iterator[Finding]:
    """Report each condition that only ever has one answer where it is asked."""
    for start in journey.start.values():
        asked = [each for each in (start.condition, journey.audience) if each is not None]
        if any(map(_is_asked, asked)):
            yield from _at_entry(journey, start, asked, worlds[journey.id])
        yield from _in_turn(journey, start_node(start), start, start.flows, worlds)
    for name, step in journey.steps.items():
        if isinstance(step, WaitFor):
            yield from _caught(journey, step, worlds)
        else:
            yield from _in_turn(journey, str(name), step, step.flows, worlds)


def _at_entry(
    journey: Journey, start: Start, asked: list[Condition], worlds: Worlds
) -> Iterator[Finding]:
    """Report conditions of an entry that contradict each other, or say nothing."""
    before: tuple[tuple[Condition, bool], ...] = ()
    for condition in asked:
        if _is_asked(condition) and not worlds.entering(start, *before, (condition, True)):
            yield _finding(journey, condition, f"can never hold at start `{start.id}`", "")
            return
        if _is_asked(condition) and not worlds.entering(start, (condition, False)):
            yield _finding(journey, condition, f"always holds at start `{start.id}`", "")
        before = (*before, (condition, True))


def _in_turn(
    journey: Journey, node: str, item: Start | Step, flows: tuple[Flow, ...], of: WorldsOf
) -> Iterator[Finding]:
    """Report conditions of flows; those before a flow have failed where they are asked in turn."""
    if not any(flow.condition and _is_asked(flow.condition) for flow in flows):
        return
    worlds, step = of[journey.id], item.id if node == item.id else ""
    failed: tuple[tuple[Condition, bool], ...] = ()
    for flow in flows:
        if flow.condition is None or not worlds.part(node):
            continue
        if _is_asked(flow.condition):
            said = _answer(worlds, node, flow.condition, failed)
            if said:
                yield _finding(journey, flow.condition, said, step)
        if not isinstance(item, Inclusive):
            failed = (*failed, (flow.condition, False))


def _answer(
    worlds: Worlds, node: str, condition: Condition, failed: tuple[tuple[Condition, bool], ...]
) -> str:
    """Say which answer is the only one; nothing where there are two."""
    if not worlds.part(node, (condition, True)):
        return "never holds here"
    if not worlds.part(node, (condition, False)):
        return "always holds here"
    if not worlds.part(node, *failed, (condition, True)):
        return "never decides here: the flows before it take all of these customers"
    return ""


def _caught(journey: Journey, step: WaitFor, of: WorldsOf) -> Iterator[Finding]:
    for catch in step.catches:
        if not isinstance(catch, EventCatch) or catch.condition is None:
            continue
        if not _is_asked(catch.condition) or not of[journey.id].part(str(step.id), catch=catch):
            continue
        for value, said in ((True, "never holds here"), (False, "always holds here")):
            if not of[journey.id].part(str(step.id), (catch.condition, value), catch=catch):
                yield _finding(journey, catch.condition, said, step.id)


def _is_asked(condition: Condition) -> bool:
    """Tell whether a condition asks anything of the customer: it is no literal and no switch."""
    node = condition.expression
    return not isinstance(node, Boolean) and not is_switch(node)


def _finding(journey: Journey, condition: Condition, said: str, step: str) -> Finding:
    never = "never" in said
    return Finding(
        condition.source.place,
        f"`{write(condition.expression)}` {said}",
        help="ask for something else, or remove the branch"
        if never
        else "leave the condition out, or ask for something else",
        journey=journey.id,
        step=step,
    )
