"""How a token may leave a node: by which flows, and what is then certain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations

from journeykit.journeys.lint.choices import choices
from journeykit.journeys.lint.facts import Facts, Seen, assume, call, truth, wait
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.lint.soundness.marking import Marking, Token
from journeykit.journeys.lint.soundness.net import Net
from journeykit.journeys.lint.soundness.shape import placed, placed_of, takes_time
from journeykit.journeys.model.flow import Flow
from journeykit.journeys.model.start import Start
from journeykit.journeys.model.step import Inclusive, Step, WaitFor
from journeykit.journeys.model.timer import EventCatch

MOST_SUBSETS = 8
MOST_ROUNDS = 12
_RESPONSES = {"message.opened": ("opened",), "message.clicked": ("clicked", "opened")}


@dataclass(frozen=True, slots=True)
class Leaving:
    """One way to leave a node: the flows taken, each with its place among the node's flows.

    It was `guessed` where another token may have reached a counted step in between.
    """

    flows: tuple[tuple[int, Flow], ...]
    facts: Facts
    awaited: frozenset[str] = frozenset()
    caught: frozenset[str] = frozenset()
    guessed: bool = False


def leavings(net: Net, marking: Marking, token: Token) -> Iterator[Leaving]:
    """Yield the ways to leave a node; none where nothing that is awaited can come."""
    item = net.nodes[token.node]
    facts: Facts = {**dict(marking.facts), **dict(token.facts)}
    if takes_time(item):
        facts = wait(facts)
    seen = _seen(net, marking, token)
    if isinstance(item, WaitFor):
        yield from _caught(net, item, facts, seen)
        return
    if any(flow.condition is not None for flow in item.flows):
        for view in _views(net, marking, token, seen):
            for leaving in _chosen(item, placed(item), facts, view):
                yield replace(leaving, guessed=view is not seen)
        return
    yield from _chosen(item, placed(item), facts, seen)


def is_too_wide(net: Net) -> bool:
    """Tell whether a choice of several has more flows than all are tried of."""
    return any(
        isinstance(item, Inclusive) and _number_asked(item.flows) > MOST_SUBSETS
        for item in net.nodes.values()
    )


def _number_asked(flows: tuple[Flow, ...]) -> int:
    return sum(flow.condition is not None for flow in flows)


def _chosen(
    item: Step | Start, ways: tuple[tuple[int, Flow], ...], facts: Facts, seen: Seen
) -> Iterator[Leaving]:
    """Yield the sets of flows that can be taken together."""
    flows = tuple(flow for _, flow in ways)
    if isinstance(item, Inclusive) and any(flow.condition is not None for flow in flows):
        found = _subsets(flows, facts, seen)
    else:
        found = choices(item, flows, facts, seen)
    for taken, after in found:
        yield Leaving(tuple(way for way in ways if any(way[1] is each for each in taken)), after)


def _subsets(
    flows: tuple[Flow, ...], facts: Facts, seen: Seen
) -> Iterator[tuple[tuple[Flow, ...], Facts]]:
    """Yield every set of flows whose conditions can hold together, else the default."""
    asked = [flow for flow in flows if flow.condition is not None]
    every = range(len(asked), -1, -1)
    for size in every if len(asked) <= MOST_SUBSETS else (len(asked), len(asked) - 1, 1, 0):
        for chosen in combinations(asked, size):
            after = _agreed(asked, chosen, facts, seen)
            taken = chosen or tuple(flow for flow in flows if flow.condition is None)
            if after is not None and taken:
                yield taken, after


def _agreed(asked: list[Flow], chosen: tuple[Flow, ...], facts: Facts, seen: Seen) -> Facts | None:
    """Return the facts when just the chosen flows' conditions hold, or None if they cannot."""
    after = dict(facts)
    for flow in asked:
        assert flow.condition is not None  # these are the flows with one
        value = any(flow is each for each in chosen)
        if truth(flow.condition.expression, after, seen) is (not value):
            return None
        assume(flow.condition.expression, value, after)
    return after


def _caught(net: Net, step: WaitFor, facts: Facts, seen: Seen) -> Iterator[Leaving]:
    """Yield how each item of a wait can win."""
    awaited = frozenset(
        str(event)
        for catch in step.catches
        if isinstance(catch, EventCatch)
        for event in catch.event
    )
    for catch in step.catches:
        after: Facts | None = facts
        caught: frozenset[str] = frozenset()
        if isinstance(catch, EventCatch):
            caught = frozenset(map(str, catch.event))
            after = _told(net, catch, facts, seen)
        if after is not None:
            for leaving in _chosen(step, placed_of(step, catch), after, seen):
                yield replace(leaving, awaited=awaited, caught=caught)


def _told(net: Net, catch: EventCatch, facts: Facts, seen: Seen) -> Facts | None:
    """Return the facts after an event was caught, or None if it cannot be."""
    if net.ground.exits.issuperset(catch.event):
        return None
    if catch.message in seen.own and catch.message not in seen.sent:
        return None
    after = dict(facts)
    if catch.condition is not None:
        if truth(catch.condition.expression, facts, seen) is False:
            return None
        assume(catch.condition.expression, True, after)
    for event in catch.event if len(catch.event) == 1 else ():
        after[call("happened", event)] = True
        for name in _RESPONSES.get(event, ()) if catch.message else ():
            after[call(name, catch.message or "")] = True
    return after


def _seen(net: Net, marking: Marking, token: Token) -> Seen:
    """Return what is certain for the token: what others do meanwhile is not."""
    own = net.ground.own - (marking.sent - token.sent) - net.folded
    alone = all(each.held or each is token for each in marking.tokens)
    arrivals = dict(marking.arrivals)
    return Seen(
        lambda step: arrivals.get(step, 0),
        token.sent,
        own if alone else frozenset(),
        net.ground.exits,
    )


def _views(net: Net, marking: Marking, token: Token, seen: Seen) -> Iterator[Seen]:
    """Yield what may be seen of arrivals that another token makes meanwhile."""
    others = [each for each in marking.tokens if each is not token and not each.held]
    unsure = {
        step
        for step in net.counted
        if step in token.missed
        or step in net.folded
        or any(step == each.node or step in net.behind[each.node] for each in others)
    }
    yield seen
    if not unsure.isdisjoint(_counted(net, token.node)):
        for times in range(MOST_ROUNDS):
            yield replace(seen, arrivals=partial(_arrivals, seen, unsure, times))


def _arrivals(seen: Seen, unsure: set[str], times: int, step: str) -> int:
    return times if step in unsure else seen.arrivals(step)


def _counted(net: Net, node: str) -> set[str]:
    """Return the steps whose arrivals are asked for at a node or behind it."""
    return {
        str(getattr(part, "subject", ""))
        for part in net.asked[node]
        if getattr(part, "name", "") == "times"
    }


def sends_of(net: Net, node: str) -> frozenset[str]:
    """Return what a node sends that conditions or events name: messages and the step."""
    item = net.nodes[node]
    sends = sent_by(item)
    return frozenset({node, *map(str, sends)}) & net.named if sends else frozenset()
