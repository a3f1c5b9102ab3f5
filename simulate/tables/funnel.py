"""The funnel of each journey: entered, at each step, left there, converted."""

from __future__ import annotations

from journeykit.simulate.life import Instance, Life
from journeykit.simulate.moments import Pairs, part
from journeykit.simulate.survey import Survey
from journeykit.simulate.table import Column, Line, Table
from journeykit.simulate.tables.question import Answers, Question

_ENTERED, _ALL = "", "(entered)"


def _ask(life: Life, survey: Survey) -> Pairs:
    """Count the customer's entries of each journey, and at each step who came and who left."""
    entries: dict[str, list[Instance]] = {}
    for each in life.instances:
        if each.entered >= 0:
            entries.setdefault(each.journey, []).append(each)
    for journey, found in entries.items():
        yield (journey, _ENTERED, "converted"), len(found), _converted(found)
        for step in survey.steps[journey]:
            yield (journey, step, "reached"), len(found), 0
        for entry in found:
            yield from _steps(journey, entry)


def _steps(journey: str, entry: Instance) -> Pairs:
    """Count the steps that one entry reached, where it left, and whether it converted."""
    for step, _ in entry.reached:
        yield (journey, step, "reached"), 0, 1
        yield (journey, step, "left"), 1, int(step in entry.left and entry.how != "running")
        yield (journey, step, "converted"), 1, _converted([entry])


def _converted(entries: list[Instance]) -> int:
    return sum(entry.converted is not None for entry in entries)


def _table(answers: Answers, survey: Survey) -> Table:
    """Return the steps of all journeys that were entered, in their order."""
    lines = []
    for journey, steps in survey.steps.items():
        entered = answers.of(journey, _ENTERED, "converted")
        if entered.x:
            lines.append(_line(answers, journey, _ENTERED))
            lines += [_line(answers, journey, step) for step in steps]
    return Table(
        "funnel",
        "Funnels",
        "Of the entries of each journey, how many reached a step; of these, how many were taken "
        "out of the journey there (by an exit, its group or its caller), and how many converted.",
        ("journey", "step"),
        (
            Column("entries", "entries"),
            Column("reached", "share"),
            Column("left here", "share"),
            Column("converted", "share"),
        ),
        tuple(lines),
    )


def _line(answers: Answers, journey: str, step: str) -> Line:
    """Return the figures of one step, or of the entry."""
    reached = answers.of(journey, step, "reached")
    left, converted = answers.of(journey, step, "left"), answers.of(journey, step, "converted")
    entries = reached.y if step else converted.x
    shares = (
        part(each, answers.customers) if each.x else None for each in (reached, left, converted)
    )
    return Line((journey, step or _ALL), (answers.total(entries), *shares))


QUESTION = Question("funnel", _ask, _table)
