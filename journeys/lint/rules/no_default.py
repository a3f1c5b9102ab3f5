"""A choice whose conditions leave a gap, without a flow for what is left.

## Why is this bad?
A customer for whom no condition holds is stuck at the gateway: nothing more is sent, and nothing
tells so. "Over 100" and "under 100" say nothing of 100; where a value may be missing, no
comparison with it holds. The example in the finding is such a customer. A gap into which no path
leads is not reported: what the conditions, events and waits before it make certain is followed
(`docs/conditions.md`).

## Bad
```yaml
journey: big-cart
start:
  filled: {event: cart.item_added, next: size}
steps:
  size:
    exclusive: How big is the cart?
    next:
      - {to: call, if: start.value > 100}
      - {to: hint, if: start.value < 100}
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
      - {to: call, if: start.value > 100}
      - {to: hint}
  call: {send: offer-a-call, next: end}
  hint: {send: show-hints, next: end}
messages:
  offer-a-call: {channel: popup, class: service}
  show-hints: {channel: popup_side, class: service}
```
"""

from collections.abc import Iterator, Sequence

from journeykit.journeys.conditions.coverage import Verdict, coverage
from journeykit.journeys.conditions.expression import Attribute, Data, Expression, walk
from journeykit.journeys.conditions.subjects import Domain
from journeykit.journeys.finding import Finding, Related
from journeykit.journeys.graph import start_node
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.worlds import WorldsOf
from journeykit.journeys.model.flow import Flow
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import Start
from journeykit.journeys.model.step import Step


@rule("J104", "no-default")
def no_default(journey: Journey, plan: Plan, worlds: WorldsOf) -> Iterator[Finding]:
    """Report each choice that is certain to leave a gap that some path leads into."""
    for node, step in _nodes(journey):
        asked = [flow.condition for flow in step.flows if flow.condition is not None]
        if not asked or any(flow.is_default for flow in step.flows):
            continue
        found = coverage(asked, {**dict(_domains(step.flows, plan)), **worlds.domains})
        if found.verdict is not Verdict.GAP:
            continue
        if worlds[journey.id].part(node, *((condition, False) for condition in asked)):
            yield Finding(
                step.id.place,
                f"no flow of `{step.id}` is taken when {found.example}",
                help="add a flow without `if` for everybody else",
                related=tuple(Related(condition.source.place, "") for condition in asked),
                journey=journey.id,
                step=step.id if node == step.id else "",
            )


def _nodes(journey: Journey) -> Iterator[tuple[str, Start | Step]]:
    yield from ((start_node(start), start) for start in journey.start.values())
    yield from ((str(name), step) for name, step in journey.steps.items())


def _domains(flows: Sequence[Flow], plan: Plan) -> Iterator[tuple[Expression, Domain]]:
    """Yield what is always there: drawn attributes, and data that the map declares."""
    fields = {name for event in plan.map.events.values() for name in event.data}
    for flow in flows:
        for node in walk(flow.condition.expression) if flow.condition else ():
            if isinstance(node, Attribute):
                drawn = plan.population.attributes.get(node.name)
                if drawn and drawn.value is not None and drawn.known is None:
                    yield node, Domain(optional=False)
            elif isinstance(node, Data) and (node.name == "event" or node.name in fields):
                yield node, Domain(optional=False)
