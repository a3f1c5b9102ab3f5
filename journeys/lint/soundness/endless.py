"""Loops that go on for ever with a customer who does nothing.

In the long run such a customer is looked at as follows: no event comes any more, so that nothing
happened lately and what is counted since an event is long ago; `times` of a step of the loop has
passed every bound, its messages are sent, and a chance that leads out was taken at last. What may
change by itself (the time, a segment, what a step of the loop sets or emits) is taken to end the
loop where it can. What else is asked may have either answer, and keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import networkx as nx

from journeykit.journeys.conditions import Expression, walk
from journeykit.journeys.conditions.expression import (
    And,
    Attribute,
    Boolean,
    Call,
    Comparison,
    Not,
    Now,
    Number,
    Or,
    Parameter,
    Text,
)
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.lint.truths import every, negated
from journeykit.journeys.model.flow import Flow
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.step import Call as CallStep
from journeykit.journeys.model.step import Inclusive, Step, Task, UserTask, WaitFor
from journeykit.journeys.model.timer import TimerCatch

_PASSED = float("inf")
_RECENT = ("happened", "sent", "opened", "clicked")
_DEEPEST = 6


def endless_loops(journey: Journey) -> Iterator[tuple[Step, ...]]:
    """Yield the steps of each knot of loops that nothing ends, in written order."""
    steps = {str(id): step for id, step in journey.steps.items()}
    if not _leads_back(steps):
        return
    for knot in _knots(steps, steps):
        endless = _endless(steps, knot, _DEEPEST)
        if endless:
            yield tuple(step for id, step in steps.items() if id in endless)


def _leads_back(steps: dict[str, Step]) -> bool:
    """Tell whether a flow leads to its own step or one written before: else there is no loop."""
    seen: set[str] = set()
    for id, step in steps.items():
        seen.add(id)
        if any(flow.to in seen for flow in step.flows):
            return True
    return False


def _knots(steps: dict[str, Step], nodes: Iterable[str]) -> list[frozenset[str]]:
    """Return the sets of steps that loops among `nodes` join, in written order."""
    inside = set(nodes)
    return _strong({id: _targets(steps[id].flows, inside) for id in steps if id in inside})


def _strong(flows: dict[str, Iterable[str]]) -> list[frozenset[str]]:
    order = {id: number for number, id in enumerate(flows)}
    graph: nx.DiGraph[str] = nx.DiGraph(flows)
    knots = [
        frozenset(knot)
        for knot in nx.strongly_connected_components(graph)
        if len(knot) > 1 or any(graph.has_edge(id, id) for id in knot)
    ]
    return sorted(knots, key=lambda knot: min(order[id] for id in knot))


def _targets(flows: Iterable[Flow], inside: Iterable[str]) -> list[str]:
    return [str(flow.to) for flow in flows if flow.to in inside]


def _endless(steps: dict[str, Step], knot: frozenset[str], depth: int) -> frozenset[str]:
    """Return steps of the knot that a customer can go round for ever, none if there are none."""
    round_ = Round(steps, knot)
    kept = _strong({id: _targets(round_.flows(id), knot) for id in steps if id in knot})
    if knot in kept:
        return knot
    if depth == 0:
        return frozenset()
    without = [
        smaller
        for id in round_.counted()
        for smaller in _knots(steps, (each for each in steps if each in knot and each != id))
    ]
    for smaller in dict.fromkeys([*kept, *without]):
        found = _endless(steps, smaller, depth - 1)
        if found:
            return found
    return frozenset()


@dataclass(frozen=True, slots=True)
class Round:
    """Steps that are reached again and again, and what holds when they have been often."""

    steps: dict[str, Step]
    knot: frozenset[str]

    def flows(self, id: str) -> tuple[Flow, ...]:
        """Return the flows that are still taken out of a step, none if it is left at last."""
        step = self.steps[id]
        if isinstance(step, WaitFor):
            timers = (catch for catch in step.catches if isinstance(catch, TimerCatch))
            return tuple(flow for catch in timers for flow in step.flows_of(catch))
        if self._turns(step.flows) and any(flow.to not in self.knot for flow in step.flows):
            return ()
        flows = tuple(flow for flow in step.flows if flow.share != 0 and flow.chance != 0)
        if any(flow.condition is not None for flow in flows):
            return tuple(self._asked(flows, every=isinstance(step, Inclusive)))
        return flows

    def counted(self) -> list[str]:
        """Return the steps of the knot that conditions in it count, or ask to have sent."""
        asked = {
            str(part.subject)
            for id in self.knot
            for flow in self.steps[id].flows
            if flow.condition is not None
            for part in walk(flow.condition.expression)
            if isinstance(part, Call)
        }
        return [id for id in self.steps if id in self.knot and asked & {id, *self._sent(id)}]

    def _asked(self, flows: tuple[Flow, ...], *, every: bool) -> Iterator[Flow]:
        """Yield the flows whose condition may hold, and the default unless another surely does."""
        sure = False
        for flow in flows:
            if flow.condition is None or (sure and not every):
                continue
            truth = self._truth(flow.condition.expression)
            if truth is not False:
                yield flow
            sure = sure or truth is True
        if not sure:
            yield from (flow for flow in flows if flow.condition is None)

    def _turns(self, flows: tuple[Flow, ...]) -> bool:
        """Tell whether the choice turns out each way at last."""
        return any(
            flow.chance is not None
            or (
                flow.condition is not None
                and any(self._changes(part) for part in walk(flow.condition.expression))
            )
            for flow in flows
        )

    def _changes(self, part: Expression) -> bool:
        """Tell whether what is asked may change without the customer's doing anything."""
        match part:
            case Now():
                return True
            case Attribute(name=name):
                return self._does(str(name))
            case Call(name="segment" | "in_journey"):
                return True
            case Call(name="known" | "denied" | "happened" | "count" | "since") as call:
                return self._does(str(call.subject))
            case _:
                return False

    def _does(self, name: str) -> bool:
        """Tell whether a step sets the attribute, emits the event, or may do so."""
        if name.startswith("message."):
            return any(self._sent(id) for id in self.knot) and name == "message.sent"
        for step in (self.steps[id] for id in self.knot):
            if isinstance(step, CallStep):
                return True
            if isinstance(step, Task | UserTask) and (
                name in step.set or (step.emit is not None and step.emit.event == name)
            ):
                return True
        return False

    def _truth(self, expression: Expression) -> bool | None:
        """Return whether the expression holds after many rounds, None if it may or may not."""
        match expression:
            case Boolean(value=value):
                return value
            case Not(operand=operand):
                return negated(self._truth(operand))
            case And(operands=operands):
                return every([self._truth(operand) for operand in operands])
            case Or(operands=operands):
                return negated(every([negated(self._truth(operand)) for operand in operands]))
            case Comparison(left=left, operator=operator, right=right):
                return _compared(self._value(left), operator, self._value(right))
            case Call(name="on_site"):
                return False
            case Call(name=name) if name in _RECENT and _is_recent(expression):
                return False
            case Call(name="sent", subject=subject) if self._sends(str(subject)):
                return True
            case _:
                return None

    def _value(self, expression: Expression) -> tuple[float, float] | None:
        """Return between which bounds a number is after many rounds, None if it may be any."""
        match expression:
            case Number(value=value):
                return value, value
            case Parameter() | Text():
                return 0, 1e18
            case Call(name="times", subject=subject) if subject in self.knot:
                return _PASSED, _PASSED
            case Call(name="since"):
                return _PASSED, _PASSED
            case Call(name="count") if _is_recent(expression):
                return 0, 0
            case _:
                return None

    def _sends(self, name: str) -> bool:
        return any(name == id or name in self._sent(id) for id in self.knot if self._sent(id))

    def _sent(self, id: str) -> tuple[str, ...]:
        return tuple(str(message) for message in sent_by(self.steps[id]))


def _is_recent(call: Call) -> bool:
    """Tell whether a call looks back for a time that passes."""
    within = call.keyword("within")
    return within is not None and not (
        isinstance(within, Text) and within.value in ("session", "ever")
    )


def _compared(
    left: tuple[float, float] | None, operator: str, right: tuple[float, float] | None
) -> bool | None:
    """Return whether a comparison of two bounded numbers holds, None if it may or may not."""
    if left is None or right is None or left == right == (_PASSED, _PASSED):
        return None
    match operator:
        case ">" | ">=":
            return negated(_compared(left, "<" if operator == ">=" else "<=", right))
        case "<":
            return True if left[1] < right[0] else False if left[0] >= right[1] else None
        case "<=":
            return True if left[1] <= right[0] else False if left[0] > right[1] else None
    apart = left[1] < right[0] or right[1] < left[0]
    same = left == right and left[0] == left[1]
    equal = False if apart else True if same else None
    return equal if operator == "==" else negated(equal)
