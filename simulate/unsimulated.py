"""What a plan holds that the simulator does not act on yet."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.step import Send, Timer


def unsimulated(plan: Plan) -> tuple[str, ...]:
    """Return a line for each thing that a run would leave out, with the names concerned."""
    return tuple(
        f"{what} not simulated yet: {', '.join(names)}" for what, names in _found(plan) if names
    )


def _found(plan: Plan) -> Iterator[tuple[str, list[str]]]:
    policy = plan.map.policy
    yield "staff is", [str(role) for role in plan.map.staff]
    yield "the calendar is", [str(line.send) for line in plan.map.calendar]
    quiet = policy.quiet
    yield "quiet hours are", [", ".join(quiet.channels) or "all channels"] if quiet else []
    yield "deferring is", ["on_exceed: defer"] if policy.on_exceed == "defer" else []
    yield (
        "by_segment is",
        [
            f"{journey.id}.{step.id}"
            for journey in plan.journeys.values()
            for step in journey.steps.values()
            if isinstance(step, Send | Timer) and step.by_segment
        ],
    )
    yield "fatigue is", [str(response) for response in plan.population.fatigue]
