"""The ways through a journey, followed with what is possible on them, until nothing new comes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from journeykit.journeys.conditions import Condition
from journeykit.journeys.conditions.expression import Expression
from journeykit.journeys.conditions.subjects import Domain
from journeykit.journeys.graph import start_node
from journeykit.journeys.lint.ground import exits_of
from journeykit.journeys.lint.worlds.atlas import Atlas, atlas, changing, domains_of, turning
from journeykit.journeys.lint.worlds.boxes import Box, around, where
from journeykit.journeys.lint.worlds.lasting import Lasting, taken
from journeykit.journeys.lint.worlds.moves import Moves, at_hand
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import Start
from journeykit.journeys.model.step import Inclusive, Step, WaitFor
from journeykit.journeys.model.timer import EventCatch
from journeykit.journeys.place import Word

MOST_KEPT = 24
"""So many boxes are kept apart at one step; more are taken together."""


@dataclass(frozen=True, slots=True)
class Worlds:
    """What is possible at each step of one journey: more may be shown than is, never less.

    `at` holds it by node, for the moment when it is asked where to go on; for a `wait_for` it is
    that of the arrival.
    """

    atlas: Atlas
    moves: Moves
    at: Mapping[str, tuple[Box, ...]]

    def part(
        self, node: str, *asked: tuple[Condition, bool], catch: EventCatch | None = None
    ) -> tuple[Box, ...]:
        """Return what is possible at a node where each condition is as asked; empty: nothing.

        `node` is a step or `start.<id>`; with `catch` it is what is possible once one of the
        item's events has come, before its condition is asked.
        """
        boxes = self.at.get(node, ())
        if catch is not None:
            came = (self.moves.caught(box, catch) for box in boxes)
            boxes = tuple(box for box in came if 0 not in box)
        for condition, value in asked:
            boxes = where(boxes, self.atlas.test(condition, value=value))
        return boxes

    def entering(self, start: Start, *asked: tuple[Condition, bool]) -> tuple[Box, ...]:
        """Return what is possible when a start is tried and each condition is as asked."""
        boxes: tuple[Box, ...] = (self.moves.beginning(start),)
        for condition, value in asked:
            boxes = where(boxes, self.atlas.test(condition, value=value, entry=True))
        return boxes


@dataclass(frozen=True, slots=True)
class WorldsOf:
    """The worlds of the journeys of a plan, each followed when it is first asked for."""

    plan: Plan
    _found: dict[str, Worlds] = field(default_factory=dict)
    _known: list[_Known] = field(default_factory=list)

    def __getitem__(self, id: str) -> Worlds:
        """Return what is possible in the journey `id`."""
        if id not in self._found:
            self._found[id] = _followed(self.plan, self.plan.journeys[id], self._of_map())
        return self._found[id]

    @property
    def domains(self) -> Mapping[Expression, Domain]:
        """The texts that attributes can have, by the population."""
        return self._of_map().domains

    @property
    def changing(self) -> frozenset[str]:
        """The attributes that an event or a task of the map sets."""
        return self._of_map().changing

    @property
    def turning(self) -> frozenset[str]:
        """The attributes that the map sets, other than by adding to them."""
        return self._of_map().turning

    def _of_map(self) -> _Known:
        if not self._known:
            known = domains_of(self.plan), frozenset(taken(self.plan))
            self._known.append(_Known(*known, changing(self.plan), turning(self.plan)))
        return self._known[0]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the whole map says: values of attributes, what may be taken again, what is set."""

    domains: Mapping[Expression, Domain]
    taken: frozenset[str]
    changing: frozenset[str]
    turning: frozenset[str]


def _followed(plan: Plan, journey: Journey, known: _Known) -> Worlds:
    """Follow all ways from all starts, each box on its own."""
    book = atlas(journey, known.domains, plan)
    last = Lasting(known.taken, exits_of(journey), _splits(journey))
    moves = Moves(book, tuple(last.later(cut) for _, cut in book.table.values()), at_hand(book))
    worlds = Worlds(book, moves, {})
    waiting: list[tuple[str, Start | Step, Box]] = [
        (start_node(start), start, moves.entered(box))
        for start in journey.start.values()
        for box in worlds.entering(start, *_asked(journey, start))
    ]
    found: dict[str, tuple[Box, ...]] = {}
    while waiting:
        node, item, box = waiting.pop()
        if (new := _added(found, node, moves.leaving(box, item))) is None:
            continue
        for to, after in moves.left(new, item):
            step = journey.steps.get(Word(to))
            if step is not None:
                waiting.append((to, step, moves.arrived(after, step)))
    return Worlds(book, moves, found)


def _added(found: dict[str, tuple[Box, ...]], node: str, box: Box) -> Box | None:
    """Keep a box at a node and return what to go on with: None if it was there already."""
    known = found.get(node, ())
    if any(_holds(each, box) for each in known):
        return None
    if len(known) == MOST_KEPT:
        box = around((*known, box))
        known = ()
    found[node] = (*known, box)
    return box


def _holds(whole: Box, part: Box) -> bool:
    """Tell whether a box holds another."""
    return all(cells & ~more == 0 for more, cells in zip(whole, part, strict=True))


def _asked(journey: Journey, start: Start) -> Iterator[tuple[Condition, bool]]:
    """Yield what is asked at an entry, in turn."""
    for condition in (start.condition, journey.audience):
        if condition is not None:
            yield condition, True


def _splits(journey: Journey) -> bool:
    """Tell whether a customer can be on several ways at once."""
    return any(
        isinstance(item, Inclusive)
        or (len(item.flows) > 1 and all(flow.is_default for flow in item.flows))
        for item in (*journey.start.values(), *journey.steps.values())
        if not isinstance(item, WaitFor)
    ) or any(
        len(item.next) > 1 and all(flow.is_default for flow in item.next)
        for item in journey.steps.values()
        if isinstance(item, WaitFor)
    )
