"""A plan as a program: everything that the lives of its customers need, looked up in advance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from journeykit.journeys.finding import JourneyError
from journeykit.journeys.limits import limits_of
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.policy import Limits
from journeykit.simulate.calendar import LineProgram, line_programs, ranked
from journeykit.simulate.clock import LocalClock, local_clock
from journeykit.simulate.fatigue import fatigue_tables
from journeykit.simulate.journeys import ExitProgram, JourneyProgram, journey_program
from journeykit.simulate.messages import RESPONSES, MessageProgram, message_programs
from journeykit.simulate.population import SESSION_END, PopulationProgram, population_program
from journeykit.simulate.starts import (
    Frame,
    OnCondition,
    OnDay,
    OnEvent,
    OnSchedule,
    OnSilence,
    StartProgram,
)
from journeykit.simulate.steps import Acting

MOST_SENDERS = 2047
TOOL_EVENTS = (*RESPONSES.values(), "message.sent", SESSION_END)


@dataclass(frozen=True, slots=True)
class Program:
    """One plan ready to run; times are seconds from local midnight of `start`.

    `journeys` stand by rank (T6). `goals`, `exits` and `starts` are those that concern an event,
    by rank; `conditions` are the starts that any event may fire, and are in `starts` too;
    `timed` are the starts that time fires. `order` is the rank of each event's name, `consents`
    the name of the consent that a channel asks for. `senders` are the ranks of the journeys among
    all senders, calendar lines included (T6). `enforces` tells whether the policy acts, `defers`
    how long after the first attempt caps and the gap may put a message off, 0 where they drop it.
    `fatigue` are the factors of each response by the number of messages in a week,
    `staff` the people of each role that has limits.
    """

    start: date
    horizon: int
    warm_up: int
    window: int
    clock: LocalClock
    limits: Limits
    journeys: tuple[JourneyProgram, ...]
    messages: Mapping[str, MessageProgram]
    population: PopulationProgram
    ranks: Mapping[str, int]
    goals: Mapping[str, tuple[int, ...]]
    exits: Mapping[str, tuple[int, ...]]
    conditional_exits: tuple[int, ...]
    starts: Mapping[str, tuple[StartProgram, ...]]
    conditions: tuple[StartProgram, ...]
    timed: tuple[StartProgram, ...]
    order: Mapping[str, int]
    consents: Mapping[str, str]
    calendar: tuple[LineProgram, ...]
    senders: tuple[int, ...]
    enforces: bool
    defers: int
    fatigue: Mapping[str, tuple[float, ...]]
    staff: Mapping[str, int]


def compile_plan(
    plan: Plan, *, start: date, horizon: int, warm_up: int, enforces: bool = False
) -> Program:
    """Make a plan ready to run from `start`, for `horizon` seconds after `warm_up` seconds.

    The policy is watched only, unless the run `enforces` it.

    Raises:
        JourneyError: it cannot be run: a cycle without time, a schedule that cannot be read.
    """
    clock = local_clock(start, str(plan.map.timezone), before=warm_up, after=horizon)
    frame = Frame(clock, -warm_up, horizon)
    journeys = _journeys(plan, frame)
    senders, calendar = ranked([(j.priority, j.id) for j in journeys], line_programs(plan, frame))
    policy = plan.map.policy
    population = population_program(plan.population, clock, warm_up)
    starts = [start for journey in journeys for start in journey.starts]
    conditions = tuple(each for each in starts if isinstance(each.trigger, OnCondition))
    order = sorted(_events(journeys, population), key=str.encode)
    return Program(
        start=start,
        horizon=horizon,
        warm_up=warm_up,
        window=plan.map.attribution.window.low,
        clock=clock,
        limits=limits_of(plan.map),
        journeys=journeys,
        messages=message_programs(plan),
        population=population,
        ranks={journey.id: journey.rank for journey in journeys},
        goals=_index((j.goal.event, j.rank) for j in journeys if j.goal),
        exits=_index((each.event, j.rank) for j in journeys for each in j.exits if each.event),
        conditional_exits=tuple(j.rank for j in journeys if _has_condition(j.exits)),
        starts=_starts(starts, conditions),
        conditions=conditions,
        timed=tuple(s for s in starts if isinstance(s.trigger, OnSilence | OnDay | OnSchedule)),
        order={event: rank for rank, event in enumerate(order)},
        consents=_consents(plan),
        calendar=calendar,
        senders=senders,
        enforces=enforces,
        defers=policy.defer_at_most.low if policy.on_exceed == "defer" else 0,
        fatigue=fatigue_tables(plan.population),
        staff={str(role): number for role, number in plan.map.staff.items()},
    )


def _journeys(plan: Plan, frame: Frame) -> tuple[JourneyProgram, ...]:
    """Make the journeys ready, highest priority first, then by id (T6)."""
    if len(plan.journeys) + len(plan.map.calendar) > MOST_SENDERS:
        raise JourneyError(f"{plan.path}: more than {MOST_SENDERS} journeys and calendar lines")
    ordered = sorted(plan.journeys.values(), key=lambda each: (-each.priority, each.id.encode()))
    return tuple(
        journey_program(journey, rank, plan.messages, frame) for rank, journey in enumerate(ordered)
    )


def _consents(plan: Plan) -> dict[str, str]:
    """Return the name of the consent that each channel asks for, where it asks for one."""
    channels = plan.map.channels.items()
    return {str(key): str(channel.consent) for key, channel in channels if channel.consent}


def _has_condition(exits: Sequence[ExitProgram]) -> bool:
    """Tell whether a condition can end the journey."""
    return any(not each.event for each in exits)


def _index(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """Return the ranks of each event, in order, without repeats."""
    found: dict[str, dict[int, None]] = {}
    for event, rank in pairs:
        found.setdefault(event, {})[rank] = None
    return {event: tuple(ranks) for event, ranks in found.items()}


def _starts(
    starts: Sequence[StartProgram], conditions: Sequence[StartProgram]
) -> dict[str, tuple[StartProgram, ...]]:
    """Return the starts that each event may fire, conditions included, by rank and start id."""
    found: dict[str, list[StartProgram]] = {}
    for each in starts:
        if isinstance(each.trigger, OnEvent):
            for event in dict.fromkeys(each.trigger.events):
                found.setdefault(event, list(conditions)).append(each)
    return {
        event: tuple(sorted(each, key=lambda start: (start.journey, start.number)))
        for event, each in found.items()
    }


def _events(journeys: Sequence[JourneyProgram], population: PopulationProgram) -> dict[str, None]:
    """Return the names of all events that can happen."""
    names = [*TOOL_EVENTS]
    names += [cause.event for cause in population.spontaneous]
    names += [cause.event for causes in population.children.values() for cause in causes]
    names += [each.event for person in population.people for each in person.events]
    for journey in journeys:
        for step in journey.steps:
            if isinstance(step.action, Acting) and step.action.emits:
                names.append(step.action.emits.event)
    return dict.fromkeys(names)
