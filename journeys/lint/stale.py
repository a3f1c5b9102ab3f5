"""Answers that may be out of date when they are used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeykit.journeys.conditions import Condition
from journeykit.journeys.conditions.expression import Attribute, Call, walk
from journeykit.journeys.conditions.subjects import Contact, Pair, Subject, subjects
from journeykit.journeys.lint.earliest import least
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.lint.worlds import Worlds, WorldsOf
from journeykit.journeys.lint.worlds.boxes import around
from journeykit.journeys.model.flow import Flow
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.step import Exclusive, Inclusive, Parallel, Step, Timer, WaitFor
from journeykit.journeys.model.timer import AfterDelay, EventCatch, TimerCatch, TimerRule

_TOLD = {"opened": "message.opened", "clicked": "message.clicked", "sent": "message.sent"}


@dataclass(frozen=True, slots=True)
class Sent:
    """A step that sends, so many seconds after a condition was asked."""

    step: Step
    after: int


def changing(
    worlds: WorldsOf, journey: Journey, node: str, condition: Condition, *, value: bool
) -> tuple[Subject, ...]:
    """Return what the answer rests on that may change while time passes."""
    here = worlds[journey.id]
    boxes = here.part(node, (condition, value))
    if not boxes:
        return ()
    box = around(boxes)
    later = here.moves.later(box)
    asked = here.atlas.plain(condition.expression)
    found = dict.fromkeys(subject for subject, _ in subjects(asked))
    numbers = {subject: here.atlas.table[subject][0] for subject in found}
    return tuple(
        subject
        for subject, index in numbers.items()
        if box[index] != later[index] and _can_change(worlds.turning, subject, box[index])
    )


def sent_later(
    plan: Plan, journey: Journey, worlds: Worlds, flow: Flow, asked: tuple[Subject, ...]
) -> Sent | None:
    """Return the first step that sends behind a flow, nothing done or asked anew before it."""
    waiting = [(str(flow.to), 0, asked)]
    seen: set[str] = set()
    while waiting:
        id, time, rest = waiting.pop(0)
        step = journey.steps.get(id)  # type: ignore[call-overload]  # words are texts
        if step is None or id in seen:
            continue
        seen.add(id)
        rest = _not_asked_in(worlds, step, rest)
        if not rest:
            continue
        if sent_by(step):
            if any(_matters(plan, step, subject) for subject in rest):
                return Sent(step, time)
            continue
        waiting.extend((to, time + more, rest) for to, more in _onward(journey, step))
    return None


def _can_change(turning: frozenset[str], subject: Subject, cells: int) -> bool:
    """Tell whether the map shows what changes a subject: events come, a `set` turns attributes.

    That a known contact stays is taken for granted, and whoever asks what happened in a window
    means that it was so then.
    """
    if isinstance(subject, Contact | Pair):
        return False
    if isinstance(subject, Call):
        if subject.name == "count":
            return cells == 1 and not str(subject.subject).startswith("message.sent")
        return (subject.name in ("opened", "clicked") and cells == 1) or subject.name == "on_site"
    named = [part.name for part in walk(subject) if isinstance(part, Attribute)]
    return any(name in turning for name in named)


def _matters(plan: Plan, step: Step, subject: Subject) -> bool:
    """Tell whether a message can depend on a subject: a session matters on the site alone."""
    if not isinstance(subject, Call) or subject.name != "on_site":
        return True
    messages = [plan.messages[id] for id in sent_by(step) if id in plan.messages]
    channels = [plan.map.channels.get(each.channel[0]) for each in messages]
    return any(channel is not None and channel.on_site for channel in channels)


def _not_asked_in(worlds: Worlds, step: Step, asked: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """Return the subjects that a step does not ask anew, nor waits for."""
    again: list[object] = []
    for flow in step.flows:
        if flow.condition is not None:
            plain = worlds.atlas.plain(flow.condition.expression)
            again += [_event(subject) or subject for subject, _ in subjects(plain)]
    if isinstance(step, WaitFor):
        for catch in step.catches:
            again += catch.event if isinstance(catch, EventCatch) else ()
    return tuple(
        subject for subject in asked if subject not in again and _event(subject) not in again
    )


def _event(subject: Subject) -> str:
    """Return the event that a call is about."""
    if not isinstance(subject, Call):
        return ""
    return _TOLD.get(subject.name, str(subject.subject) if subject.name == "count" else "")


def _onward(journey: Journey, step: Step) -> Iterator[tuple[str, int]]:
    """Yield the steps behind one that does nothing, with the least seconds until then."""
    if isinstance(step, WaitFor):
        for catch in step.catches:
            if isinstance(catch, TimerCatch):
                after = _least(journey, catch.timer)
                yield from ((str(flow.to), after) for flow in step.flows_of(catch))
    elif isinstance(step, Timer):
        yield from ((str(flow.to), _least(journey, step.timer)) for flow in step.flows)
    elif isinstance(step, Exclusive | Inclusive | Parallel):
        yield from ((str(flow.to), 0) for flow in step.flows)


def _least(journey: Journey, timer: TimerRule) -> int:
    if isinstance(timer, AfterDelay) and timer.since is None:
        return int(least(timer.after, journey))
    return 0
