"""Branches of a choice, or items of one `wait_for`, that can be right together: the order decides.

## Why is this bad?
Nobody sees the order in a picture, and whoever sorts the list anew changes who gets what. Of an
exclusive choice two conditions about the same thing are reported when each also holds without the
other, as "up to 100" and "from 100". What is a ladder is not: a narrow condition before a wide one,
"under 30 days" before "under 90 days". Nor are questions about different things, as a known email
before a known phone: there the order is the preference; with `different-things` (false) they are
reported, too.

A `wait_for` is a race of events, which has no order. So all items are reported that one event can
fit, also a narrow one before a wide one, and those of which one event brings the other: whoever
clicks a message has opened it and comes to the site. What the paths before leave open is all that
counts (`docs/conditions.md`).

## Bad
```yaml
journey: big-cart
start:
  filled: {event: cart.item_added, next: size}
steps:
  size:
    exclusive: How big is the cart?
    next:
      - {to: call, if: start.value >= 100}
      - {to: hint, if: start.value <= 100}
      - {to: end}
  call: {send: offer-a-call, next: end}
  hint: {send: show-hints, next: end}
messages:
  offer-a-call: {channel: popup, class: service}
  show-hints: {channel: popup_side, class: service}
```

## Good
```yaml
journey: big-cart
start:
  filled: {event: cart.item_added, next: size}
steps:
  size:
    exclusive: How big is the cart?
    next:
      - {to: call, if: start.value >= 100}
      - {to: hint, if: start.value < 100}
      - {to: end}
  call: {send: offer-a-call, next: end}
  hint: {send: show-hints, next: end}
messages:
  offer-a-call: {channel: popup, class: service}
  show-hints: {channel: popup_side, class: service}
```
"""

from collections.abc import Iterator
from itertools import combinations

from journeykit.journeys.conditions import Condition
from journeykit.journeys.conditions.coverage import is_about_the_same, overlap
from journeykit.journeys.conditions.write import write
from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.graph import start_node
from journeykit.journeys.lint.causing import brings
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.worlds import WorldsOf
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import Start
from journeykit.journeys.model.step import Inclusive, Step, WaitFor
from journeykit.journeys.model.timer import EventCatch
from journeykit.journeys.place import Place

MOST_BRANCHES = 50
"""Of so many branches of one choice each two are compared."""


@rule("J105", "overlapping-branches", severity=Severity.WARNING)
def overlapping_branches(
    journey: Journey, plan: Plan, worlds: WorldsOf, *, different_things: bool = False
) -> Iterator[Finding]:
    """Report each two branches of which the order decides."""
    for start in journey.start.values():
        yield from _in_turn(journey, start_node(start), start, worlds, different_things)
    for name, step in journey.steps.items():
        if isinstance(step, WaitFor):
            yield from _races(journey, plan, step, worlds)
        elif not isinstance(step, Inclusive):
            yield from _in_turn(journey, str(name), step, worlds, different_things)


def _in_turn(
    journey: Journey, node: str, item: Start | Step, of: WorldsOf, different: bool
) -> Iterator[Finding]:
    """Report conditions of a choice that partly overlap."""
    asked = [(flow, flow.condition) for flow in item.flows if flow.condition is not None]
    asked = asked[:MOST_BRANCHES]
    if len(asked) < 2:
        return
    plain = {id(each): _plain(of, journey, each) for _, each in asked}
    for (one, first), (other, second) in combinations(asked, 2):
        pair = plain[id(first)], plain[id(second)]
        if one.to == other.to or not (different or is_about_the_same(*pair)):
            continue
        example = overlap(*pair, of.domains)
        if example and _is_partial(of, journey, node, first, second):
            yield _finding(
                journey,
                (first.source.place, second.source.place),
                f"`{write(first.expression)}` and `{write(second.expression)}` "
                f"both hold when {example}: the order decides",
                item.id if node == item.id else "",
            )


def _plain(of: WorldsOf, journey: Journey, condition: Condition) -> Condition:
    """Return the condition with the parameters put in, which is about fewer things."""
    return Condition(condition.source, of[journey.id].atlas.plain(condition.expression))


def _is_partial(
    of: WorldsOf, journey: Journey, node: str, first: Condition, second: Condition
) -> bool:
    """Tell whether customers get there for whom both hold, only one, and only the other."""
    return all(
        of[journey.id].part(node, (first, one), (second, other))
        for one, other in ((True, True), (True, False), (False, True))
    )


def _races(journey: Journey, plan: Plan, step: WaitFor, of: WorldsOf) -> Iterator[Finding]:
    """Report items that one event can fit, and those of which one brings the other."""
    events = [catch for catch in step.catches if isinstance(catch, EventCatch)]
    for first, second in combinations(events, 2):
        if first.to == second.to:
            continue
        both = [event for event in first.event if event in second.event]
        if both and _fit(journey, step, first, second, of):
            said = f"one `{both[0]}` can fit two items: the order decides"
            yield _finding(journey, (first.place, second.place), said, step.id)
        elif (pair := brings(plan, first, second)) is not None:
            said = f"whoever makes `{pair[0]}` makes `{pair[1]}` too: the two ways on overlap"
            yield _finding(journey, (first.place, second.place), said, step.id)


def _fit(
    journey: Journey, step: WaitFor, first: EventCatch, second: EventCatch, of: WorldsOf
) -> bool:
    """Tell whether one event can fit two items."""
    if None not in (first.message, second.message) and first.message != second.message:
        return False
    named = first if first.message is not None else second
    asked = [each.condition for each in (first, second) if each.condition is not None]
    if len(asked) == 2 and not overlap(asked[0], asked[1], of.domains):
        return False
    holding = ((condition, True) for condition in asked)
    return bool(of[journey.id].part(str(step.id), *holding, catch=named))


def _finding(journey: Journey, places: tuple[Place, Place], message: str, step: str) -> Finding:
    return Finding(
        places[1],
        message,
        help="make the conditions shut each other out, or ask in two steps",
        related=(Related(places[0], "this one comes first"),),
        journey=journey.id,
        step=step,
    )
