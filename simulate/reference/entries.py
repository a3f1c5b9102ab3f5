"""Who may enter a journey, and entering it (T13-T15)."""

from __future__ import annotations

from collections.abc import Mapping

from journeykit.journeys.conditions import Value, equal
from journeykit.simulate.draws import mix
from journeykit.simulate.journeys import JourneyProgram
from journeykit.simulate.life import Refusal
from journeykit.simulate.reference.history import VISIT, Correlation, Happening
from journeykit.simulate.reference.moves import begin, finish
from journeykit.simulate.reference.scope import Scope
from journeykit.simulate.reference.tokens import Instance, Token
from journeykit.simulate.reference.world import World
from journeykit.simulate.spans import length
from journeykit.simulate.starts import StartProgram


def try_start(world: World, start: StartProgram, cause: int, origin: Happening | None) -> None:
    """Enter the start's journey, or count why not; `cause` is the lineage of what fired it."""
    journey = world.program.journeys[start.journey]
    data = origin.data if origin else {}
    correlation = _correlation(journey, data)
    scope = Scope(world, journey, event=origin, origin=origin, correlation=correlation)
    if start.test and not start.test(scope):
        _refuse(world, start, "if")
    elif why := _refusal(world, journey, scope, correlation):
        _refuse(world, start, why)
    else:
        _enter(world, start, cause, data, correlation, origin=origin, caught=origin)


def try_call(world: World, start: StartProgram, caller: Token, *, wait: bool) -> bool:
    """Enter the called journey with the caller's data and event; tell whether it was entered."""
    journey = world.program.journeys[start.journey]
    data, caught = caller.instance.data, caller.instance.caught
    correlation = _correlation(journey, data)
    scope = Scope(world, journey, event=caught, correlation=correlation)
    if why := _refusal(world, journey, scope, correlation):
        _refuse(world, start, why)
        return False
    child = _enter(world, start, caller.visit, data, correlation, origin=None, caught=caught)
    if wait:
        child.caller, caller.child = caller, child
    return True


def _refuse(world: World, start: StartProgram, why: str) -> None:
    """Count a refused start."""
    journey = world.program.journeys[start.journey].id
    world.refusals.append(Refusal(world.now, journey, start.id, why))


def _correlation(journey: JourneyProgram, data: Mapping[str, Value]) -> Correlation:
    """Return the field of `per` and the value that an instance would have."""
    return (journey.per, data.get(journey.per)) if journey.per else None


def _refusal(world: World, journey: JourneyProgram, scope: Scope, correlation: Correlation) -> str:
    """Return the first reason not to let the customer in, or "" (T13, from the audience on)."""
    if journey.audience and not journey.audience(scope):
        return "audience"
    if not _again(world, journey, correlation):
        return "reentry"
    if journey.group and not _outranks_group(world, journey):
        return "exclusive_group"
    return ""


def _again(world: World, journey: JourneyProgram, correlation: Correlation) -> bool:
    """Tell whether the customer may enter once more (T14)."""
    if journey.reentry == "always":
        return True
    if any(_same(each, correlation) for each in world.live[journey.rank]):
        return False
    before = (each for each in reversed(world.entries[journey.rank]) if _same(each, correlation))
    latest = next(before, None)
    if latest is None or journey.reentry == "after_exit":
        return True
    if journey.reentry == "never":
        return False
    if journey.reentry == "session":
        visit = world.history.latest(VISIT)
        return visit is not None and latest.place < visit.place
    seconds = length(journey.again, 0, world.customer.attribute)
    return seconds is not None and world.now - latest.entered >= seconds


def _same(instance: Instance, correlation: Correlation) -> bool:
    """Tell whether the instance has the value of `per`; a missing one is a value of its own."""
    if correlation is None or instance.correlation is None:
        return True
    one, other = instance.correlation[1], correlation[1]
    return one is other if one is None or other is None else equal(one, other)


def _outranks_group(world: World, journey: JourneyProgram) -> bool:
    """Remove the running journeys of the group, unless one has as high a priority (T15)."""
    others = [
        instance
        for other in world.program.journeys
        if other.group == journey.group and other.rank != journey.rank
        for instance in world.live[other.rank]
    ]
    if any(each.journey.priority >= journey.priority for each in others):
        return False
    for each in others:
        finish(world, each, "group")
    return True


def _enter(
    world: World,
    start: StartProgram,
    cause: int,
    data: Mapping[str, Value],
    correlation: Correlation,
    *,
    origin: Happening | None,
    caught: Happening | None,
) -> Instance:
    """Make an instance with its first token."""
    rank = start.journey
    instance = Instance(
        world.program.journeys[rank],
        len(world.entries[rank]) + 1,
        start,
        world.now,
        world.history.length,
        mix(cause, start.entry),
        origin,
        caught,
        data,
        correlation,
    )
    world.entries[rank].append(instance)
    world.live[rank].append(instance)
    begin(world, instance, start.ways)
    return instance
