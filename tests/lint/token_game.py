"""The token game played without any cleverness: every order of moves, every choice, all kept.

It knows nothing of conditions, so that it is compared on journeys whose choices are free. Two
tokens meet at a merge if both can stand there at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any, TypeAlias

import networkx as nx

Tree: TypeAlias = dict[str, Any]
Place: TypeAlias = tuple[str, str, bool]
"""Where a token stands: the step, the step from which it came, whether a join holds it."""
START = "start"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The joins at which a token can be left for ever, and the steps at which two can meet."""

    stuck: frozenset[str]
    met: frozenset[str]


@dataclass(frozen=True, slots=True)
class Game:
    """A graph of steps: what they lead to, and their kind."""

    kinds: dict[str, str]
    onward: dict[str, tuple[str, ...]]
    graph: nx.DiGraph[str]

    def into(self, step: str) -> int:
        """Return how many ways lead to a step."""
        return sum(onward.count(step) for onward in self.onward.values())

    def is_join(self, step: str) -> bool:
        """Tell whether a step waits for several tokens."""
        return self.kinds[step] in ("parallel", "inclusive") and self.into(step) > 1

    def is_merge(self, step: str) -> bool:
        """Tell whether several ways lead to a step that does not wait, and to something done."""
        behind = {step, *nx.descendants(self.graph, step)}
        does = any(self.kinds[each] in ("task", "parallel") for each in behind)
        return self.into(step) > 1 and not self.is_join(step) and does


def game(first: str, steps: Tree) -> Game:
    """Return the game of a journey with one start and steps of `next` alone."""
    onward: dict[str, tuple[str, ...]] = {START: (first,)}
    kinds = {START: "start"}
    for id, step in steps.items():
        flows = step.get("next", [])
        flows = [flows] if isinstance(flows, str) else flows
        onward[id] = tuple(flow if isinstance(flow, str) else flow["to"] for flow in flows)
        kinds[id] = next(iter(step))
    graph: nx.DiGraph[str] = nx.DiGraph(
        (id, to) for id, targets in onward.items() for to in targets
    )
    return Game(kinds | {"end": "end"}, onward, graph)


def verdict(first: str, steps: Tree) -> Verdict:
    """Play every order of moves; what follows when two have met is not looked at."""
    played = game(first, steps)
    stuck: set[str] = set()
    met: set[str] = set()
    waiting: list[tuple[Place, ...]] = [((START, "", False),)]
    seen: set[tuple[Place, ...]] = set()
    while waiting:
        marking = waiting.pop()
        if marking in seen:
            continue
        seen.add(marking)
        here = [step for step, _, _ in marking if played.is_merge(step)]
        double = {step for step in here if here.count(step) > 1}
        if double:
            met |= double
            continue
        following = list(_following(played, marking))
        if not following:
            stuck |= _first(played, {step for step, _, _ in marking})
        waiting += following
    return Verdict(frozenset(stuck), frozenset(met))


def _first(game: Game, held: set[str]) -> set[str]:
    """Return the joins that do not only wait for what another one holds."""
    return {
        step
        for step in held
        if not any(other != step and nx.has_path(game.graph, other, step) for other in held)
    }


def _following(game: Game, marking: tuple[Place, ...]) -> Iterator[tuple[Place, ...]]:
    for number, token in enumerate(marking):
        rest = (*marking[:number], *marking[number + 1 :])
        if not token[2]:
            yield from (_arrived(game, rest, token[0], chosen) for chosen in _ways(game, token[0]))
    held = sorted({step for step, _, waits in marking if waits})
    for step in held:
        if game.kinds[step] == "inclusive" and not _can_still_come(game, marking, step):
            yield _through(marking, step)
    inclusive = [step for step in held if game.kinds[step] == "inclusive"]
    if inclusive and all(
        [waits for _, _, waits in marking]
        + [_can_still_come(game, marking, step) for step in inclusive]
    ):
        yield _through(marking, inclusive[0])


def _can_still_come(game: Game, marking: tuple[Place, ...], step: str) -> bool:
    return any(other != step and nx.has_path(game.graph, other, step) for other, _, _ in marking)


def _through(marking: tuple[Place, ...], step: str) -> tuple[Place, ...]:
    return _sorted([*(place for place in marking if place[0] != step), (step, "", False)])


def _ways(game: Game, step: str) -> Iterator[tuple[str, ...]]:
    onward = game.onward[step]
    match game.kinds[step]:
        case "exclusive":
            yield from ((to,) for to in onward)
        case "inclusive" if len(onward) > 1:
            asked, default = onward[:-1], onward[-1:]
            for size in range(1, len(asked) + 1):
                yield from combinations(asked, size)
            yield default
        case _:
            yield onward


def _arrived(
    game: Game, rest: tuple[Place, ...], source: str, targets: tuple[str, ...]
) -> tuple[Place, ...]:
    marking = list(rest)
    for to in targets:
        if game.kinds[to] == "end":
            continue
        marking.append((to, source, game.is_join(to)))
        flows = {came for step, came, waits in marking if step == to and waits}
        if game.kinds[to] == "parallel" and game.is_join(to) and len(flows) == game.into(to):
            for came in sorted(flows):
                marking.remove((to, came, True))
            marking.append((to, "", False))
    return _sorted(marking)


def _sorted(marking: list[Place]) -> tuple[Place, ...]:
    return tuple(sorted(marking))
