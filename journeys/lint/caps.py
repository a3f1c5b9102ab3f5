"""Whether the messages of one journey alone can break a cap of the policy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import add

from journeykit.journeys.durations import seconds_text
from journeykit.journeys.lint.entries import Again, again
from journeykit.journeys.lint.line import Line, Near, latest, near
from journeykit.journeys.lint.onward import has_loops
from journeykit.journeys.lint.pressure import first_broken, repeated
from journeykit.journeys.lint.runs import Run, RunsOf
from journeykit.journeys.lint.sending import Sending, sent_ids, sent_of
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import Start
from journeykit.journeys.policy import CapLimit, Limits, allowed, fills


@dataclass(frozen=True, slots=True)
class Excess:
    """The sends of one window of a cap, the one too many last, and the run that has them."""

    run: Run
    sends: tuple[Sending, ...]
    entries: int


def excess(
    plan: Plan, journey: Journey, runs: RunsOf, cap: CapLimit, limits: Limits
) -> Excess | None:
    """Return what breaks the cap in one entry, else in entries as often as they are limited to."""
    found = _least(plan, journey, runs, cap, limits, limited=None)
    return found or _least(plan, journey, runs, cap, limits, limited=True)


def endless_excess(
    plan: Plan, journey: Journey, runs: RunsOf, cap: CapLimit, limits: Limits
) -> Excess | None:
    """Return what breaks the cap when a customer enters as often as nothing forbids."""
    return _least(plan, journey, runs, cap, limits, limited=False)


def described(cap: CapLimit) -> str:
    """Write a cap as `1 in 1d (email, sms; content, sale)`."""
    names = "; ".join(", ".join(part) for part in (cap.channels, cap.classes, cap.topics) if part)
    return f"{cap.at_most} in {seconds_text(cap.per)}" + (f" ({names})" if names else "")


def could_exceed(
    plan: Plan,
    journey: Journey,
    runs: RunsOf,
    cap: CapLimit,
    limits: Limits,
    *,
    limited: bool | None = None,
) -> bool:
    """Tell whether bounds leave it open that one entry breaks a cap, or several such entries."""
    sent = [sent_of(plan, journey, 0, id) for id in sent_ids(plan, journey)]
    counted = [each for each in sent if fills(limits, each, cap)]
    if not counted:
        return False
    room, line = allowed(cap, counted[0]), runs.line(journey)
    if line is None or room < 1:
        return limited is not None or len(counted) > room or has_loops(journey)
    if limited is None and len(counted) <= room:
        return False
    close = near(line, frozenset(each.message for each in counted), room)
    if limited is None:
        return close.apart[-1] < cap.per
    again_by = ((start, again(plan, journey, start)) for start in journey.start.values())
    return any(
        more.overlaps or _least_again(line, close, start, more) < cap.per
        for start, more in again_by
        if more is not None and more.limited is limited
    )


def _least_again(line: Line, close: Near, start: Start, more: Again) -> float:
    """Return the least seconds from a message to the one too many, in entries one after another."""
    begin = [max(1, more.spacing - latest(line)) + each for each in close.begin[start.id]]
    least = [0.0]
    for alone in close.apart:
        least.append(min(alone, *map(add, reversed(least), begin)))
    return least[-1]


def _least(
    plan: Plan,
    journey: Journey,
    runs: RunsOf,
    cap: CapLimit,
    limits: Limits,
    *,
    limited: bool | None,
) -> Excess | None:
    """Return the excess that comes first, the one with the fewest steps of equals."""
    if not could_exceed(plan, journey, runs, cap, limits, limited=limited):
        return None
    one = _alone(limits, cap)
    found = [
        each
        for run in runs[journey.id].runs
        for each in _of_run(plan, journey, run, one, limited=limited)
    ]
    return min(found, key=_simplicity, default=None)


def _simplicity(found: Excess) -> tuple[int, int, int]:
    return found.entries, found.sends[-1].sent.time, len(found.run.visits)


def _of_run(
    plan: Plan, journey: Journey, run: Run, limits: Limits, *, limited: bool | None
) -> Iterator[Excess]:
    (cap,) = limits.caps
    seen = tuple(each for each in run.sendings if fills(limits, each.sent, cap))
    if not seen:
        return
    tables: Sequence[tuple[Sending, ...]] = (seen,)
    if limited is not None:
        more = again(plan, journey, run.start, heard=run.heard)
        if more is None or more.limited is not limited:
            return
        tables = tuple(_entered_again(plan, journey, run, seen, cap))
    for table in tables:
        end = first_broken(limits, table)
        if end is not None:
            window = tuple(
                each for each in table[: end + 1] if table[end].sent.time - each.sent.time < cap.per
            )
            yield Excess(run, window, window[-1].entry + 1)


def _entered_again(
    plan: Plan, journey: Journey, run: Run, seen: tuple[Sending, ...], cap: CapLimit
) -> Iterator[tuple[Sending, ...]]:
    """Yield the timetables of entries that follow one another as soon as they may."""
    times = cap.at_most + 1
    ends = [(seen, run.ended + 1)]
    if journey.exit:
        ends += [(seen[:number], last.sent.time + 1) for number, last in enumerate(seen, 1)]
    for sendings, end in ends:
        more = again(plan, journey, run.start, heard=min(run.heard, end))
        if more is None:
            return
        if more.overlaps:
            yield repeated(sendings, more.spacing, times)
            return
        yield repeated(sendings, max(more.spacing, end), times)


def _alone(limits: Limits, cap: CapLimit) -> Limits:
    """Return limits of one cap; a calendar one as rolling, for an entry may begin its window."""
    return Limits(caps=(replace(cap, unit=""),), exempt=limits.exempt, hidden=limits.hidden)
