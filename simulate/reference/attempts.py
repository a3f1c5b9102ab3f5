"""Attempts to send: by a step, by a subprocess, by a line of the calendar (M1, M11, M13)."""

from __future__ import annotations

from functools import partial

from journeykit.simulate.calendar import LineProgram
from journeykit.simulate.draws import LONG, mix, name
from journeykit.simulate.reference.agenda import SENDS
from journeykit.simulate.reference.moves import ready
from journeykit.simulate.reference.scope import Scope
from journeykit.simulate.reference.sends import Attempt, Sender, decide, try_at
from journeykit.simulate.reference.tokens import Token
from journeykit.simulate.reference.world import World

SEND = name("send")


def attempt(world: World, token: Token, message: str) -> None:
    """Try to send in this second, when all that is not a send has happened; the token waits."""
    lineage = mix(token.visit, SEND)
    settled = partial(ready, world, token)
    found = world.program.messages[message]
    one = Attempt(found, _sender(world, token), lineage, world.now, lambda: token.alive, settled)
    try_at(world, one, world.now)


def attempt_at(world: World, token: Token, message: str, time: int, place: int) -> None:
    """Try to send the message number `place` of a subprocess at `time`; nobody waits for it.

    It is left out when the instance was removed before, but not when its paths were over.
    """
    instance = token.instance
    lineage = mix(mix(token.visit, SEND), place)

    def stands() -> bool:
        return not instance.was_removed

    one = Attempt(world.program.messages[message], _sender(world, token), lineage, time, stands)
    try_at(world, one, time)


def _sender(world: World, token: Token) -> Sender:
    """Return the sender that a token stands for."""
    journey = token.instance.journey
    rank = world.program.senders[journey.rank]
    return Sender(rank, token.number, journey.priority, token.instance, token.at.id)


def begin_calendar(world: World) -> None:
    """Put the first mailing of each line of the calendar on the agenda."""
    for line in world.program.calendar:
        _await_turn(world, line, 0)


def _await_turn(world: World, line: LineProgram, place: int) -> None:
    """Wait for the planned instant with that place in the line's list."""
    if place == len(line.instants):
        return
    time = line.instants[place]

    def stands() -> bool:
        return line.audience is None or line.audience(Scope(world))

    lineage = mix(mix(0, line.lineage), time & LONG)
    message = world.program.messages[line.message]
    one = Attempt(message, Sender(line.rank, place, line.priority), lineage, time, stands)

    def turn() -> None:
        _await_turn(world, line, place + 1)
        decide(world, one)

    world.agenda.at(time, SENDS, line.rank, place, turn)
