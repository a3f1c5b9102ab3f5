"""Judgements on a whole timetable: its breaks, its worst window, its runs of sales."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from journeykit.journeys.policy import (
    Broken,
    Limits,
    LocalTime,
    Sent,
    broken,
    counts,
    is_sale,
    plain_days,
)


@dataclass(frozen=True, slots=True)
class Break:
    """A send of the timetable and a rule that it breaks, as if all before it had been sent."""

    sent: Sent
    rule: Broken


def breaks(
    limits: Limits, timetable: Sequence[Sent], local: LocalTime = plain_days
) -> tuple[Break, ...]:
    """Return every break of every rule, in order of the timetable."""
    before: list[Sent] = []
    found: list[Break] = []
    for sent in timetable:
        found.extend(Break(sent, rule) for rule in broken(limits, before, sent, local))
        before.append(sent)
    return tuple(found)


def counted(limits: Limits, timetable: Sequence[Sent]) -> tuple[Sent, ...]:
    """Return the sends that the policy sees."""
    return tuple(sent for sent in timetable if counts(limits, sent))


def worst_window(timetable: Sequence[Sent], window: int) -> tuple[Sent, ...]:
    """Return the most sends that lie within `window` seconds, the earliest if several do.

    The first and the last of them are less than `window` apart.
    """
    best, first = (0, 0), 0
    for last, sent in enumerate(timetable):
        while sent.time - timetable[first].time >= window:
            first += 1
        if last + 1 - first > best[1] - best[0]:
            best = (first, last + 1)
    return tuple(timetable[slice(*best)])


def longest_sale_run(limits: Limits, timetable: Sequence[Sent]) -> tuple[Sent, ...]:
    """Return the most sales that follow one another, the earliest if several runs are as long."""
    runs = groupby(counted(limits, timetable), key=is_sale)
    return max((tuple(sends) for sale, sends in runs if sale), key=len, default=())


def first_sale_break(limits: Limits, timetable: Sequence[Sent]) -> tuple[Sent, ...]:
    """Return the consecutive messages up to the first sale that breaks the sale rule, or ().

    What was sent in the warm-up, before second 0, is looked back at, but breaks nothing itself.
    """
    if not limits.sale:
        return ()
    seen = counted(limits, timetable)
    only = Limits(sale=limits.sale, exempt=limits.exempt, hidden=limits.hidden)
    for place, sent in enumerate(seen):
        if sent.time >= 0 and any(broken(only, seen[:place], sent)):
            return seen[max(0, place + 1 - limits.sale.of) : place + 1]
    return ()
