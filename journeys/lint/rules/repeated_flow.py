"""Two flows between the same two steps that make no difference.

## Why is this bad?
Of two plain flows each brings the customer, so that what follows happens twice. A choice all of
whose flows lead to one step chooses nothing, though it looks as if it did; mostly one of them was
meant to lead elsewhere. Two conditions side by side that lead to one step are one with `or`.

Items of a `wait_for` may share what follows, as where an event and the time limit both lead to the
gateway that then asks; two that wait for events without saying more are one item with a list.
Labelled flows that all lead to `end` tell how the path ended.

## Bad
```yaml
journey: cart
audience: known("email")
reentry: 30d
start:
  filled: {event: cart.item_added, next: wait-1h}
steps:
  wait-1h: {timer: 1h, next: large}
  large: {exclusive: "A large cart?", if: start.value > 100, then: mail, else: mail}
  mail: {send: cart-mail, next: end}
messages:
  cart-mail: {channel: email, class: service}
```

## Good
```yaml
journey: cart
audience: known("email")
reentry: 30d
start:
  filled: {event: cart.item_added, next: wait-1h}
steps:
  wait-1h: {timer: 1h, next: large}
  large: {exclusive: "A large cart?", if: start.value > 100, then: mail, else: end}
  mail: {send: cart-mail, next: end}
messages:
  cart-mail: {channel: email, class: service}
```
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.model.flow import END, Flow
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.start import Start
from journeykit.journeys.model.step import Inclusive, Step, WaitFor
from journeykit.journeys.model.timer import EventCatch
from journeykit.journeys.place import Place


@rule("J114", "repeated-flow", severity=Severity.WARNING)
def repeated_flow(journey: Journey) -> Iterator[Finding]:
    """Report the second of each two such flows."""
    for item in (*journey.start.values(), *journey.steps.values()):
        found = _items(item) if isinstance(item, WaitFor) else _flows(item)
        for to, first, second, message, help_ in found:
            yield Finding(
                second,
                f"two {message} `{item.id}` to `{to}`",
                help=help_,
                related=(Related(first, "the first one"),),
                journey=journey.id,
                step=item.id if item.id in journey.steps else "",
            )


_Repeat = tuple[str, Place, Place, str, str]


def _items(step: WaitFor) -> Iterator[_Repeat]:
    """Yield the plain events that lead to one step."""
    first: dict[tuple[str, ...], EventCatch] = {}
    for catch in step.catches:
        if isinstance(catch, EventCatch) and not (catch.condition or catch.message or catch.label):
            key = str(catch.to), str(catch.since)
            if key in first and catch.to is not None:
                yield (
                    str(catch.to),
                    first[key].event[0].place,
                    catch.event[0].place,
                    "plain events lead from",
                    "write one item, `event: [...]` with both",
                )
            first.setdefault(key, catch)


def _flows(item: Start | Step) -> Iterator[_Repeat]:
    flows = item.flows
    if len(flows) < 2:
        return
    if _tells_outcomes(item):
        return
    if len({flow.to for flow in flows}) == 1 and not all(flow.is_default for flow in flows):
        one, other = flows[:2]
        help_ = "lead one of them elsewhere, or leave out the choice"
        yield str(one.to), one.to.place, other.to.place, "ways of a choice lead from", help_
        return
    for one, other in _doubles(item, flows):
        help_ = "leave out one of them" if one.is_default else "join their conditions with `or`"
        yield str(one.to), one.to.place, other.to.place, "flows lead from", help_


def _tells_outcomes(item: Start | Step) -> bool:
    """Tell whether the flows end the path and say each how it ended."""
    return bool(item.next) and all(flow.to == END and flow.label for flow in item.next)


def _doubles(item: Start | Step, flows: Sequence[Flow]) -> Iterator[tuple[Flow, Flow]]:
    """Yield flows that are both taken, or that one condition could stand for."""
    first: dict[str, Flow] = {}
    for flow in flows:
        if str(flow.to) in first and (
            isinstance(item, Inclusive) or (flow.is_default and first[flow.to].is_default)
        ):
            yield first[flow.to], flow
        first.setdefault(str(flow.to), flow)
    if not isinstance(item, Inclusive):
        for one, other in pairwise(flows):
            asked = one.condition is not None and other.condition is not None
            if asked and one.to == other.to and not (one.label or other.label):
                yield one, other
