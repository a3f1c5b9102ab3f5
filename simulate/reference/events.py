"""What an event does, always in the same order (T11)."""

from __future__ import annotations

from journeykit.simulate.life import Purchase, Response, Row
from journeykit.simulate.messages import RESPONSES
from journeykit.simulate.reference.behaviour import follow
from journeykit.simulate.reference.catches import offer
from journeykit.simulate.reference.effects import affect
from journeykit.simulate.reference.exits import leave_at, reach_goals
from journeykit.simulate.reference.history import Happening
from journeykit.simulate.reference.starts import fire_at
from journeykit.simulate.reference.world import World

PURCHASE = "order.placed"
# An order may follow no message at all, so it is not written down as a response to one.
_RECORDED = tuple(event for event in RESPONSES.values() if event != PURCHASE)


def handle(world: World, happening: Happening) -> None:
    """Let an event happen: history, effects, goals, exits, catches, starts, and the life."""
    world.toil()
    world.history.add(happening)
    if happening.event in _RECORDED:
        _record(world, happening)
    elif happening.event == PURCHASE:
        value = happening.data.get("value", 0.0)
        paid = float(value) if isinstance(value, int | float) else 0.0
        world.purchases.append(Purchase(world.now, paid if paid == paid else 0.0))
    affect(world, happening)
    reach_goals(world, happening)
    leave_at(world, happening)
    _catch(world, happening)
    fire_at(world, happening)
    follow(world, happening)


def _catch(world: World, happening: Happening) -> None:
    """Offer the event to the tokens that wait for it, by their number."""
    waiting = world.catching.get(happening.event)
    if waiting:
        for _, token in sorted(waiting.items()):
            if token.alive and happening.event in token.events:
                offer(world, token, happening)


def _record(world: World, happening: Happening) -> None:
    """Write down a response to a message."""
    message, channel = (str(happening.data.get(key, "")) for key in ("message", "channel"))
    row = happening.row or _latest(world, message)
    sender = (row.journey, row.time) if row else ("", None)
    world.responses.append(Response(world.now, happening.event, message, channel, *sender))


def _latest(world: World, message: str) -> Row | None:
    """Return the latest sending of a message, which a written customer answers."""
    sent = (row for row in reversed(world.rows) if row.message == message and row.status == "sent")
    return next(sent, None)
