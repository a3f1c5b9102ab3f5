"""Whether anybody can pass what is asked at an entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeykit.journeys.conditions import Condition, Expression
from journeykit.journeys.conditions.coverage import Verdict, coverage
from journeykit.journeys.conditions.expression import And, Boolean, Data, Not
from journeykit.journeys.conditions.subjects import Domain, Subject, subjects
from journeykit.journeys.lint.worlds.plain import Plain, is_switch
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import ConditionStart, EventStart, NoneStart, Start
from journeykit.journeys.place import NOWHERE, Word

Domains = Mapping[Expression, Domain]


def contradiction(
    plan: Plan, journey: Journey, start: Start, domains: Domains
) -> tuple[Condition, ...]:
    """Return conditions of an entry that cannot hold together, none where they can.

    A plain `false`, or a comparison of a parameter, is there to turn the journey off: it counts
    as true. `domains` says which values attributes have.
    """
    asked = [each for each in _asked(journey, start) if not _is_switch(each)]
    if not asked:
        return ()
    plain = Plain(journey.params, plan.population.segments, whole=True)
    spelt = {id(each): plain(each.expression) for each in asked}
    known = {**domains, **_named(start)}
    if not _may_clash([spelt[id(each)] for each in asked], known):
        return ()
    for group in (*((each,) for each in asked), tuple(asked)):
        if _never([spelt[id(each)] for each in group], known):
            return group
    return ()


def _asked(journey: Journey, start: Start) -> list[Condition]:
    """Return what is asked, the start's own conditions first; a call asks the audience alone."""
    when = start.when if isinstance(start, ConditionStart) else None
    own = (when, start.condition) if not isinstance(start, NoneStart) else ()
    return [each for each in (*own, journey.audience) if each is not None]


def _is_switch(condition: Condition) -> bool:
    return isinstance(condition.expression, Boolean) or is_switch(condition.expression)


def _named(start: Start) -> Domains:
    """Return which events the starting event can be."""
    if not isinstance(start, EventStart):
        return {}
    name = Data(NOWHERE, "start", Word("event"))
    return {name: Domain(tuple(map(str, start.event)), optional=False)}


def _may_clash(asked: Sequence[Expression], known: Domains) -> bool:
    """Tell whether two things are asked of one subject, or a subject has few values."""
    seen: set[Subject] = set()
    for expression in asked:
        for subject, _ in subjects(expression):
            if subject in seen or subject in known:
                return True
            seen.add(subject)
    return any(isinstance(each, Boolean) for each in asked)


def _never(asked: Sequence[Expression], known: Domains) -> bool:
    """Tell whether the expressions never hold together."""
    together = asked[0] if len(asked) == 1 else And(NOWHERE, tuple(asked))
    found = coverage([Condition(Word(""), Not(NOWHERE, together))], known)
    return found.verdict is Verdict.COVERED
