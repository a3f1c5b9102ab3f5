"""Where several paths of an instance meet again (T18, T19)."""

from __future__ import annotations

from journeykit.simulate.life import Stuck
from journeykit.simulate.reference.moves import die, finish, ready
from journeykit.simulate.reference.tokens import Instance, Token
from journeykit.simulate.reference.world import World


def passes(world: World, token: Token) -> bool:
    """Tell whether a token that reaches a join goes on at once; else it waits there."""
    instance, step = token.instance, token.at
    waiting = instance.joins.setdefault(step.number, [])
    waiting.append(token)
    if step.join == "parallel" and _complete(world, token, waiting):
        return True
    world.joining[instance] = None
    return False


def _complete(world: World, token: Token, waiting: list[Token]) -> bool:
    """Take one token of each incoming flow when all are there: the latest goes on, others die."""
    first: dict[int, Token] = {}
    for each in waiting:
        first.setdefault(each.flow, each)
    if len(first) < token.at.incoming:
        return False
    for each in first.values():
        waiting.remove(each)
        if each is not token:
            die(world, each)
    return True


def settle(world: World) -> bool:
    """Fire one join that can wait no longer, or end an instance that waits for ever (T19).

    It is asked when nothing is ready, and tells whether it did either.
    """
    if not world.joining:
        return False
    ordered = sorted(world.joining, key=lambda each: (each.journey.rank, each.number))
    for instance in ordered:
        if not any(instance.joins.values()):
            del world.joining[instance]
        elif _settled(world, instance):
            return True
    return False


def _settled(world: World, instance: Instance) -> bool:
    """Fire a join of the instance, or end it when it waits for ever; tell whether it did."""
    places = sorted(instance.joins, key=lambda place: instance.journey.steps[place].id.encode())
    inclusive = [
        place
        for place in places
        if instance.joins[place] and instance.journey.steps[place].join == "inclusive"
    ]
    for place in inclusive:
        if not _may_still_come(instance, place):
            _fire(world, instance, place)
            return True
    if sum(map(len, instance.joins.values())) < len(instance.tokens):
        return False
    if inclusive:
        _fire(world, instance, inclusive[0])
        return True
    for token in instance.tokens.values():
        stuck = Stuck(world.now, instance.journey.id, instance.number, token.at.id)
        world.stuck.append(stuck)
    finish(world, instance, "stuck")
    return True


def _may_still_come(instance: Instance, place: int) -> bool:
    """Tell whether another living token stands where the join can be reached from."""
    upstream = instance.journey.steps[place].upstream
    waiting = instance.joins[place]
    return any(token.step in upstream for token in instance.tokens.values() if token not in waiting)


def _fire(world: World, instance: Instance, place: int) -> None:
    """Merge all tokens that wait at an inclusive join into the one with the lowest number."""
    waiting = sorted(instance.joins.pop(place), key=lambda token: token.number)
    for token in waiting[1:]:
        die(world, token)
    ready(world, waiting[0])
