"""What a message makes the customer do: opens, clicks, orders, forms, replies (M14-M17)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journeykit.journeys.conditions import Value
from journeykit.simulate.clock import WEEK
from journeykit.simulate.draws import mix, threshold
from journeykit.simulate.fatigue import MOST
from journeykit.simulate.life import Row
from journeykit.simulate.messages import (
    CLICK,
    COMPLAINT,
    FILL,
    OPEN,
    ORDER,
    REFUSE,
    REPLY,
    RESPONSES,
    UNSUBSCRIBE,
    ResponseProgram,
)
from journeykit.simulate.reference.behaviour import multiplied
from journeykit.simulate.reference.history import Happening
from journeykit.simulate.reference.world import World
from journeykit.simulate.spans import Delay, wait


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message that has just been sent: its row, its lineage, its event's data, its answers."""

    row: Row
    lineage: int
    data: Mapping[str, Value]
    responses: ResponseProgram
    has_form: bool


def respond(world: World, delivery: Delivery) -> None:
    """Announce what the customer does with a message."""
    tired = _fatigue(world)
    _read(world, tired, delivery)
    if delivery.has_form:
        _fill(world, tired, delivery)
    responses = delivery.responses
    single = (
        ("reply", REPLY, responses.reply, responses.reply_after),
        ("unsubscribe", UNSUBSCRIBE, responses.unsubscribe, responses.open_after),
        ("complaint", COMPLAINT, responses.complaint, responses.open_after),
    )
    for name, number, share, delay in single:
        limit = _limit(world, tired, name, share)
        if limit and world.customer.draw(mix(delivery.lineage, number))[0] < limit:
            _announce(world, delivery, name, number, world.now, delay)


def _read(world: World, tired: Mapping[str, float], delivery: Delivery) -> None:
    """Announce the open, click and order: one number nests them, their times are a chain."""
    responses = delivery.responses
    order = _limit(world, tired, "order", responses.order)
    click = max(order, _limit(world, tired, "click", responses.click))
    opened = max(click, _limit(world, tired, "open", responses.open))
    if not opened:
        return
    number = world.customer.draw(mix(delivery.lineage, OPEN))[0]
    time: int | None = world.now
    if responses.opens and number < opened:
        time = _announce(world, delivery, "open", OPEN, time, responses.open_after)
    if number < click:
        time = _announce(world, delivery, "click", CLICK, time, responses.click_after)
    if number < order:
        _announce(world, delivery, "order", ORDER, time, responses.order_after)


def _fill(world: World, tired: Mapping[str, float], delivery: Delivery) -> None:
    """Announce whether the form is filled or refused, by one number."""
    responses = delivery.responses
    fill = _limit(world, tired, "fill", responses.fill)
    filled = _share(world, tired, "fill", responses.fill)
    refuse = threshold(filled + _share(world, tired, "refuse", responses.refuse))
    number = world.customer.draw(mix(delivery.lineage, FILL))[0]
    if number < fill:
        _announce(world, delivery, "fill", FILL, world.now, responses.fill_after)
    elif number < refuse:
        _announce(world, delivery, "refuse", REFUSE, world.now, responses.fill_after)


def _fatigue(world: World) -> dict[str, float]:
    """Return the factor of each response after what was sent in the latest seven days (M17)."""
    tables = world.program.fatigue
    if not tables:
        return {}
    count = 0
    for each in reversed(world.sent):
        if world.now - each.time >= WEEK or count == MOST:
            break
        count += each.channel not in world.program.limits.hidden
    return {name: table[max(count, 1) - 1] for name, table in tables.items()}


def _share(world: World, tired: Mapping[str, float], name: str, share: float) -> float:
    """Return a share times the multipliers of segments for the response and its event, tired."""
    share = multiplied(world, RESPONSES[name], multiplied(world, name, share))
    return share * tired.get(name, 1.0)


def _limit(world: World, tired: Mapping[str, float], name: str, share: float) -> int:
    """Return the threshold below which a response is drawn."""
    return threshold(_share(world, tired, name, share)) if share else 0


def _announce(
    world: World, delivery: Delivery, name: str, number: int, since: int | None, delay: Delay
) -> int | None:
    """Announce a response so long after `since`, and return its time; `number` is its name's."""
    if since is None:
        return None
    lineage = mix(delivery.lineage, number)
    after = wait(delay, world.customer.draw(lineage)[1], world.customer.attribute)
    if after is None:
        return None
    event, time = RESPONSES[name], since + after
    world.announce(Happening(event, time, lineage, delivery.data, row=delivery.row))
    return time
