"""Names that nothing defines (J006)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from journeykit.journeys.conditions import Condition, calls
from journeykit.journeys.finding import Finding
from journeykit.journeys.model import END, Call, Journey, Plan, Send
from journeykit.journeys.model.step import KINDS
from journeykit.journeys.parts import parts
from journeykit.journeys.place import Word
from journeykit.journeys.references import Reference, references
from journeykit.journeys.spelling import suggestion

MADE_EVENTS = (
    "message.sent",
    "message.opened",
    "message.clicked",
    "message.filled",
    "message.refused",
    "message.replied",
    "unsubscribed",
    "complained",
    "site.visit",
    "session.ended",
)
"""The events that the tool makes (language.md, 2.6)."""


@dataclass(frozen=True, slots=True)
class Broken:
    """Names defined in documents that could not be read: nobody is blamed for using them."""

    journeys: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()


def unknown_names(plan: Plan, *, own_population: bool, broken: Broken) -> Iterator[Finding]:
    """Yield a finding for each name of the plan that nothing defines.

    Events are checked where the map lists them; attributes and segments where the map names a
    population of its own; stages and roles where the map has some.
    """
    known = _known(plan, own_population=own_population, broken=broken)
    for part in (plan.map, *((plan.population,) if own_population else ())):
        for reference in references(part):
            yield from _check(reference, known)
    for journey in plan.journeys.values():
        yield from _in_journey(journey, plan, known)


Known = Mapping[str, tuple[str, ...] | None]


def _known(plan: Plan, *, own_population: bool, broken: Broken) -> Known:
    """Return the names of each kind; None where any name will do."""
    journeys = (*plan.journeys, *broken.journeys)
    channels = tuple(plan.map.channels)
    messages = (*plan.messages, *broken.messages)
    events = (*plan.map.events, *MADE_EVENTS) if plan.map.events else None
    attributes = _attributes(plan) if own_population and not broken.journeys else None
    classes = ("transactional", "service", "content", "sale")
    return {
        "journey": journeys,
        "channel": channels,
        "message": messages,
        "event": events,
        "attribute": attributes,
        "contact": attributes,
        "segment": tuple(plan.population.segments) if own_population else None,
        "stage": tuple(plan.map.stages) or None,
        "role": tuple(plan.map.staff) or None,
        "subject": ("messages", "sale window", *channels, *classes, *journeys),
        "feature": (*channels, *KINDS),
        "parameter": (),
        "step": (),
    }


def _attributes(plan: Plan) -> tuple[str, ...]:
    """Return the attributes that the population has, or that something sets, asks for or needs."""
    found: dict[str, None] = dict.fromkeys(plan.population.attributes)
    for customer in plan.population.written_out:
        found.update(dict.fromkeys(customer.attributes))
    for message in plan.messages.values():
        found.update(dict.fromkeys(message.form))
    for channel in plan.map.channels.values():
        found.update(dict.fromkeys(name for name in _needed(channel.needs)))
        found.update(dict.fromkeys((channel.consent,) if channel.consent else ()))
    for set_ in _sets(plan):
        found.update(dict.fromkeys(set_))
    return tuple(found)


def _needed(condition: Condition | None) -> Iterator[str]:
    """Yield the contacts that a channel needs."""
    if condition is not None:
        yield from (call.subject for call in calls(condition))


def _sets(plan: Plan) -> Iterator[dict[Word, Condition]]:
    """Yield what the tasks of the journeys and the behaviour of the population set."""
    for journey in plan.journeys.values():
        for step in journey.steps.values():
            yield getattr(step, "set", {})
    for causes in plan.population.behaviour.values():
        yield from (cause.set for cause in causes)


def _in_journey(journey: Journey, plan: Plan, known: Known) -> Iterator[Finding]:
    """Check a journey's names, its own steps, messages and parameters among the known ones."""
    steps = tuple(journey.steps)
    messages = known["message"] or ()
    own: Known = {
        **known,
        "message": (*messages, *_sending(journey)),
        "step": steps,
        "target": (*steps, END),
        "parameter": tuple(journey.params),
        "since": _since(steps, known["event"]),
    }
    for reference in references(journey):
        for finding in _check(reference, own):
            yield _placed(finding, journey)
    for call in parts(tuple(journey.steps.values()), Call):
        yield from _called_start(call, journey, plan)


def _sending(journey: Journey) -> tuple[str, ...]:
    """Return the steps that stand for the message that they send."""
    return tuple(str(name) for name, step in journey.steps.items() if isinstance(step, Send))


def _since(steps: tuple[str, ...], events: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Return what a timer may count from: the start, a step, an event."""
    return None if events is None else ("start", *steps, *events)


def _check(reference: Reference, known: Known) -> Iterator[Finding]:
    """Yield a finding when nothing has the name."""
    kind, word = reference.kind, reference.word
    names = known.get(kind)
    if names is None or word in names:
        return
    shown = "step" if kind == "target" else kind
    yield Finding(word.place, f"unknown {shown} `{word}`", _cure(word, names, shown), code="J006")


def _cure(word: Word, names: tuple[str, ...], kind: str) -> str:
    """Return what to do about an unknown name."""
    near = suggestion(word, names)
    return near or f"define {kind} `{word}`, or remove it"


def _called_start(call: Call, journey: Journey, plan: Plan) -> Iterator[Finding]:
    """Check the start that a call asks for, and that the call can choose one."""
    called = plan.journeys.get(str(call.call))
    if called is None:
        return
    starts = tuple(called.start)
    if call.start is not None and call.start not in starts:
        cure = suggestion(call.start, starts)
        message = f"journey `{call.call}` has no start `{call.start}`"
        yield _placed(Finding(call.start.place, message, cure, code="J006"), journey)
    elif call.start is None and len(starts) > 1:
        shown = ", ".join(f"`{start}`" for start in starts)
        message = f"journey `{call.call}` has several starts"
        finding = Finding(call.call.place, message, f"add `start:` with one of {shown}", "J004")
        yield _placed(finding, journey)


def _placed(finding: Finding, journey: Journey) -> Finding:
    """Name the journey, and the step where it is one, that a finding is about."""
    return replace(finding, journey=str(journey.id), step=step_at(finding, journey))


def step_at(finding: Finding, journey: Journey) -> str:
    """Return the id of the step in which a finding's place lies, or an empty text."""
    at = (finding.place.line, finding.place.column)
    for name, step in journey.steps.items():
        begin = (name.place.line, name.place.column)
        if begin <= at <= (step.place.end_line, step.place.end_column):
            return str(name)
    return ""
