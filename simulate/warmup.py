"""How long to simulate before the counted days, so that they do not begin with everybody new."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.journeys.durations import SECONDS, Duration
from journeykit.journeys.model.drawn import Constant, Uniform
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import SilenceStart
from journeykit.journeys.place import Word
from journeykit.simulate.spans import span_of

YEAR = SECONDS["y"]


def warm_up(plan: Plan) -> int:
    """Return the longest silence that a start of the plan waits for, in seconds, at most a year.

    Where the silence is drawn, its upper bound counts; a year where it has none.
    """
    return int(min(max(_silences(plan), default=0), YEAR))


def _silences(plan: Plan) -> Iterator[float]:
    for journey in plan.journeys.values():
        for start in journey.start.values():
            if isinstance(start, SilenceStart):
                yield _longest(plan, journey, start.for_)


def _longest(plan: Plan, journey: Journey, duration: Duration) -> float:
    attributes = sum(_most(plan, name) for name in duration.attributes)
    return span_of(duration, journey.params).high + attributes


def _most(plan: Plan, attribute: Word) -> float:
    """Return the most that an attribute can be drawn as, in seconds."""
    rule = plan.population.attributes.get(attribute)
    match rule.value if rule else None:
        case Uniform(high=high):
            return high
        case Constant(value=float(value)):
            return value
    return YEAR
