"""Whether one customer can give all the answers on a way at which a search arrived.

Tokens that neither precede nor follow each other were moved as if they had nothing to do with each
other. That is so unless they ask the same, or wait for one event, and it turns out differently.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from journeykit.journeys.conditions import Call, Condition, Expression, walk
from journeykit.journeys.conditions.coverage import Verdict, coverage, is_about_the_same
from journeykit.journeys.conditions.expression import Not
from journeykit.journeys.lint.soundness.marking import Act
from journeykit.journeys.place import NOWHERE, Word


def way(acts: Iterable[Act]) -> tuple[Act, ...]:
    """Return the acts and all before them, each before those that follow it."""
    found: dict[int, Act] = {}
    waiting = list(acts)
    while waiting:
        act = waiting.pop()
        if id(act) not in found:
            found[id(act)] = act
            waiting.extend(act.before)
    return tuple(sorted(found.values(), key=lambda act: (act.number, act.node, act.to)))


def is_certain(acts: Iterable[Act]) -> bool:
    """Tell whether nothing on the way to the acts can contradict anything else on it."""
    acts = way(acts)
    if any(act.guessed for act in acts):
        return False
    telling = [act for act in acts if act.assumed or act.awaited]
    past = {id(act): {id(each) for each in way((act,))} for act in telling}
    return not any(
        _may_disagree(one, other) or _may_disagree(other, one)
        for one, other in combinations(telling, 2)
        if id(one) not in past[id(other)] and id(other) not in past[id(one)]
    )


def _may_disagree(one: Act, other: Act) -> bool:
    """Tell whether an answer of one act may rule out one of the other."""
    answers = dict(other.assumed)
    if any(answers.get(fact, value) is not value for fact, value in one.assumed):
        return True
    if one.caught & other.awaited and not other.caught & one.caught:
        return True
    return any(_asks_of(fact, one.caught) for fact in answers)


def _asks_of(fact: Expression, events: frozenset[str]) -> bool:
    """Tell whether a fact is about one of the events."""
    return any(isinstance(part, Call) and part.subject in events for part in walk(fact))


def contradict(one: tuple[Expression, bool], other: tuple[Expression, bool]) -> bool:
    """Tell whether no customer can give both answers, as `points > 10` and `points < 5`."""
    conditions = [_opposite(*one), _opposite(*other)]
    if not is_about_the_same(*conditions):
        return False
    return coverage(conditions).verdict is Verdict.COVERED


def _opposite(expression: Expression, value: bool) -> Condition:
    return Condition(Word(""), Not(NOWHERE, expression) if value else expression)
