"""What the customer does: events by themselves, and events that follow others (C3-C10)."""

from __future__ import annotations

from journeykit.journeys.conditions import Value
from journeykit.journeys.model.drawn import Drawn
from journeykit.simulate.draws import exponential, mix, name, threshold, whole
from journeykit.simulate.population import CauseProgram, Following, Often, Once
from journeykit.simulate.reference.history import Happening
from journeykit.simulate.reference.scope import belongs
from journeykit.simulate.reference.world import World
from journeykit.simulate.spans import length, wait
from journeykit.simulate.values import value

_SEASON = name("season")


def multiplied(world: World, name: str, chance: float) -> float:
    """Return a chance or rate times the multipliers of the customer's segments (C5)."""
    for place, factor in world.program.population.rates.get(name, ()):
        if belongs(world, place):
            chance *= factor
    return chance


def begin(world: World) -> None:
    """Announce the first events of a life, or all that are written out."""
    person = world.customer.person
    if person is None:
        for cause in world.program.population.spontaneous:
            renew(world, cause, 0)
        return
    for each in person.events:
        world.announce(Happening(each.event, each.at, each.lineage, each.data))


def renew(world: World, cause: CauseProgram, turn: int) -> None:
    """Announce the event number `turn` that a cause makes by itself, if there is one.

    Of a cause with a season, the first from that number on which the season keeps (C7b).
    """
    since = world.now
    while True:
        lineage = mix(mix(0, cause.lineage), turn)
        time = _alone(world, cause, turn, lineage, since)
        if time is None or time >= world.program.horizon:
            return
        if _is_kept(world, cause, lineage, time):
            break
        since, turn = time, turn + 1
    data = with_data(world, {}, lineage, cause.data)
    world.announce(Happening(cause.event, time, lineage, data, cause, turn))


def _alone(world: World, cause: CauseProgram, turn: int, lineage: int, since: int) -> int | None:
    """Return the time of an event that needs no other, counted from the former one."""
    match cause.timing:
        case Once() as once if turn == 0:
            return _once(world, cause, once, lineage)
        case Often() as often:
            return _again(world, cause, often, lineage, since)
    return None


def _is_kept(world: World, cause: CauseProgram, lineage: int, time: int) -> bool:
    """Tell whether the season keeps an event at that time (Lewis and Shedler 1979, thinning)."""
    season = cause.timing.season if isinstance(cause.timing, Often) else None
    if season is None:
        return True
    share = season.share(world.program.clock.moment(time))
    return world.customer.draw(mix(lineage, _SEASON))[0] < threshold(share)


def follow(world: World, happening: Happening) -> None:
    """Announce what follows an event, and the next event of its cause (T11)."""
    for cause in world.program.population.children.get(happening.event, ()):
        if isinstance(cause.timing, Following):
            _follow(world, happening, cause, cause.timing)
    if happening.cause is not None and not isinstance(happening.cause.timing, Following):
        renew(world, happening.cause, happening.turn + 1)


def with_data(
    world: World,
    inherited: dict[str, Value],
    lineage: int,
    fields: tuple[tuple[str, int, Drawn], ...],
) -> dict[str, Value]:
    """Lay an event's own data over what it inherits (C9)."""
    own = {
        field: value(drawn, world.customer.draw(mix(lineage, number))[0], lineage)
        for field, number, drawn in fields
    }
    return {**inherited, **own}


def _once(world: World, cause: CauseProgram, once: Once, lineage: int) -> int | None:
    """Return the time of an event that comes once, counted from the life's start."""
    first, second = world.customer.draw(lineage)
    if first >= threshold(multiplied(world, cause.event, cause.chance)):
        return None
    after = length(once.at, second, world.customer.attribute)
    return None if after is None else after - world.program.warm_up


def _again(world: World, cause: CauseProgram, often: Often, lineage: int, since: int) -> int | None:
    """Return the time of the next event that comes about every so long after `since` (C7)."""
    first, second = world.customer.draw(lineage)
    mean = length(often.every, second, world.customer.attribute)
    rate = multiplied(world, cause.event, world.customer.frailty(often)) * cause.chance
    if often.season:
        rate *= often.season.most
    if mean is None or rate <= 0.0:
        return None
    return since + whole(exponential(first, float(mean), rate))


def _follow(world: World, parent: Happening, cause: CauseProgram, timing: Following) -> None:
    """Announce an event that follows `parent`, if chance wants it."""
    lineage = mix(parent.lineage, cause.lineage)
    first, second = world.customer.draw(lineage)
    if first >= threshold(multiplied(world, cause.event, cause.chance)):
        return
    delay = wait(timing.delay, second, world.customer.attribute)
    if delay is None or world.now + delay >= world.program.horizon:
        return
    data = with_data(world, dict(parent.data), lineage, cause.data)
    world.announce(Happening(cause.event, world.now + delay, lineage, data, cause))
