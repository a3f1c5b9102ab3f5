"""Names that nothing defines (J006)."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, replace

from journeykit.journeys.conditions import Condition, calls
from journeykit.journeys.finding import Finding, renamed
from journeykit.journeys.model import END, Call, Journey, Plan
from journeykit.journeys.model.message import CLASSES
from journeykit.journeys.model.step import KINDS
from journeykit.journeys.parts import parts
from journeykit.journeys.place import Word
from journeykit.journeys.references import Reference, references
from journeykit.journeys.spelling import slip, suggestion
from journeykit.journeys.stand_ins import meant_by
from journeykit.journeys.where import step_finder

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
"""The events that a map need not list: the tool makes them, or knows them."""

MOST_CURES = 100
"""For so many unknown names the nearest known one is looked for, which takes its time."""


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
    for number, each in enumerate(_unknown(plan, known, own_population)):
        near = suggestion(each.word, each.names) if number < MOST_CURES else ""
        yield Finding(
            each.word.place,
            f"unknown {each.kind} `{each.word}`",
            near or f"define {each.kind} `{each.word}`, or remove it",
            code="J006",
            journey=each.journey,
            step=each.step,
            fix=renamed(each.word, slip(each.word, each.names)) if near else None,
        )
    for journey in plan.journeys.values():
        for call in parts(journey.steps, Call):
            yield from _called_start(call, journey, plan)


Names = MutableMapping[str, None]
Known = Mapping[str, Names | None]
"""The names of each kind, in order; None where any name will do."""


@dataclass(frozen=True, slots=True)
class _Unknown:
    """A name that nothing defines, and the names among which the right one may be."""

    kind: str
    word: Word
    names: Names
    journey: str = ""
    step: str = ""


def _unknown(plan: Plan, known: Known, own_population: bool) -> Iterator[_Unknown]:
    """Yield what nothing defines in the map, the population and the journeys."""
    for part in (plan.map, *((plan.population,) if own_population else ())):
        yield from _missing(references(part), known)
    for journey in plan.journeys.values():
        step_at = step_finder(journey.steps)
        for each in _missing(references(journey), _known_in(journey, known)):
            yield replace(each, journey=str(journey.id), step=step_at(each.word.place))


def _missing(used: Iterable[Reference], known: Known) -> Iterator[_Unknown]:
    """Yield the names that nothing has."""
    for reference in used:
        names = known.get(reference.kind)
        if names is not None and reference.word not in names:
            kind = "step" if reference.kind == "target" else reference.kind
            yield _Unknown(kind, reference.word, names)


def _known(plan: Plan, *, own_population: bool, broken: Broken) -> Known:
    """Return the names that all journeys share."""
    journeys = _names(plan.journeys, broken.journeys)
    channels = _names(plan.map.channels)
    attributes = _attributes(plan) if own_population and not broken.journeys else None
    return {
        "journey": journeys,
        "channel": channels,
        "message": _names(plan.messages, broken.messages),
        "event": _names(plan.map.events, MADE_EVENTS) if plan.map.events else None,
        "attribute": attributes,
        "contact": attributes,
        "segment": _names(plan.population.segments) if own_population else None,
        "stage": _names(plan.map.stages) or None,
        "role": _names(plan.map.staff) or None,
        "subject": _names(("messages", "sale window"), channels, CLASSES, journeys),
        "feature": _names(channels, KINDS),
        "parameter": {},
        "step": {},
    }


def _names(*groups: Iterable[str]) -> Names:
    """Return names in order, each once."""
    return dict.fromkeys(str(name) for group in groups for name in group)


def _attributes(plan: Plan) -> Names:
    """Return the attributes that the population has, or that something sets, asks for or needs."""
    channels = plan.map.channels.values()
    return _names(
        plan.population.attributes,
        *(customer.attributes for customer in plan.population.written_out),
        *(message.form for message in plan.messages.values()),
        *(_needed(channel.needs) for channel in channels),
        (channel.consent for channel in channels if channel.consent),
        *_sets(plan),
    )


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


def _known_in(journey: Journey, known: Known) -> Known:
    """Add a journey's own steps, messages and parameters to the known names."""
    steps, events, messages = _names(journey.steps), known["event"], known["message"] or {}
    return {
        **known,
        # A chain begins with its last names, and copies none: all journeys share most of them.
        "message": ChainMap(_names(meant_by(journey, messages)), messages),
        "step": steps,
        "target": ChainMap({END: None}, steps),
        "parameter": _names(journey.params),
        "since": None if events is None else ChainMap(events, _names(("start",), steps)),
    }


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
    step = step_finder(journey.steps)(finding.place)
    return replace(finding, journey=str(journey.id), step=step)
