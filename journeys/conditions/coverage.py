"""Whether the conditions of a choice cover every case, or leave a gap between them.

All worlds are tried in which each subject has one of the values that stand for all of its own
(`subjects.py`). When some condition holds in each of them, the choice is covered. That is
certain, for the worlds tried include all that can be. A world in which no condition holds is a
gap. It is certain when what makes it one are subjects that surely do not depend on each other, or
all of them say that nothing has happened;
otherwise, as where one event may cause another, the verdict is `unknown`, with the example.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, product

from journeykit.journeys.conditions.expression import (
    Call,
    Condition,
    Expression,
    Now,
    Parameter,
    walk,
)
from journeykit.journeys.conditions.names import names
from journeykit.journeys.conditions.scope import Value
from journeykit.journeys.conditions.subjects import (
    NEITHER,
    Contact,
    Domain,
    Pair,
    Subject,
    World,
    holds,
    subjects,
    values,
)
from journeykit.journeys.conditions.write import format_number, write
from journeykit.journeys.durations import seconds_text
from journeykit.journeys.place import Word

# Worlds times the size of the conditions: a hostile choice is given up in half a second.
MOST_WORK = 50_000
MOST_GAPS = 20
_HAPPENING = ("count", "sent", "opened", "clicked", "on_site")


class Verdict(StrEnum):
    """What is known about the conditions of a choice."""

    COVERED = "covered"
    GAP = "gap"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The verdict; `example` says when no condition holds, as in "`customer.total` is 100".

    `missing` tells that the example needs a value that is missing. `example` is empty when the
    choice is covered or was too large to be searched.
    """

    verdict: Verdict
    example: str = ""
    missing: bool = False


def coverage(
    conditions: Sequence[Condition], domains: Mapping[Expression, Domain] | None = None
) -> Coverage:
    """Tell whether one of the conditions always holds.

    `domains` says what is known of a subject: `{Attribute(NOWHERE, Word("plan")):
    Domain(("free", "paid"), optional=False)}`. Without it an attribute or a data field may have
    any value, or none.
    """
    tests = [condition.expression for condition in conditions]
    choices = _choices(tests, domains or {})
    size = sum(1 for test in tests for _ in walk(test))
    if size * math.prod(len(each) for each in choices.values()) > MOST_WORK:
        return Coverage(Verdict.UNKNOWN)
    gaps = sorted(islice(_gaps(tests, choices), MOST_GAPS), key=len)
    if not gaps:
        return Coverage(Verdict.COVERED)
    return min((_judged(gap) for gap in gaps), key=_badness)


def overlap(
    first: Condition, second: Condition, domains: Mapping[Expression, Domain] | None = None
) -> str:
    """Say when both conditions hold, as in "`customer.total` is 100"; empty if that is not sure.

    Conditions of which one includes the other overlap as well.
    """
    tests = [first.expression, second.expression]
    choices = _choices(tests, domains or {})
    size = sum(1 for test in tests for _ in walk(test))
    if size * math.prod(len(each) for each in choices.values()) > MOST_WORK:
        return ""
    for chosen in product(*choices.values()):
        world = dict(zip(choices, chosen, strict=True))
        if all(holds(test, world) for test in tests) and _independent(list(world)):
            return " and ".join(_told(subject, value) for subject, value in world.items())
    return ""


def is_about_the_same(first: Condition, second: Condition) -> bool:
    """Tell whether two conditions depend on the same things."""
    asked = [{subject for subject, _ in subjects(each.expression)} for each in (first, second)]
    return asked[0] == asked[1]


def _choices(
    tests: Sequence[Expression], domains: Mapping[Expression, Domain]
) -> dict[Subject, tuple[Value, ...]]:
    """Return the values to try for each subject, in written order."""
    constants: dict[Subject, tuple[Value, ...]] = {}
    for test in tests:
        for subject, constant in subjects(test):
            constants[subject] = (*constants.get(subject, ()), constant)
    return {subject: values(subject, given, domains) for subject, given in constants.items()}


def _gaps(
    tests: Sequence[Expression], choices: Mapping[Subject, tuple[Value, ...]]
) -> Iterator[World]:
    """Yield the worlds where no condition holds, each with only what makes it one."""
    for chosen in product(*choices.values()):
        world = dict(zip(choices, chosen, strict=True))
        if not any(holds(test, world) for test in tests):
            yield _needed(tests, choices, world)


def _needed(
    tests: Sequence[Expression], choices: Mapping[Subject, tuple[Value, ...]], world: World
) -> World:
    """Leave out of a gap the subjects whose value makes no difference to it."""
    needed = dict(world)
    for subject in choices:
        others = [name for name in choices if name not in needed and name != subject]
        free = [*others, subject]
        if math.prod(len(choices[name]) for name in free) > MOST_GAPS:
            continue
        if all(
            not any(
                holds(test, {**world, **dict(zip(free, chosen, strict=True))}) for test in tests
            )
            for chosen in product(*(choices[name] for name in free))
        ):
            del needed[subject]
    return needed


def _judged(gap: World) -> Coverage:
    """Return the verdict on one gap."""
    certain = _independent(list(gap)) or _is_idle(gap)
    verdict = Verdict.GAP if certain else Verdict.UNKNOWN
    example = " and ".join(_told(subject, value) for subject, value in gap.items())
    return Coverage(verdict, example, any(value != value for value in gap.values()))


def _badness(found: Coverage) -> tuple[bool, bool]:
    """Order examples: certain before uncertain, values before missing ones."""
    return (found.verdict is not Verdict.GAP, found.missing)


def _independent(found: list[Subject]) -> bool:
    """Tell whether the subjects can surely have any values together.

    Attributes, contacts and data are independent when they share no name. Of anything else, one
    at most: a segment may be defined by an attribute, an event may be caused by another.
    """
    seen: list[tuple[str, str]] = []
    for subject in found:
        named = _named(subject)
        if any(name in seen for name in named):
            return False
        seen += named
    return len(found) < 2 or all(_is_free(subject) for subject in found)


def _is_idle(gap: World) -> bool:
    """Tell whether the gap is a customer who did nothing: that can be, whatever causes what.

    Then no event has come, no session is open, no contact is known.
    """
    return all(
        (value == NEITHER if isinstance(subject, Contact) else _is_nothing(subject, value))
        for subject, value in gap.items()
    ) and len(set(map(_about, gap))) == len(gap)


def _is_nothing(subject: Subject, value: Value) -> bool:
    """Tell whether a call says that nothing has happened."""
    if not isinstance(subject, Call):
        return False
    if subject.name == "since":
        return value == math.inf
    return subject.name in _HAPPENING and value == 0


def _about(subject: Subject) -> tuple[str, str]:
    """Return what a contact or a call is about."""
    if isinstance(subject, Contact):
        return "contact", subject.name
    return ("call", write(subject)) if isinstance(subject, Call) else ("", "")


def _named(subject: Subject) -> list[tuple[str, str]]:
    """Return the names that a subject uses, with their roles, once each."""
    if isinstance(subject, Contact):
        return [("attribute", subject.name)]
    sides = (subject.left, subject.right) if isinstance(subject, Pair) else (subject,)
    found = [
        ("attribute" if name.role == "contact" else name.role.value, f"{name.of}.{name.word}")
        for side in sides
        for name in names(Condition(Word(""), side))
    ]
    return list(dict.fromkeys(found))


def _is_free(subject: Subject) -> bool:
    """Tell whether a subject is made of attributes, contacts and data alone."""
    if isinstance(subject, Contact):
        return True
    sides = (subject.left, subject.right) if isinstance(subject, Pair) else (subject,)
    return not any(isinstance(node, Call | Now) for side in sides for node in walk(side))


def _told(subject: Subject, value: Value) -> str:
    """Say that a subject has a value."""
    if isinstance(subject, Contact):
        return f"`{subject.name}` is {value}"
    if isinstance(subject, Pair):
        return _told_pair(subject, value)
    text = f"`{write(subject)}`"
    if value != value:
        return f"{text} is missing"
    if isinstance(value, bool):
        return f"{text} is {'true' if value else 'false'}"
    if isinstance(value, str):
        return f"{text} is {value}"
    if isinstance(subject, Call) and subject.name == "since":
        return f"{text} is {'infinite' if math.isinf(value) else seconds_text(int(value))}"
    return f"{text} is {format_number(value)}"


def _told_pair(pair: Pair, value: Value) -> str:
    """Say how two values compare."""
    if isinstance(pair.left, Parameter):
        pair, value = Pair(pair.right, pair.left), -value if isinstance(value, float) else value
    left, right = f"`{write(pair.left)}`", f"`{write(pair.right)}`"
    if value != value:
        return f"{left} or {right} is missing"
    words = {-1.0: "is less than", 0.0: "equals", 1.0: "is more than"}
    return f"{left} {words[float(value)]} {right}"
