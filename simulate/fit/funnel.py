"""The funnel: which event of a visit follows which, with what chance, after how long."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean, median, pstdev

from journeykit.simulate.fit.sessions import Session

ORDER = "order.placed"
MOSTLY = 0.8
"""The share of an event's sessions that must hold another event before it to follow from it."""
MADE = ("message.", "unsubscribed", "complained")
"""How the names of the events begin that the simulator makes."""
FEW = 5
"""With so few delays or fewer, their median stands for all."""


@dataclass(frozen=True, slots=True)
class Step:
    """An event that follows another within a visit.

    `chance` is the share of the sessions with `after` where it follows; `without` are the
    sessions that have it, but not `after` before it. The delay is lognormal: `median` in seconds
    and `sigma` of the logarithms, 0 where it is always alike.
    """

    event: str
    after: str
    chance: float
    median: float
    sigma: float
    sessions: int
    without: int


@dataclass(frozen=True, slots=True)
class Funnel:
    """The event that visits begin with, what follows, and what was left aside.

    `rootless` are the sessions without the first event, `repeated` the events that came again
    within their session, `aside` the events that are no steps, each with its sessions.
    """

    root: str
    steps: tuple[Step, ...]
    sessions: int
    rootless: int
    repeated: int
    aside: tuple[tuple[str, int], ...] = ()

    def reach(self, event: str) -> float:
        """Return the chance that a visit comes to an event."""
        step = next((each for each in self.steps if each.event == event), None)
        return 1.0 if step is None else step.chance * self.reach(step.after)


def funnel(sessions: Sequence[Session], order: Sequence[str] = ()) -> Funnel:
    """Return the funnel of sessions; `order` names its events, else they tell their own order.

    Some event of `order`, or of the sessions, must be one that customers do by themselves.
    """
    names = list(order) or [name for name in in_order(sessions) if is_own(name)]
    steps: list[Step] = []
    for event in names[1:]:
        step = _step(event, [names[0], *(each.event for each in steps)], sessions)
        if step.sessions:
            steps.append(step)
    with_root = sum(names[0] in session.first for session in sessions)
    taken = {names[0], *(step.event for step in steps)}
    many = Counter(event for session in sessions for event in session.first)
    return Funnel(
        names[0],
        tuple(steps),
        with_root,
        len(sessions) - with_root,
        sum(session.repeated for session in sessions),
        tuple((event, many[event]) for event in sorted(many) if event not in taken),
    )


def is_own(event: str) -> bool:
    """Tell whether customers do it by themselves: what messages cause is made by the simulator."""
    return not event.startswith(MADE)


def in_order(sessions: Sequence[Session]) -> list[str]:
    """Return the events, those first that come first in most sessions; the order is last."""
    earlier: Counter[tuple[str, str]] = Counter()
    many: Counter[str] = Counter()
    for session in sessions:
        many.update(session.first.keys())
        # `first` is in order of time, so the earlier event of each pair stands first.
        earlier.update(combinations(session.first, 2))
    wins = {
        event: sum(earlier[event, other] > earlier[other, event] for other in many)
        for event in many
    }
    return sorted(many, key=lambda event: (event == ORDER, -wins[event], -many[event], event))


def _step(event: str, before: Sequence[str], sessions: Sequence[Session]) -> Step:
    """Return what an event follows from: the latest one that mostly precedes it, else the root."""
    having = [session for session in sessions if event in session.first]
    after = next(
        (
            name
            for name in reversed(before)
            if sum(_follows(session, name, event) for session in having) >= MOSTLY * len(having)
        ),
        before[0],
    )
    parents = sum(after in session.first for session in sessions)
    delays = [
        max(1.0, (session.first[event] - session.first[after]).total_seconds())
        for session in having
        if _follows(session, after, event)
    ]
    logs = [math.log(delay) for delay in delays]
    few = len(delays) <= FEW
    return Step(
        event,
        after,
        len(delays) / parents if parents else 0.0,
        (median(delays) if few else math.exp(fmean(logs))) if delays else 0.0,
        0.0 if few else pstdev(logs),
        len(delays),
        len(having) - len(delays),
    )


def _follows(session: Session, earlier: str, later: str) -> bool:
    """Tell whether a session has one event, and another not before it."""
    first = session.first
    return earlier in first and later in first and first[earlier] <= first[later]
