"""Which flows a customer may take out of a step, and what follows from taking them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from journeykit.journeys.conditions.expression import Comparison, Text
from journeykit.journeys.lint.facts import Facts, Seen, assume, call, truth
from journeykit.journeys.model.flow import Flow
from journeykit.journeys.model.start import Start
from journeykit.journeys.model.step import Inclusive, Step
from journeykit.journeys.place import NOWHERE, Word

MOST_SUBSETS = 4


def choices(
    step: Step | Start, flows: Sequence[Flow], facts: Facts, seen: Seen
) -> Iterator[tuple[tuple[Flow, ...], Facts]]:
    """Yield the sets of flows that can be taken together, with the facts that then hold."""
    if any(flow.share is not None for flow in flows):
        yield from _arms(step, flows, facts)
    elif any(flow.chance is not None for flow in flows):
        yield from (((flow,), facts) for flow in flows if flow.chance != 0)
    elif all(flow.condition is None for flow in flows):
        yield tuple(flows), facts
    elif isinstance(step, Inclusive):
        yield from _several(flows, facts, seen)
    else:
        yield from _first(flows, facts, seen)


def together(step: Step | Start, flows: Sequence[Flow]) -> bool:
    """Tell whether several of the flows can be taken at once."""
    if len(flows) < 2 or any(flow.share is not None or flow.chance is not None for flow in flows):
        return False
    return isinstance(step, Inclusive) or all(flow.condition is None for flow in flows)


def _first(
    flows: Sequence[Flow], facts: Facts, seen: Seen
) -> Iterator[tuple[tuple[Flow, ...], Facts]]:
    """Yield each flow that can be the first whose condition holds, and the default."""
    before = dict(facts)
    for flow in flows:
        if flow.condition is None:
            continue
        value = truth(flow.condition.expression, before, seen)
        if value is not False:
            yield (flow,), _with(before, flow, value=True)
        if value is True:
            return
        before = _with(before, flow, value=False)
    yield from (((flow,), before) for flow in flows if flow.condition is None)


def _several(
    flows: Sequence[Flow], facts: Facts, seen: Seen
) -> Iterator[tuple[tuple[Flow, ...], Facts]]:
    """Yield the sets of flows whose conditions can hold together, else the default."""
    asked = [flow for flow in flows if flow.condition is not None]
    sizes = range(len(asked), 0, -1) if len(asked) <= MOST_SUBSETS else (len(asked), 1)
    for size in sizes:
        for chosen in combinations(asked, size):
            after: Facts | None = dict(facts)
            for flow in asked:
                after = after and _agreed(after, flow, seen, value=flow in chosen)
            if after is not None:
                yield chosen, after
    yield from (((flow,), facts) for flow in flows if flow.condition is None)


def _agreed(facts: Facts, flow: Flow, seen: Seen, *, value: bool) -> Facts | None:
    """Return the facts with the flow's condition being `value`, or None if it cannot be."""
    known = flow.condition and truth(flow.condition.expression, facts, seen)
    return None if known is (not value) else _with(facts, flow, value=value)


def _with(facts: Facts, flow: Flow, *, value: bool) -> Facts:
    after = dict(facts)
    if flow.condition is not None:
        assume(flow.condition.expression, value, after)
    return after


def _arms(
    step: Step | Start, flows: Sequence[Flow], facts: Facts
) -> Iterator[tuple[tuple[Flow, ...], Facts]]:
    """Yield each arm of a split; a customer keeps the arm of the first time."""
    asked = {flow.to: _arm(step.id, flow.to) for flow in flows}
    kept = [flow for flow in flows if facts.get(asked[flow.to])]
    for flow in kept or [flow for flow in flows if flow.share != 0]:
        yield (flow,), {**facts, **{fact: name == flow.to for name, fact in asked.items()}}


def _arm(step: Word, to: Word) -> Comparison:
    return Comparison(NOWHERE, call("arm", step), "==", Text(NOWHERE, to))
