"""How tokens are moved: made ready, woken, ended; and how instances end (T8-T10, T20, T21)."""

from __future__ import annotations

from functools import partial

from journeykit.simulate.life import Stuck
from journeykit.simulate.reference.agenda import TOKENS
from journeykit.simulate.reference.tokens import AT_START, Instance, Token
from journeykit.simulate.reference.world import World
from journeykit.simulate.steps import CatchEvent
from journeykit.simulate.ways import Ways


def begin(world: World, instance: Instance, ways: Ways, step: int = AT_START) -> None:
    """Put a new token on its way; it begins by leaving `step`."""
    token = Token(world.agenda.number(), instance, step)
    token.walk = world.walk(world, token, ways)
    instance.tokens[token.number] = token
    ready(world, token)


def ready(world: World, token: Token, caught: CatchEvent | None = None) -> None:
    """Let a token go on in this second, after all that is ready already."""
    token.turn += 1
    forget(world, token)
    world.agenda.soon(partial(_resume, token, caught))


def wake(world: World, token: Token, time: int) -> None:
    """Let a token go on at `time`, unless something else wakes it before."""
    rank = token.instance.journey.rank
    action = partial(_wake, world, token, token.turn)
    world.agenda.at(time, TOKENS, rank, token.number, action)


def _wake(world: World, token: Token, turn: int) -> None:
    """Resume a token that still waits as it did in that turn."""
    if token.turn == turn:
        token.turn += 1
        forget(world, token)
        _resume(token, None)


def _resume(token: Token, caught: CatchEvent | None) -> None:
    """Let a living token run until it waits or ends."""
    if token.alive and token.walk is not None:
        try:
            token.walk.send(caught)
        except StopIteration:
            token.walk = None


def forget(world: World, token: Token) -> None:
    """Stop listening for events."""
    for event in token.events:
        world.catching[event].pop(token.number, None)
    token.events, token.catching = (), None


def let_go(world: World, token: Token, *, done: bool = False) -> None:
    """Let the person go who works for the token, or leave the queue (T27a)."""
    if token.job:
        token.job.end(world.now, done=done)
        token.job = None


def die(world: World, token: Token) -> None:
    """End a token's path, and its instance when it was the last."""
    instance = token.instance
    token.alive = False
    forget(world, token)
    let_go(world, token)
    instance.tokens.pop(token.number, None)
    if not instance.tokens and instance.is_live:
        finish(world, instance, "ended" if instance.ends else "stuck")


def stick(world: World, token: Token) -> None:
    """End a token that has no way on."""
    instance = token.instance
    step = f"start.{instance.start.id}" if token.step == AT_START else token.at.id
    world.stuck.append(Stuck(world.now, instance.journey.id, instance.number, step))
    die(world, token)


def finish(world: World, instance: Instance, how: str) -> None:
    """End an instance at once, and those that its tokens have called and wait for."""
    ending = [(instance, how)]
    while ending:
        one, why = ending.pop()
        if not one.is_live:
            continue
        one.ended, one.how = world.now, why
        one.left = one.stands_at()
        for token in one.tokens.values():
            token.alive = False
            forget(world, token)
            let_go(world, token)
            if token.child is not None:
                ending.append((token.child, "parent"))
        one.tokens.clear()
        _give_up(one)
        _leave(world, one)


def _give_up(instance: Instance) -> None:
    """Give up the messages that are put off, unless the paths were over by themselves (M11)."""
    if instance.was_removed:
        for _, give_up in sorted(instance.deferred.items()):
            give_up()
        instance.deferred.clear()


def _leave(world: World, instance: Instance) -> None:
    """Take an ended instance off the lists, and let its caller go on."""
    rank = instance.journey.rank
    world.live[rank].remove(instance)
    world.joining.pop(instance, None)
    if instance.journey.goal and instance.converted is None:
        world.unconverted[rank].append(instance)
    caller = instance.caller
    if caller is not None and caller.alive:
        caller.child = None
        ready(world, caller)
