"""Tokens on the move: they arrive, wait at joins, merge, and learn of each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from journeykit.journeys.conditions import Call, Expression, walk
from journeykit.journeys.conditions.expression import Attribute, Data
from journeykit.journeys.lint.facts import Facts, wait
from journeykit.journeys.lint.soundness.asking import is_steady
from journeykit.journeys.lint.soundness.leaving import MOST_ROUNDS, sends_of
from journeykit.journeys.lint.soundness.marking import Act, Known, Marking, Token, Trouble
from journeykit.journeys.lint.soundness.net import Net
from journeykit.journeys.model.flow import END

NOWHERE = "", 0
"""The flow by which a token came that no join holds: it does not matter."""


Moved: TypeAlias = tuple[Marking, tuple[Trouble, ...]]
"""The marking after a move, and the troubles of tokens that met another one's path; these are gone
from it."""


def reach(net: Net, marking: Marking, fresh: Sequence[Token]) -> Moved:
    """Return what follows when the tokens of one leaving have reached their steps, in order."""
    board = _Board(net, marking, [*fresh])
    for number in range(len(fresh)):
        board.arrive(board.fresh[number])
    return tidy(net, board.marking), tuple(board.troubles)


def merged(net: Net, marking: Marking, mine: tuple[Token, ...]) -> Moved:
    """Return what follows when an inclusive join has let its tokens through as one."""
    rest = tuple(token for token in marking.tokens if token not in mine)
    board = _Board(net, replace(marking, tokens=rest), [])
    board.go_through(_as_one(net, mine))
    return tidy(net, board.marking), tuple(board.troubles)


def kept(net: Net, marking: Marking, facts: Facts) -> Marking:
    """Return the marking with the answers that stay for the customer and are asked again."""
    ahead = [net.asked[token.node] for token in marking.tokens]
    known = frozenset(
        (fact, value)
        for fact, value in {**dict(marking.facts), **facts}.items()
        if is_steady(fact, net.changes) and _matters(net, fact, ahead)
    )
    return replace(marking, facts=known)


def token_facts(net: Net, node: str, facts: Facts) -> Known:
    """Return the facts that only a token's own past makes certain, and that are asked again."""
    if node not in net.asked:
        return frozenset()
    ahead = [net.asked[node]]
    return frozenset(
        (fact, value)
        for fact, value in facts.items()
        if not is_steady(fact, net.changes)
        and _matters(net, fact, ahead)
        and not _is_changed(fact, net.changes)
    )


def tidy(net: Net, marking: Marking) -> Marking:
    """Return the marking with its tokens in one order, those that nothing tells apart as one."""
    moving = list(dict.fromkeys(token for token in marking.tokens if not token.held))
    held = [token for token in marking.tokens if token.held]
    held.sort(key=lambda token: (token.node, token.came))
    return replace(marking, tokens=(*moving, *_at_most_two(held)))


def _at_most_two(held: Iterable[Token]) -> list[Token]:
    """Return tokens that wait, at most two that nothing tells apart."""
    left: list[Token] = []
    for token in held:
        if left.count(token) < 2:
            left.append(token)
    return left


def _matters(net: Net, fact: Expression, ahead: Iterable[frozenset[Expression]]) -> bool:
    """Tell whether what a fact is about is asked for again; the arms of a split on a loop are."""
    about = [part for part in walk(fact) if isinstance(part, Attribute | Data | Call)]
    if any(part in asked for asked in ahead for part in about):
        return True
    arms = (part for part in about if isinstance(part, Call) and part.name == "arm")
    return any(str(each.subject) in net.loops for each in arms)


def _is_changed(fact: Expression, changes: frozenset[str]) -> bool:
    """Tell whether a fact is about what the journey itself changes."""
    named = (getattr(part, "subject", getattr(part, "name", "")) for part in walk(fact))
    return any(str(name) in changes for name in named)


def _as_one(net: Net, tokens: Sequence[Token]) -> Token:
    """Return the token that goes on from a join: it knows what any of them knows."""
    facts: Facts = {}
    for token in tokens:
        facts |= dict(token.facts)
    acts = tuple(token.act for token in tokens)
    node = tokens[0].node
    return Token(
        node,
        tokens[0].came,
        Act(node, (), 1 + max(act.number for act in acts), acts),
        facts=token_facts(net, node, wait(facts)),
        sent=frozenset().union(*(token.sent for token in tokens)),
        missed=frozenset.intersection(*(token.missed for token in tokens)),
    )


@dataclass(slots=True)
class _Board:
    """A marking while several tokens arrive; `fresh` are those that are still on their way."""

    net: Net
    marking: Marking
    fresh: list[Token]
    troubles: list[Trouble] = field(default_factory=list)

    def arrive(self, token: Token) -> None:
        """Let a token reach its step, and go through it unless a join holds it."""
        node = token.node
        if node == END:
            self._end(token)
        elif node in self.net.inclusive:
            self._put(replace(token, held=True))
        elif node in self.net.parallel:
            self._put(replace(token, held=True))
            self._complete(node)
        else:
            self.go_through(token)

    def go_through(self, token: Token) -> None:
        """Let a token go through a step, unless another has without its knowing."""
        node, net = token.node, self.net
        if node in token.missed and node in net.merges:
            act, came = self.marking.through[node]
            self.troubles.append(Trouble(node, (act, token.act), (came, token.came)))
            self.marking = replace(self.marking, lost=True)
            return
        if node in token.missed and node in net.apart:
            token = replace(token, missed=token.missed - net.behind[node] - {node})
        if node in net.tracked:
            self._tell_others({node})
            through = {**self.marking.through, node: (token.act, token.came)}
            self.marking = replace(self.marking, through=through)
        if node in net.counted:
            self._count(node)
        sends = sends_of(net, node)
        if sends:
            token = replace(token, sent=token.sent | sends)
            self.marking = replace(self.marking, sent=self.marking.sent | sends)
        self._put(token)

    def _put(self, token: Token) -> None:
        """Put a token first, so that it is led on before the others."""
        came = token.came if token.held else NOWHERE
        token = replace(token, came=came)
        self.marking = replace(self.marking, tokens=(token, *self.marking.tokens))

    def _end(self, token: Token) -> None:
        """Take a token off that can meet no other any more; what it may still do, others miss."""
        self.marking = replace(self.marking, over=(*self.marking.over, token.act))
        self._tell_others({*self.net.counted & self.net.folded})

    def _tell_others(self, nodes: set[str]) -> None:
        """Note for every other token that one has gone through the steps."""
        if nodes:
            self.fresh = [replace(each, missed=each.missed | nodes) for each in self.fresh]
            tokens = tuple(
                replace(each, missed=each.missed | nodes) for each in self.marking.tokens
            )
            self.marking = replace(self.marking, tokens=tokens)

    def _count(self, node: str) -> None:
        """Count an arrival that conditions ask for."""
        arrivals = dict(self.marking.arrivals)
        arrivals[node] = min(MOST_ROUNDS, arrivals.get(node, 0) + 1)
        self.marking = replace(self.marking, arrivals=tuple(sorted(arrivals.items())))

    def _complete(self, node: str) -> None:
        """Let a parallel join take one token of each flow, where each has one."""
        waiting = [token for token in self.marking.tokens if token.held and token.node == node]
        first = {token.came: token for token in waiting}
        if len(first) < self.net.parallel[node]:
            return
        rest = list(self.marking.tokens)
        for token in first.values():
            rest.pop(next(place for place, each in enumerate(rest) if each is token))
        self.marking = replace(self.marking, tokens=tuple(rest))
        self.go_through(_as_one(self.net, tuple(first.values())))
