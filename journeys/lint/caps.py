"""Whether the messages of one journey alone can break a cap of the policy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from journeykit.journeys.durations import seconds_text
from journeykit.journeys.lint.entries import again
from journeykit.journeys.lint.memory import has_loops
from journeykit.journeys.lint.pressure import first_broken, repeated
from journeykit.journeys.lint.runs import Run, Runs
from journeykit.journeys.lint.sending import Sending, sent_ids, sent_of
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.policy import CapLimit, Limits, fills


@dataclass(frozen=True, slots=True)
class Excess:
    """The sends of one window of a cap, the one too many last, and the run that has them."""

    run: Run
    sends: tuple[Sending, ...]
    entries: int


def excess(
    plan: Plan, journey: Journey, runs: Runs, cap: CapLimit, limits: Limits
) -> Excess | None:
    """Return what breaks the cap in one entry, else in entries as often as they are limited to."""
    one = _alone(limits, cap)
    found = _least(plan, journey, runs, one, limited=None)
    return found or _least(plan, journey, runs, one, limited=True)


def endless_excess(
    plan: Plan, journey: Journey, runs: Runs, cap: CapLimit, limits: Limits
) -> Excess | None:
    """Return what breaks the cap when a customer enters as often as nothing forbids."""
    return _least(plan, journey, runs, _alone(limits, cap), limited=False)


def described(cap: CapLimit) -> str:
    """Write a cap as `1 in 1d (email, sms; content, sale)`."""
    names = "; ".join(", ".join(part) for part in (cap.channels, cap.classes, cap.topics) if part)
    return f"{cap.at_most} in {seconds_text(cap.per)}" + (f" ({names})" if names else "")


def could_exceed(plan: Plan, journey: Journey, cap: CapLimit, limits: Limits) -> bool:
    """Tell whether what the cap counts is enough to break it, whatever the times."""
    counted = sum(
        fills(limits, sent_of(plan, journey, 0, id), cap) for id in sent_ids(plan, journey)
    )
    return counted > cap.at_most or (counted > 0 and has_loops(journey))


def _least(
    plan: Plan, journey: Journey, runs: Runs, limits: Limits, *, limited: bool | None
) -> Excess | None:
    """Return the excess that comes first, the one with the fewest steps of equals."""
    found = [
        each for run in runs.runs for each in _of_run(plan, journey, run, limits, limited=limited)
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
