"""What a plan holds that the simulator does not act on yet."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.journeys.model.plan import Plan


def unsimulated(plan: Plan) -> tuple[str, ...]:
    """Return a line for each thing that a run would leave out, with the names concerned."""
    return tuple(
        f"{what} not simulated yet: {', '.join(names)}" for what, names in _found(plan) if names
    )


def _found(plan: Plan) -> Iterator[tuple[str, list[str]]]:
    yield "staff is", [str(role) for role in plan.map.staff]
