"""Whether the messages of one journey alone can break a cap of the policy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import add, itemgetter

from journeykit.journeys.durations import seconds_text
from journeykit.journeys.lint.entries import Again, again
from journeykit.journeys.lint.line import Near
from journeykit.journeys.lint.onward import has_loops
from journeykit.journeys.lint.runs import Run, RunsOf
from journeykit.journeys.lint.sending import Sending
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import Start
from journeykit.journeys.policy import CapLimit, Limits, allowed, counts, fills


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
    counted = [each for each in runs.sent(journey) if fills(limits, each, cap)]
    if not counted:
        return False
    room, near = allowed(cap, counted[0]), runs.near(journey, counted)
    if near is None or room < 1:
        return limited is not None or len(counted) > room or has_loops(journey)
    if limited is None:
        return near.apart_by(room) < cap.per
    again_by = ((start, again(plan, journey, start)) for start in journey.start.values())
    return any(
        more.overlaps or _least_again(near, start, more, room) < cap.per
        for start, more in again_by
        if more is not None and more.limited is limited
    )


def _least_again(near: Near, start: Start, more: Again, room: int) -> float:
    """Return the least seconds from a message to the one too many, in entries one after another."""
    begin = [max(1, more.spacing - near.latest) + each for each in near.begin[start.id]]
    least = [0.0]
    for number in range(1, room + 1):
        least.append(min(near.apart_by(number), *map(add, reversed(least), begin)))
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
    if limited is None:
        yield from _first_over(run, seen, limits)
        return
    more = again(plan, journey, run.start, heard=run.heard)
    if more is not None and more.limited is limited:
        times = cap.at_most + 1
        for sendings, spacing in _entered_again(plan, journey, run, seen):
            yield from _first_over(run, sendings, limits, spacing=spacing, times=times)


def _entered_again(
    plan: Plan, journey: Journey, run: Run, seen: tuple[Sending, ...]
) -> Iterator[tuple[tuple[Sending, ...], int]]:
    """Yield what entries send that follow one another as soon as they may, and how soon that is."""
    ends = [(seen, run.ended + 1)]
    if journey.exit:
        ends += [(seen[:number], last.sent.time + 1) for number, last in enumerate(seen, 1)]
    for sendings, end in ends:
        more = again(plan, journey, run.start, heard=min(run.heard, end))
        if more is None:
            return
        if more.overlaps:
            yield sendings, more.spacing
            return
        yield sendings, max(more.spacing, end)


def _first_over(
    run: Run, sendings: Sequence[Sending], limits: Limits, *, spacing: int = 0, times: int = 1
) -> Iterator[Excess]:
    """Yield what is too much first when a run comes several times, so many seconds apart."""
    (cap,) = limits.caps
    again = (
        (each.sent.time + entry * spacing, entry, each)
        for entry in range(times)
        for each in sendings
    )
    table = sorted(again, key=itemgetter(0))
    for place, (time, _, sending) in enumerate(table):
        room = allowed(cap, sending.sent)
        full = room < 1 or (place >= room and time - table[place - room][0] < cap.per)
        if full and counts(limits, sending.sent, cap):
            window = [entry for entry in table[: place + 1] if time - entry[0] < cap.per]
            yield Excess(run, tuple(_moved(*each) for each in window), window[-1][1] + 1)
            return


def _moved(time: int, entry: int, sending: Sending) -> Sending:
    """Return a sending of a later entry."""
    return replace(sending, sent=replace(sending.sent, time=time), entry=entry)


def _alone(limits: Limits, cap: CapLimit) -> Limits:
    """Return limits of one cap; a calendar one as rolling, for an entry may begin its window."""
    return Limits(caps=(replace(cap, unit=""),), exempt=limits.exempt, hidden=limits.hidden)
