"""A condition asked before a long wait and used only after it.

## Why is this bad?
Whoever had not bought when it was asked may have bought by the time the message goes out. The
answer is used first behind a wait of `days` (1) or more, so ask behind the wait, or watch for the
event while waiting. A day is the default because within one come 73 % of all openings of a mail
(GetResponse, July 2019 to June 2020; the source of the population `retail`): an answer that is
older is wrong for most of those who act at all.

Reported are the conditions of gateways and other flows, not those of an entry, which say whom a
journey is for; and only what may change: that something has not happened yet, an attribute that the
map sets other than by adding to it, a segment made of such, an open session where the message is
shown on the site. A message that the other flows reach as well does not use the answer. It is
current again where it is asked anew, or where a `wait_for` or an exit watches for the event.

## Bad
```yaml
journey: cart
start:
  filled: {event: cart.item_added, next: wait-1h}
steps:
  wait-1h: {timer: 1h, next: bought}
  bought: {exclusive: "Bought?", if: happened("order.placed"), then: end, else: wait-3d}
  wait-3d: {timer: 3d, next: reminder}
  reminder: {send: cart-reminder, next: end}
messages:
  cart-reminder: {channel: popup, class: service}
```

## Good
```yaml
journey: cart
start:
  filled: {event: cart.item_added, next: wait-3d}
steps:
  wait-3d: {timer: 3d, next: bought}
  bought: {exclusive: "Bought?", if: happened("order.placed"), then: end, else: reminder}
  reminder: {send: cart-reminder, next: end}
messages:
  cart-reminder: {channel: popup, class: service}
```
"""

from collections.abc import Iterator

import networkx as nx

from journeykit.journeys.conditions import Condition
from journeykit.journeys.conditions.write import write
from journeykit.journeys.durations import SECONDS, seconds_text
from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.graph import graph, start_node
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.stale import Sent, changing, sent_later
from journeykit.journeys.lint.worlds import WorldsOf
from journeykit.journeys.model.flow import Flow
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.step import Timer, WaitFor


@rule("J506", "stale-condition", severity=Severity.WARNING)
def stale_condition(
    journey: Journey, plan: Plan, worlds: WorldsOf, *, days: int = 1
) -> Iterator[Finding]:
    """Report each condition whose answer is used first behind a long wait."""
    if not any(isinstance(step, Timer | WaitFor) for step in journey.steps.values()):
        return
    nodes = [(start_node(start), start.flows) for start in journey.start.values()]
    nodes += [
        (str(name), step.flows)
        for name, step in journey.steps.items()
        if not isinstance(step, WaitFor)
    ]
    for node, flows in nodes:
        told: set[Condition] = set()
        for flow, asked in _answered(flows):
            for condition, value in asked:
                subjects = changing(worlds, journey, node, condition, value=value)
                sent = sent_later(plan, journey, worlds[journey.id], flow, subjects)
                if sent is None or sent.after < days * SECONDS["d"] or condition in told:
                    continue
                if not _is_for_all(journey, flows, flow, sent):
                    told.add(condition)
                    yield _finding(journey, node, condition, sent)


def _answered(flows: tuple[Flow, ...]) -> Iterator[tuple[Flow, list[tuple[Condition, bool]]]]:
    """Yield the flows of a choice with the condition that holds, or with those that do not."""
    failed: list[tuple[Condition, bool]] = []
    for flow in flows:
        if flow.condition is not None:
            yield flow, [(flow.condition, True)]
            failed.append((flow.condition, False))
    yield from ((flow, failed) for flow in flows if flow.is_default and failed)


def _is_for_all(journey: Journey, flows: tuple[Flow, ...], taken: Flow, sent: Sent) -> bool:
    """Tell whether a message is reached by another flow of the choice, too."""
    ways = graph(journey)
    others = (str(flow.to) for flow in flows if flow.to != taken.to)
    return any(to in ways and nx.has_path(ways, to, str(sent.step.id)) for to in others)


def _finding(journey: Journey, node: str, condition: Condition, sent: Sent) -> Finding:
    return Finding(
        condition.source.place,
        f"`{write(condition.expression)}` is asked {seconds_text(sent.after)} before it is used, "
        f"by `{sent.step.id}`",
        help="ask behind the wait, or watch for it there with `wait_for`",
        related=(Related(sent.step.id.place, "used here"),),
        journey=journey.id,
        step=node if node in journey.steps else "",
    )
