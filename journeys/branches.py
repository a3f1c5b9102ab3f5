"""Flows that are right alone and wrong together (J003)."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Mistake
from journeykit.journeys.model import (
    End,
    Exclusive,
    Flow,
    Inclusive,
    Parallel,
    Start,
    Step,
    TimerCatch,
    WaitFor,
)
from journeykit.journeys.model.flow import check_flows
from journeykit.journeys.place import Place

_NEAR = 1e-9


def branch_mistakes(step: Step | Start) -> Iterator[Finding]:
    """Yield a finding for each pair of flows of a step that do not go together."""
    flows = step.next if isinstance(step, WaitFor) else step.flows
    try:
        check_flows(flows)
    except Mistake as mistake:
        yield mistake.finding
        return
    if isinstance(step, Parallel):
        yield from _parallel(flows)
        return
    yield from _defaults(step, flows)
    yield from _amounts(flows, "share")
    yield from _amounts(flows, "chance")
    if isinstance(step, End) and flows:
        yield _wrong(flows[0].place, f"`{step.id}` is an end and leads nowhere", "remove `next`")
    if isinstance(step, WaitFor):
        yield from _wait_for(step)


def _wrong(place: Place, message: str, cure: str) -> Finding:
    return Finding(place, message, cure, code="J003")


def _parallel(flows: tuple[Flow, ...]) -> Iterator[Finding]:
    """A parallel gateway takes all flows: nothing decides."""
    for flow in flows:
        if not flow.is_default:
            cure = "use `inclusive` or `exclusive`, or leave it out"
            yield _wrong(flow.place, "a parallel gateway takes all flows: nothing decides", cure)
            return


def _defaults(step: Step | Start, flows: tuple[Flow, ...]) -> Iterator[Finding]:
    """Where flows are chosen from, one of them is the default at most."""
    plain = [flow for flow in flows if flow.is_default]
    chosen = isinstance(step, Exclusive | Inclusive) or len(plain) < len(flows)
    if chosen and len(plain) > 1:
        message = f"`{step.id}` has two flows that nothing decides for"
        yield _wrong(plain[1].place, message, "give one of them `if`, `share` or `chance`")


def _amounts(flows: tuple[Flow, ...], key: str) -> Iterator[Finding]:
    """Shares, and chances, add up to 100 %; a flow without one takes the rest."""
    given = [(flow, getattr(flow, key)) for flow in flows if getattr(flow, key) is not None]
    total = sum(amount for _, amount in given)
    rest = len(given) < len(flows)
    if given and (total > 1 + _NEAR or (total < 1 - _NEAR and not rest)):
        cure = "make it 100%" + ("" if total > 1 else ", or leave one flow without")
        yield _wrong(given[-1][0].place, f"the {key}s add up to {100 * total:g}%", cure)


def _wait_for(step: WaitFor) -> Iterator[Finding]:
    """A wait has at most one timer, and `next` is for items without `to`."""
    timers = [catch for catch in step.catches if isinstance(catch, TimerCatch)]
    for timer in timers[1:]:
        yield _wrong(timer.place, f"step `{step.id}` waits for two timers", "keep the shorter one")
    if step.next and all(catch.to is not None for catch in step.catches):
        message = f"`next` of `{step.id}` is never taken: each item has its `to`"
        yield _wrong(step.next[0].place, message, "remove `next`, or the `to` of an item")
