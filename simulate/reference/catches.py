"""Tokens that wait for events: listening, what already fits, what an event offers (T11, T12)."""

from __future__ import annotations

from journeykit.simulate.reference.history import Happening, concerns
from journeykit.simulate.reference.moves import ready, wake
from journeykit.simulate.reference.scope import sight
from journeykit.simulate.reference.timers import awaited, due
from journeykit.simulate.reference.tokens import Instance, Token
from journeykit.simulate.reference.world import World
from journeykit.simulate.steps import After, CatchEvent, Catching, CatchTime


def listen(world: World, token: Token, *events: str) -> None:
    """Let a token be asked at each of these events."""
    token.events = tuple(dict.fromkeys((*token.events, *events)))
    for event in events:
        world.catching.setdefault(event, {})[token.number] = token


def wait(world: World, token: Token, catching: Catching) -> CatchEvent | CatchTime | None:
    """Return the first item that fits already; else begin to wait for all of them."""
    timer = None
    for item in catching.catches:
        if isinstance(item, CatchEvent):
            if item.already and _came(world, token.instance, item):
                return item
        else:
            timer = item
            if _is_over(world, token, item):
                return item
    token.catching = catching
    for item in catching.catches:
        if isinstance(item, CatchEvent):
            listen(world, token, *item.events)
    if timer is not None:
        _time(world, token, timer)
    return None


def offer(world: World, token: Token, happening: Happening) -> None:
    """Let a waiting token take an event, or begin to count from it."""
    instance = token.instance
    if not concerns(happening, instance.correlation):
        return
    if token.catching is None:
        instance.caught = happening
        ready(world, token)
        return
    for item in token.catching.catches:
        if isinstance(item, CatchEvent) and _fits(world, instance, item, happening):
            instance.caught = happening
            ready(world, token, item)
            return
    for item in token.catching.catches:
        if isinstance(item, CatchTime) and _begins(item, happening):
            _time(world, token, item)


def timer_of(catching: Catching) -> CatchTime:
    """Return the item that ends the waiting by time."""
    return next(item for item in catching.catches if isinstance(item, CatchTime))


def _came(world: World, instance: Instance, item: CatchEvent) -> bool:
    """Look back for the latest fitting event since entry, and take it."""
    stretches = [world.history.after(event, instance.place) for event in item.events]
    found = [each for stretch in stretches for each in reversed(stretch)]
    for happening in sorted(found, key=lambda each: -each.place):
        if concerns(happening, instance.correlation) and _fits(world, instance, item, happening):
            instance.caught = happening
            return True
    return False


def _fits(world: World, instance: Instance, item: CatchEvent, happening: Happening) -> bool:
    """Tell whether the item waits for just this event."""
    if happening.event not in item.events:
        return False
    if item.message and happening.data.get("message") != item.message:
        return False
    return item.test is None or item.test(sight(world, instance, happening))


def _is_over(world: World, token: Token, item: CatchTime) -> bool:
    """Tell whether the timer is over as the step is reached."""
    if awaited(world, token, item.timing):
        return False
    time = due(world, token, item.timing)
    return time is not None and time <= world.now


def _begins(item: CatchTime, happening: Happening) -> bool:
    """Tell whether the timer counts from such an event."""
    return isinstance(item.timing, After) and item.timing.since_event == happening.event


def _time(world: World, token: Token, item: CatchTime) -> None:
    """Let the timer wake the token, at once or later, or listen for what it counts from."""
    event = awaited(world, token, item.timing)
    if event:
        listen(world, token, event)
        return
    time = due(world, token, item.timing)
    if time is not None and time <= world.now:
        ready(world, token)
    elif time is not None:
        wake(world, token, time)
