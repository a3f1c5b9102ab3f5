"""Calendar lines ready to run: mailings on a schedule, sent to whom they concern (M13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from journeykit.journeys.conditions import compile_test
from journeykit.journeys.conditions.evaluate import Test
from journeykit.journeys.finding import JourneyError
from journeykit.journeys.model.map import CalendarLine
from journeykit.journeys.model.plan import Plan
from journeykit.simulate.draws import name
from journeykit.simulate.schedule import instants
from journeykit.simulate.starts import Frame


@dataclass(frozen=True, slots=True)
class LineProgram:
    """One line; `instants` are its planned seconds, in order, `lineage` the number of its name.

    `rank` is its place among all senders (T6).
    """

    message: str
    priority: int
    audience: Test | None
    instants: tuple[int, ...]
    lineage: int
    rank: int = 0


def line_programs(plan: Plan, frame: Frame) -> tuple[LineProgram, ...]:
    """Make the calendar ready to run, its lines by message id, then rule text.

    Raises:
        JourneyError: a rule cannot be read, or two lines send one message at one instant.
    """
    ordered = sorted(plan.map.calendar, key=lambda line: (line.send.encode(), _rule(line)))
    lines = tuple(_line(each, frame) for each in ordered)
    _refuse_twins(ordered, lines)
    return lines


def ranked(
    journeys: Sequence[tuple[int, str]], lines: Sequence[LineProgram]
) -> tuple[tuple[int, ...], tuple[LineProgram, ...]]:
    """Return each journey's place among all senders, and the lines with theirs (T6).

    Both come in their own order already; `journeys` are (priority, id). Of equal priority,
    journeys go first.
    """
    senders = [(-priority, 0, place) for place, (priority, _) in enumerate(journeys)]
    senders += [(-line.priority, 1, place) for place, line in enumerate(lines)]
    ranks = {sender: rank for rank, sender in enumerate(sorted(senders))}
    return (
        tuple(ranks[-priority, 0, place] for place, (priority, _) in enumerate(journeys)),
        tuple(
            replace(line, rank=ranks[-line.priority, 1, place]) for place, line in enumerate(lines)
        ),
    )


def _line(line: CalendarLine, frame: Frame) -> LineProgram:
    """Make one line ready."""
    return LineProgram(
        str(line.send),
        line.priority,
        compile_test(line.audience) if line.audience else None,
        instants(
            line,
            line.every.low if line.every else 0,
            frame.clock,
            first=frame.first,
            last=frame.last,
        ),
        name(f"calendar {line.send}"),
    )


def _rule(line: CalendarLine) -> bytes:
    """Return the text of a line's rule."""
    parts = (line.rrule, line.every and line.every.source, line.at)
    return " ".join(str(part) for part in (*parts, line.starting) if part is not None).encode()


def _refuse_twins(lines: Sequence[CalendarLine], programs: Sequence[LineProgram]) -> None:
    """Raise JourneyError when two lines send one message at one instant."""
    first: dict[tuple[str, int], CalendarLine] = {}
    for line, program in zip(lines, programs, strict=True):
        for instant in program.instants:
            other = first.setdefault((program.message, instant), line)
            if other is not line:
                message = f"sends `{line.send}` at the same time as the line at {other.place}"
                raise JourneyError(f"{line.place}: this line of the calendar {message}")
