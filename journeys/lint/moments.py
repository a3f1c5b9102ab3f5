"""Messages of one journey that one customer gets in the very same second, and must."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, groupby
from typing import TypeAlias

from journeykit.journeys.lint.arrivals import arrivals, goes_on
from journeykit.journeys.lint.reach import URGENT, channel_is_off_site
from journeykit.journeys.lint.runs import RunsOf
from journeykit.journeys.lint.sending import Sending, sent_by
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import Start
from journeykit.journeys.model.step import Exclusive, Inclusive, Step, WaitFor
from journeykit.journeys.place import Word

Group: TypeAlias = tuple[Sending, ...]
Pairs: TypeAlias = frozenset[tuple[Word, Word]]


def rows(journey: Journey) -> Pairs:
    """Return the pairs of sending steps of which the second follows the first at once."""
    return frozenset(
        (step.id, later.step.id)
        for step in journey.steps.values()
        if sent_by(step) and goes_on(journey, step.next)
        for later in arrivals(journey, step.flows, within=0, joined=True)
        if sent_by(later.step) and later.step.id != step.id
    )


def sides(journey: Journey) -> Pairs:
    """Return the pairs of sending steps that branches from one place reach at one time."""
    found: set[tuple[Word, Word]] = set()
    for item in (*journey.start.values(), *journey.steps.values()):
        moments: dict[tuple[int, tuple[str, ...]], list[Word]] = {}
        for each in arrivals(journey, item.flows, caught=True) if _splits(item) else ():
            if sent_by(each.step):
                moments.setdefault((each.time, each.since), []).append(each.step.id)
        for same in moments.values():
            found.update(combinations(same, 2))
    return frozenset(found)


def in_a_row(plan: Plan, journey: Journey, runs: RunsOf) -> Iterator[tuple[Sending, Sending]]:
    """Yield each message that follows another one on its path with nothing to wait for between.

    Each step is there once, with the nearest before it. Two transactional ones may follow so.
    """
    following = rows(journey)
    done: set[Word] = set()
    for group in _groups(plan, journey, runs) if following else ():
        for number, other in enumerate(group):
            before = (
                one for one in reversed(group[:number]) if (one.step, other.step) in following
            )
            one = next(before, None)
            if one is not None and other.step not in done and not _all_urgent((one, other)):
                done.add(other.step)
                yield one, other


def side_by_side(plan: Plan, journey: Journey, runs: RunsOf) -> tuple[Group, ...]:
    """Return the largest sets of messages that go out together on different branches.

    What follows another on one path is left out, and so are sets of transactional messages.
    """
    if runs.line(journey) is not None:
        return ()  # No two branches of it send.
    beside = sides(journey) - rows(journey)
    found: dict[frozenset[Word], Group] = {}
    for group in _groups(plan, journey, runs) if beside else ():
        together = tuple(
            each
            for each in group
            if any({(one.step, each.step), (each.step, one.step)} & beside for one in group)
        )
        if together and not _all_urgent(together):
            found.setdefault(frozenset(each.step for each in together), together)
    return tuple(group for key, group in found.items() if not any(key < other for other in found))


def _splits(item: Start | Step) -> bool:
    """Tell whether several flows can be taken at once."""
    if isinstance(item, (WaitFor, Exclusive)) or len(item.next) < 2:
        return False
    return isinstance(item, Inclusive) or all(flow.is_default for flow in item.next)


def _groups(plan: Plan, journey: Journey, runs: RunsOf) -> Iterator[Group]:
    """Yield what each run sends off the site in one second, where that is more than one message."""
    for run in runs[journey.id].runs:
        sends = [each for each in run.sendings if channel_is_off_site(plan, each.sent.channel)]
        for _, same in groupby(sends, key=lambda each: each.sent.time):
            group = tuple(same)
            if len(group) > 1:
                yield group


def _all_urgent(group: Group) -> bool:
    return all(each.sent.class_ == URGENT for each in group)
