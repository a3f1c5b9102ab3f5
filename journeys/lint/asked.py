"""What the entry and the gateways right behind it ask of those who get to a step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import networkx as nx

from journeykit.journeys.conditions import Call, walk
from journeykit.journeys.graph import graph
from journeykit.journeys.lint.facts import Facts, assume
from journeykit.journeys.lint.index import Entrance
from journeykit.journeys.model.flow import Flow
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.start import Start
from journeykit.journeys.model.step import Exclusive, Inclusive, Step
from journeykit.journeys.place import Word

_OWN = ("arm", "times", "sent", "opened", "clicked")


class Asked:
    """What is certain at the moment of entry of those who get to a step; each looked up once."""

    def __init__(self) -> None:
        """Begin with nothing looked up."""
        self._of: dict[tuple[str, Word], dict[Word, Facts]] = {}

    def exclude(self, one: Entrance, step: Word, other: Entrance, its_step: Word) -> bool:
        """Tell whether nobody who enters by both at one moment gets to both steps."""
        mine, theirs = self.of(one, step), self.of(other, its_step)
        return any(theirs.get(fact, value) is not value for fact, value in mine.items())

    def of(self, entrance: Entrance, step: Word) -> Facts:
        """Return what is certain at an entry that leads to a step."""
        key = entrance.journey.id, entrance.start.id
        if key not in self._of:
            self._of[key] = dict(_by_step(entrance.journey, entrance.start))
        return self._of[key].get(step, {})


def _by_step(journey: Journey, start: Start) -> Iterator[tuple[Word, Facts]]:
    """Yield each step that a start leads to with what is certain there."""
    first: Facts = {}
    for condition in (journey.audience, start.condition):
        if condition is not None:
            assume(condition.expression, True, first)
    leaves = list(_leaves(journey, start, start.flows, _comparable(first)))
    if len(leaves) < 2:
        yield from ((step, facts) for _, facts in leaves for step in journey.steps)
        return
    whole = graph(journey)
    behind = {id: nx.descendants(whole, id) for id, _ in leaves}
    for step in journey.steps:
        yield step, _common(facts for id, facts in leaves if step == id or step in behind[id])


def _leaves(
    journey: Journey, item: Start | Step, flows: tuple[Flow, ...], facts: Facts, deep: int = 8
) -> Iterator[tuple[Word, Facts]]:
    """Yield the first steps that are no choice, each with what holds on the way to it."""
    before = dict(facts)
    for flow in flows:
        here = dict(before if not isinstance(item, Inclusive) or flow.is_default else facts)
        if flow.condition is not None:
            assume(flow.condition.expression, True, here)
            assume(flow.condition.expression, False, before)
        step = journey.steps.get(flow.to)
        if isinstance(step, Exclusive | Inclusive) and deep:
            yield from _leaves(journey, step, step.flows, _comparable(here), deep - 1)
        elif step is not None:
            yield step.id, _comparable(here)


def _comparable(facts: Facts) -> Facts:
    """Leave out what only one journey knows, or asks of itself."""
    return {
        fact: value
        for fact, value in facts.items()
        if not any(isinstance(part, Call) and part.name in _OWN for part in walk(fact))
    }


def _common(all_facts: Iterable[Facts]) -> Facts:
    first, *others = [*all_facts] or [{}]
    return {
        fact: value
        for fact, value in first.items()
        if all(other.get(fact) is value for other in others)
    }
