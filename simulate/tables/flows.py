"""How many entries of a journey took each of its flows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from journeykit.simulate.life import Life
from journeykit.simulate.moments import Pairs
from journeykit.simulate.survey import Survey
from journeykit.simulate.table import Column, Line, Table
from journeykit.simulate.tables.question import Answers, Question


def _ask(life: Life, survey: Survey) -> Pairs:
    """Count the customer's entries that took a flow, each once for each flow."""
    for entry in life.instances:
        if entry.entered >= 0:
            for source, target, _ in entry.flows:
                yield (entry.journey, source, target), 0, 1


def _place(steps: Sequence[str]) -> Callable[[tuple[str, ...]], tuple[object, ...]]:
    """Return what flows are sorted by: those of starts first, then as the steps are written."""
    places = {step: place for place, step in enumerate(steps, 1)}

    def place(flow: tuple[str, ...]) -> tuple[object, ...]:
        source, target = flow
        after = len(places) + 1
        return places.get(source.partition(".")[0], 0), source, places.get(target, after)

    return place


def _table(answers: Answers, survey: Survey) -> Table:
    """Return the flows of all journeys that were taken, in the order of the steps."""
    taken: dict[str, list[tuple[str, ...]]] = {}
    for journey, *flow in answers.named():
        taken.setdefault(journey, []).append(tuple(flow))
    lines = [
        Line((journey, *flow), (answers.total(answers.of(journey, *flow).y),))
        for journey, steps in survey.steps.items()
        for flow in sorted(taken.get(journey, ()), key=_place(steps))
    ]
    return Table(
        "flows",
        "Flows",
        "How many entries of each journey took a flow; `STEP.N` is the n-th thing that a step "
        "waits for.",
        ("journey", "from", "to"),
        (Column("entries", "entries"),),
        tuple(lines),
    )


QUESTION = Question("flows", _ask, _table)
