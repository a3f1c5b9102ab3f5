"""Two plans on the same customers: every figure of both, and what the second one changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from journeykit.journeys.finding import JourneyError
from journeykit.journeys.model.message import CLASSES
from journeykit.journeys.model.plan import Plan
from journeykit.simulate.contrast import Contrast, contrast
from journeykit.simulate.figures import RESPONSES, Figure, Judge, judge_of
from journeykit.simulate.forecast import Setting
from journeykit.simulate.order import Order
from journeykit.simulate.run import Progress, survey_of
from journeykit.simulate.side_by_side import Trial, side_by_side
from journeykit.simulate.survey import Survey
from journeykit.simulate.wording import rules


@dataclass(frozen=True, slots=True)
class OneSided:
    """Names of a kind that only one of the plans has."""

    kind: str
    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two plans do to the same customers.

    `policies` are the modes of both. `names` are those that only one plan has: chance is drawn by
    name, so what was only renamed looks like an effect. `same_population` tells whether the
    customers of both are described alike, `same_zone` whether they live in one time zone.
    """

    first: Setting
    second: Setting
    policies: tuple[str, str]
    figures: tuple[Contrast, ...]
    names: tuple[OneSided, ...]
    same_population: bool
    same_zone: bool


def compare(
    first: Order, second: Order, *, workers: int = 1, progress: Progress | None = None
) -> Comparison:
    """Return what the customers get under both orders, which `alike` has made alike.

    Raises:
        JourneyError: a plan cannot be run, or a worker was ended from outside.
    """
    surveys = survey_of(first), survey_of(second)
    judges = _judges(*surveys)
    _, beside = side_by_side(
        (Trial(first, judges), Trial(second, judges)), workers=workers, progress=progress
    )
    drawn = first.setting().drawn
    return Comparison(
        first.setting(),
        second.setting(),
        policies=(first.policy, second.policy),
        figures=tuple(
            contrast(figure, beside, drawn=drawn) for figure in figures_of(*surveys, judges)
        ),
        names=tuple(one_sided(first.plan, second.plan)),
        same_population=first.plan.population == second.plan.population,
        same_zone=first.plan.map.timezone == second.plan.map.timezone,
    )


def alike(orders: Sequence[Order]) -> list[Order]:
    """Return the orders with as many customers, as long a warm-up and as many replications.

    Raises:
        JourneyError: the customers of one are written out, and those of another are others.
    """
    first, *others = orders
    ours = len(first.plan.population.written_out)
    for other in others:
        theirs = len(other.plan.population.written_out)
        if ours != theirs:
            raise JourneyError(
                f"the customers are not the same: {_drawn_or_not(ours)} in {first.plan.path}, "
                f"{_drawn_or_not(theirs)} in {other.plan.path}; --population gives both the same"
            )
    customers = max(each.customers for each in orders)
    warm_up = max(each.warm_up for each in orders)
    runs = max(each.replications for each in orders)
    return [
        replace(each, customers=customers, warm_up=warm_up, replications=runs) for each in orders
    ]


def _drawn_or_not(written_out: int) -> str:
    return f"{written_out} written out" if written_out else "drawn"


def figures_of(first: Survey, second: Survey, judges: Iterable[Judge]) -> Iterator[Figure]:
    """Yield the figures of two plans: messages, conversions, what customers do, the policy."""

    def named(kind: str, *groups: Iterable[str]) -> Iterator[Figure]:
        names = dict.fromkeys(name for group in groups for name in group)
        return (Figure(kind, name) for name in names)

    yield Figure("messages")
    yield Figure("worst 7 days")
    yield from named("channel", first.used, second.used)
    yield from named("class", CLASSES)
    yield from named("journey", first.senders, second.senders)
    yield from map(Figure, ("on-site", "staff"))
    for kind in ("entered", "converted"):
        yield Figure(kind)
        yield from named(kind, first.journeys, second.journeys)
    yield from map(Figure, ("orders", "order value", *RESPONSES.values()))
    yield from named("broken", (text for judge in judges for text in judge.rules.values()))


def _judges(first: Survey, second: Survey) -> tuple[Judge, ...]:
    """Return who judges both timetables: each rule of either policy, by its words."""
    known = [text for _, text in rules(first.limits)]
    more = judge_of(second.limits, without=known)
    return (judge_of(first.limits), more) if more.rules else (judge_of(first.limits),)


def one_sided(first: Plan, second: Plan) -> Iterator[OneSided]:
    """Yield the names that chance is drawn by and that only one of the plans has."""
    both = [each for each in first.journeys if each in second.journeys]
    ours, others = _names(first, both), _names(second, both)
    for kind in ours:
        here = tuple(each for each in ours[kind] if each not in others[kind])
        there = tuple(each for each in others[kind] if each not in ours[kind])
        if here or there:
            yield OneSided(kind, here, there)


def _names(plan: Plan, both: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return a plan's names by kind; steps and starts of those journeys that both plans have."""
    steps: list[str] = []
    for id in both:
        journey = plan.journeys[id]
        steps += [f"{id}/{start}" for start in journey.start]
        steps += [f"{id}/{step}" for step in journey.steps]
    population = plan.population
    return {
        "journeys": tuple(map(str, plan.journeys)),
        "steps": tuple(steps),
        "messages of the calendar": tuple(str(line.send) for line in plan.map.calendar),
        "events": tuple(map(str, population.behaviour)),
        "attributes": tuple(map(str, population.attributes)),
        "segments": tuple(map(str, population.segments)),
    }
