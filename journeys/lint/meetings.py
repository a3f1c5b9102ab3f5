"""Messages of different journeys that one customer gets close together after one trigger."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from journeykit.journeys.lint.asked import Asked
from journeykit.journeys.lint.index import Entrance, Index
from journeykit.journeys.lint.runs import RunsOf
from journeykit.journeys.lint.sending import Sending, sent_ids
from journeykit.journeys.lint.windows import windows
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.plan import Plan


@dataclass(frozen=True, slots=True)
class Due:
    """A message that may be sent from `time` to `latest` seconds after a trigger.

    `number` is the place of its entrance among those of the trigger.
    """

    time: int
    latest: int
    number: int
    entrance: Entrance
    sending: Sending

    @property
    def journey(self) -> Journey:
        """The journey that sends it."""
        return self.entrance.journey


Meeting: TypeAlias = tuple[Due, Due]
Wanted: TypeAlias = Callable[[Message], bool]


def gap(one: Due, other: Due) -> int:
    """Return how many seconds are between two messages, at the least."""
    return max(0, one.time - other.latest, other.time - one.latest)


def meetings(
    plan: Plan, index: Index, runs: RunsOf, wanted: Wanted, *, within: int
) -> Iterator[list[Meeting]]:
    """Yield, for each two entries that one customer can make at one trigger, what meets.

    That is the pairs of wanted messages less than `within` seconds apart, the closest first; the
    first of each pair is of the entry that is written first.
    """
    ids = frozenset(str(id) for id, message in plan.messages.items() if wanted(message))
    asked = Asked()
    for entrances in index.by_trigger.values():
        near = _near(entrances, index, runs, ids, within) if len(entrances) > 1 else ()
        dues = [due for due in _dues(near, runs) if due.sending.sent.message in ids]
        yield from _of_trigger(dues, index, asked, within)


def _near(
    entrances: Sequence[Entrance], index: Index, runs: RunsOf, ids: frozenset[str], within: int
) -> list[Entrance]:
    """Return the entrances whose messages may meet another's, by bounds that need no search.

    Nobody can make two entries of one exclusive group, so where all are of one none can meet.
    """
    groups = {each.journey.exclusive_group for each in entrances}
    if len(groups) == 1 and all(groups):
        return []
    spans = sorted(_spans(entrances, runs, ids))
    found: set[int] = set()
    waiting: list[tuple[float, int]] = []
    for begin, end, number in spans:
        waiting = [each for each in waiting if begin - each[0] < within]
        for _, other in waiting:
            known = number in found and other in found
            if not known and _both(index, entrances[number], entrances[other]):
                found |= {number, other}
        waiting.append((end, number))
    return [entrances[number] for number in sorted(found)]


def _spans(
    entrances: Sequence[Entrance], runs: RunsOf, ids: frozenset[str]
) -> Iterator[tuple[int, float, int]]:
    """Yield from when to when after the trigger each entrance may send, with its number."""
    for number, entrance in enumerate(entrances):
        after, line = entrance.trigger.after, runs.line(entrance.journey)
        if line is not None:
            for message, least, most in windows(line, entrance.start):
                if message in ids:
                    yield after + least, after + entrance.trigger.spread + most, number
        elif any(str(id) in ids for id in sent_ids(runs.plan, entrance.journey)):
            yield after, math.inf, number


def _of_trigger(
    dues: Sequence[Due], index: Index, asked: Asked, within: int
) -> Iterator[list[Meeting]]:
    close: dict[tuple[int, int], list[Meeting]] = {}
    for one, other in _close(sorted(dues, key=lambda due: due.time), within):
        if one.number != other.number and _both(index, one.entrance, other.entrance):
            first, second = (one, other) if one.number < other.number else (other, one)
            close.setdefault((first.number, second.number), []).append((first, second))
    for key in sorted(close):
        pairs = sorted(_together(close[key], asked), key=lambda pair: gap(*pair))
        if pairs:
            yield pairs


def _together(pairs: Iterable[Meeting], asked: Asked) -> Iterator[Meeting]:
    """Yield the pairs of messages that one customer can get both of."""
    for one, other in pairs:
        first, second = one.entrance, other.entrance
        at_once = first.trigger.after == second.trigger.after
        if not at_once or not asked.exclude(first, one.sending.step, second, other.sending.step):
            yield one, other


def _dues(entrances: Iterable[Entrance], runs: RunsOf) -> Iterator[Due]:
    for number, entrance in enumerate(entrances):
        found: dict[tuple[int, int, str, str], Due] = {}
        for run in runs[entrance.journey.id].runs:
            spreads = {(visit.step, visit.time): visit.spread for visit in run.visits}
            for each in run.sendings if run.start.id == entrance.start.id else ():
                time = entrance.trigger.after + each.sent.time
                spread = spreads.get((each.step, each.sent.time), 0)
                latest = time + entrance.trigger.spread + spread
                key = time, latest, str(each.step), each.sent.message
                found.setdefault(key, Due(time, latest, number, entrance, each))
        yield from found.values()


def _close(dues: Iterable[Due], within: int) -> Iterator[Meeting]:
    """Yield the pairs less than `within` seconds apart of messages in order of time."""
    waiting: list[Due] = []
    for due in dues:
        waiting = [each for each in waiting if due.time - each.latest < within]
        yield from ((each, due) for each in waiting)
        waiting.append(due)


def _both(index: Index, one: Entrance, other: Entrance) -> bool:
    """Tell whether one customer can make both entries."""
    if one.journey is other.journey and one.journey.reentry != "always":
        return False
    return not index.apart((one.journey, one.start), (other.journey, other.start))
