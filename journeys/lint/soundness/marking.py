"""Where the tokens of one instance are, and what each of them knows of what happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from journeykit.journeys.conditions import Expression

Known: TypeAlias = frozenset[tuple[Expression, bool]]
"""Facts, as pairs of an expression and its truth."""


@dataclass(frozen=True, slots=True, eq=False)
class Act:
    """The leaving of a node: what was chosen or came there, and the acts right before it.

    `number` is larger than those of the acts before it. `assumed` are the answers that were not
    certain before, `awaited` the events that were waited for, `caught` those one of which came. It
    was `guessed` where a condition counts what other tokens do as well.
    """

    node: str
    to: tuple[str, ...]
    number: int
    before: tuple[Act, ...] = ()
    assumed: Known = frozenset()
    awaited: frozenset[str] = frozenset()
    caught: frozenset[str] = frozenset()
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A place where a customer stands; `held` where a join lets nobody through yet.

    `came` is the flow by which it came: the node that it leads out of, and its place there. `facts`
    and `sent` are what is certain by its own past alone, `missed` the steps through which others
    have gone since without its being behind or before them.
    """

    node: str
    came: tuple[str, int]
    act: Act = field(compare=False)
    held: bool = False
    facts: Known = frozenset()
    sent: frozenset[str] = frozenset()
    missed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Marking:
    """All tokens of an instance, and what is the same for all of them.

    `facts` are answers that stay for the customer, `arrivals` how often a step was reached that
    conditions count; `lost` tells that a token waits, or stopped, for a reason of its own,
    `forced` that an inclusive join went on because nothing else could.
    `through` is the latest act, and flow, by which each merge was reached, `over` are the acts that
    ended a path.
    """

    tokens: tuple[Token, ...]
    facts: Known = frozenset()
    arrivals: tuple[tuple[str, int], ...] = ()
    sent: frozenset[str] = frozenset()
    lost: bool = False
    forced: bool = False
    through: dict[str, tuple[Act, tuple[str, int]]] = field(default_factory=dict, compare=False)
    over: tuple[Act, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A join that waits for ever, or a merge that lets a second token through.

    `acts` are the last ones of each token that has to do with it; of a merge that of the token
    that went through, then of the one that comes. `came` are the flows by which these came, or by
    which those came that wait at a join. It is not `certain` where the answers on the way may not
    go together.
    """

    step: str
    acts: tuple[Act, ...]
    came: tuple[tuple[str, int], ...] = ()
    certain: bool = True
