"""Journeys ready to run: entry, exits, goal and steps, by rank instead of by name."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace

import networkx as nx

from journeykit.journeys.conditions.evaluate import Test
from journeykit.journeys.finding import JourneyError
from journeykit.journeys.instant import instant_loops
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.step import Inclusive, Parallel, Send
from journeykit.journeys.place import Word
from journeykit.simulate.bench import Bench
from journeykit.simulate.spans import Span, fixed, parameter_seconds
from journeykit.simulate.starts import Frame, StartProgram, start_program
from journeykit.simulate.steps import StepProgram
from journeykit.simulate.ways import Junctions


@dataclass(frozen=True, slots=True)
class ExitProgram:
    """What ends a journey or is its goal: an event with its test, or a condition (no event)."""

    event: str
    test: Test | None


@dataclass(frozen=True, slots=True)
class JourneyProgram:
    """One journey ready to run; `reentry` is a word, or "" where `again` gives the time."""

    rank: int
    id: str
    priority: int
    group: str
    per: str
    audience: Test | None
    reentry: str
    again: Span
    exits: tuple[ExitProgram, ...]
    goal: ExitProgram | None
    starts: tuple[StartProgram, ...]
    steps: tuple[StepProgram, ...]
    parameters: Mapping[str, float]


def journey_program(
    journey: Journey, rank: int, messages: Container[str], frame: Frame
) -> JourneyProgram:
    """Make a journey ready to run.

    Raises:
        JourneyError: a cycle of it takes no time, or a schedule cannot be expanded.
    """
    bench = _bench(journey, messages)
    ordered = sorted(journey.start.values(), key=lambda start: start.id.encode())
    starts = tuple(
        start_program(bench, start, frame, rank=rank, number=number)
        for number, start in enumerate(ordered)
    )
    steps = _joined(bench, [bench.step(step) for step in journey.steps.values()])
    _refuse_timeless_cycle(journey)
    again = journey.reentry
    return JourneyProgram(
        rank=rank,
        id=str(journey.id),
        priority=journey.priority,
        group=str(journey.exclusive_group or ""),
        per=str(journey.per or ""),
        audience=bench.test(journey.audience),
        reentry=str(again) if isinstance(again, Word) else "",
        again=fixed(0) if isinstance(again, Word) else bench.span(again),
        exits=tuple(
            ExitProgram(str(each.event or ""), bench.test(each.when or each.condition))
            for each in journey.exit
        ),
        goal=_goal(bench),
        starts=starts,
        steps=steps,
        parameters={str(key): parameter_seconds(value) for key, value in journey.params.items()},
    )


def _bench(journey: Journey, messages: Container[str]) -> Bench:
    """Lay out the bench; a step's id stands for its message, unless it is a message's itself."""
    named = {
        str(step.id): str(step.message_id)
        for step in journey.steps.values()
        if isinstance(step, Send) and step.id not in messages
    }
    return Bench(journey, Junctions([str(step) for step in journey.steps], named), named)


def _goal(bench: Bench) -> ExitProgram | None:
    """Make the goal ready."""
    goal = bench.journey.goal
    return ExitProgram(str(goal.event), bench.test(goal.condition)) if goal else None


def _joined(bench: Bench, steps: list[StepProgram]) -> tuple[StepProgram, ...]:
    """Tell the gateways with several incoming flows that they are joins."""
    graph = bench.junctions.graph()
    made = []
    for step in steps:
        incoming = bench.junctions.incoming[step.number]
        model = bench.journey.steps[Word(step.id)]
        if incoming > 1 and isinstance(model, Parallel):
            step = replace(step, join="parallel", incoming=incoming)
        elif incoming > 1 and isinstance(model, Inclusive):
            upstream = frozenset(nx.ancestors(graph, step.number))
            step = replace(step, join="inclusive", incoming=incoming, upstream=upstream)
        made.append(step)
    return tuple(made)


def _refuse_timeless_cycle(journey: Journey) -> None:
    """Raise JourneyError for a cycle of steps that takes no time (T22, the rule J107)."""
    for loop in instant_loops(journey):
        ways = " -> ".join((*loop, loop[0]))
        place = journey.steps[loop[0]].place
        raise JourneyError(f"{place}: a cycle that takes no time: {ways}")
