"""Runs: what can happen to one customer in one journey, as exact timetables.

A run is one way through the graph with a time for each arrival, found by trying every choice.
Times are either as short as possible, or as long as possible up to the first arrival at some
sending step and as short as possible from there on: that brings two messages closest where timers
count from the entry or follow the clock. Exits do not happen: they only make a run shorter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from journeykit.journeys.lint.ground import Ground, ground
from journeykit.journeys.lint.line import Line, Near, line_of, near
from journeykit.journeys.lint.moves import enter, move
from journeykit.journeys.lint.paces import slow_until
from journeykit.journeys.lint.sending import Senders, Sending, senders_of, sent_ids, sent_of
from journeykit.journeys.lint.silence import silent
from journeykit.journeys.lint.situation import Situation, Visit
from journeykit.journeys.lint.waits import Pins
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import Start
from journeykit.journeys.place import Word
from journeykit.journeys.policy import Sent

MOST = 10_000


@dataclass(frozen=True, slots=True)
class Run:
    """One way through a journey, or its beginning; times are seconds since the entry.

    It is not `whole` where it comes to where another one was: what follows is in that one. `heard`
    is the first second at which the event can have come whose silence started it.
    """

    start: Start
    visits: tuple[Visit, ...]
    sendings: tuple[Sending, ...]
    ended: int
    pins: Pins
    whole: bool
    heard: int


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of a journey, one for each timetable; `complete` is false if cut off."""

    runs: tuple[Run, ...]
    complete: bool


class RunsOf(dict[str, Runs]):
    """The runs of each journey of a plan by its id, searched when they are first asked for."""

    def __init__(self, plan: Plan) -> None:
        """Begin with none."""
        super().__init__()
        self.plan = plan
        self._lines: dict[str, Line | None] = {}
        self._sent: dict[str, tuple[Sent, ...]] = {}
        self._near: dict[tuple[str, frozenset[str]], Near] = {}
        self._senders: Senders | None = None

    def __missing__(self, journey: str) -> Runs:
        """Search the journey's runs, once."""
        if self._senders is None:
            self._senders = senders_of(self.plan)
        self[journey] = search(self.plan, self.plan.journeys[journey], senders=self._senders)
        return self[journey]

    def line(self, journey: Journey) -> Line | None:
        """Return the bounds on what a search would find, None where there are none."""
        if journey.id not in self._lines:
            self._lines[journey.id] = line_of(journey)
        return self._lines[journey.id]

    def sent(self, journey: Journey) -> tuple[Sent, ...]:
        """Return what the steps of a journey send, whenever, as the policy sees it."""
        if journey.id not in self._sent:
            ids = sent_ids(self.plan, journey)
            self._sent[journey.id] = tuple(sent_of(self.plan, journey, 0, id) for id in ids)
        return self._sent[journey.id]

    def near(self, journey: Journey, counted: Sequence[Sent]) -> Near | None:
        """Return how close the counted ones of `sent` can come, None where there are no bounds."""
        line = self.line(journey)
        if line is None:
            return None
        key = str(journey.id), frozenset(each.message for each in counted)
        if key not in self._near:
            self._near[key] = near(line, key[1], len(counted))
        return self._near[key]


def search(
    plan: Plan, journey: Journey, *, most: int = MOST, senders: Senders | None = None
) -> Runs:
    """Return the runs of a journey; the search gives up after `most` situations."""
    shared = ground(plan, journey, senders)
    found: dict[object, Run] = {}
    left = most
    for until in (None, *slow_until(journey)):
        for start in journey.start.values():
            here = replace(shared, silence=silent(journey, start))
            for situation, is_over in _situations(here, start, until):
                left -= 1
                if left < 0:
                    return Runs(tuple(found.values()), complete=False)
                if is_over:
                    sends = tuple(sorted(situation.sends, key=_time))
                    spreads = tuple([visit.spread for visit in situation.visits if visit.sends])
                    key = start.id, sends, spreads, not situation.tokens
                    heard = _heard(here, situation)
                    if key not in found or heard < found[key].heard:
                        found[key] = _run(plan, here, start, situation, heard)
    return Runs(tuple(found.values()), complete=True)


def _situations(
    ground: Ground, start: Start, until: Word | None
) -> Iterator[tuple[Situation, bool]]:
    """Yield the situations from one start on, each with whether a run ends with it.

    A run that comes to where another one was, with nothing that matters being different, ends
    there too: what follows was tried.
    """
    waiting = [(entry, until is not None) for entry in enter(ground, start)]
    seen: set[object] = set()
    while waiting:
        situation, slow = waiting.pop()
        if _may_meet(ground, situation):
            key = ground.memory.key(situation), slow
            if key in seen:
                yield situation, True
                continue
            seen.add(key)
        following = [
            (each, slow and not (each.visits and each.visits[-1].step == until))
            for each in move(ground, situation, slow=slow)
        ]
        yield situation, not following
        waiting.extend(reversed(following))


def _may_meet(ground: Ground, situation: Situation) -> bool:
    """Tell whether another way can lead to the same place."""
    return not ground.merges.isdisjoint([token.step for token in situation.tokens])


def _run(plan: Plan, ground: Ground, start: Start, situation: Situation, heard: int) -> Run:
    sendings = tuple(
        Sending(sent_of(plan, ground.journey, time, message), step)
        for time, step, message in sorted(situation.sends, key=_time)
        if message in plan.messages
    )
    over = not situation.tokens
    return Run(start, situation.visits, sendings, _ended(situation), situation.pins, over, heard)


def _ended(situation: Situation) -> int:
    """Return the last second of a run."""
    return max([situation.now, *map(_time, situation.sends)])


def _heard(ground: Ground, situation: Situation) -> int:
    """Return when the event can have come first whose silence started the run."""
    return _ended(situation) + 1 if ground.silence in ground.exits else situation.heard


def _time(send: tuple[int, Word, Word]) -> int:
    return send[0]
