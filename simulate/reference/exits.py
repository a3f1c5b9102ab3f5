"""Goals reached and journeys left because of events or conditions (T11)."""

from __future__ import annotations

from journeykit.simulate.reference.history import Happening, concerns
from journeykit.simulate.reference.moves import finish
from journeykit.simulate.reference.scope import sight
from journeykit.simulate.reference.tokens import Instance
from journeykit.simulate.reference.world import World


def reach_goals(world: World, happening: Happening) -> None:
    """Mark the conversions: live instances, and ended ones within the attribution window."""
    for rank in world.program.goals.get(happening.event, ()):
        for instance in world.live[rank]:
            if instance.converted is None and _is_goal(world, instance, happening):
                instance.converted = world.now
        world.unconverted[rank] = [
            instance
            for instance in world.unconverted[rank]
            if _in_window(world, instance) and not _converts(world, instance, happening)
        ]


def leave_at(world: World, happening: Happening) -> None:
    """End the instances that the event ends, then those whose condition holds."""
    for rank in world.program.exits.get(happening.event, ()):
        for instance in list(world.live[rank]):
            if instance.is_live and _ends(world, instance, happening):
                finish(world, instance, "exit")
    leave_when(world)


def leave_when(world: World) -> None:
    """End the instances for which an exit's condition holds."""
    for rank in world.program.conditional_exits:
        exits = world.program.journeys[rank].exits
        for instance in list(world.live[rank]):
            scope = sight(world, instance)
            if instance.is_live and any(
                each.test and each.test(scope) for each in exits if not each.event
            ):
                finish(world, instance, "exit")


def _is_goal(world: World, instance: Instance, happening: Happening) -> bool:
    """Tell whether the event is the goal of the instance."""
    goal = instance.journey.goal
    return (
        goal is not None
        and concerns(happening, instance.correlation)
        and (goal.test is None or goal.test(sight(world, instance, happening)))
    )


def _in_window(world: World, instance: Instance) -> bool:
    """Tell whether the instance's last message is younger than the attribution window."""
    return instance.last_sent is not None and world.now - instance.last_sent < world.program.window


def _converts(world: World, instance: Instance, happening: Happening) -> bool:
    """Mark the conversion of an ended instance, if the event is its goal."""
    if not _is_goal(world, instance, happening):
        return False
    instance.converted = world.now
    return True


def _ends(world: World, instance: Instance, happening: Happening) -> bool:
    """Tell whether the event ends the instance."""
    return concerns(happening, instance.correlation) and any(
        each.event == happening.event
        and (each.test is None or each.test(sight(world, instance, happening)))
        for each in instance.journey.exits
    )
