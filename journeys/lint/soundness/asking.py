"""What the nodes of a journey ask for, and which answers last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeykit.journeys.conditions import Call, Condition, Expression, walk
from journeykit.journeys.conditions.expression import Attribute, Data, Now
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import Start
from journeykit.journeys.model.step import Step, Task, UserTask, WaitFor
from journeykit.journeys.model.timer import EventCatch

_STEADY = ("arm", "known", "denied", "segment")


def asked_at(item: Step | Start) -> Iterator[Expression]:
    """Yield the conditions that are asked at a node, and all their parts."""
    for condition in _conditions(item):
        yield from walk(condition.expression)


def _conditions(item: Step | Start) -> Iterator[Condition]:
    for flow in item.flows:
        if flow.condition is not None:
            yield flow.condition
    for catch in item.catches if isinstance(item, WaitFor) else ():
        if isinstance(catch, EventCatch) and catch.condition is not None:
            yield catch.condition


def awaited_by(items: Iterable[Step | Start]) -> Iterator[str]:
    """Yield the messages to which answers are waited for."""
    for item in items:
        for catch in item.catches if isinstance(item, WaitFor) else ():
            if isinstance(catch, EventCatch) and catch.message is not None:
                yield str(catch.message)


def changed_by(plan: Plan, journey: Journey) -> Iterator[str]:
    """Yield the attributes that the journey's tasks set, or its messages ask for."""
    for step in journey.steps.values():
        if isinstance(step, Task | UserTask):
            yield from map(str, step.set)
        for id in sent_by(step):
            message: Message | None = plan.messages.get(id)
            yield from map(str, message.form if message else ())


def is_steady(fact: Expression, changes: frozenset[str]) -> bool:
    """Tell whether a question has one answer for the customer, whenever it is asked here.

    So have the arms of splits, the data of the start, attributes, segments, and what is known of
    contacts, unless the journey itself changes it.
    """
    for part in walk(fact):
        match part:
            case Call(name=name) if name not in _STEADY or part.subject in changes:
                return False
            case Attribute(name=name) if name in changes:
                return False
            case Data(source="event") | Now():
                return False
    return True
