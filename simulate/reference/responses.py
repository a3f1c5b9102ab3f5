"""What a message makes the customer do: opens, clicks, orders, forms, replies (M14-M16)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from journeykit.journeys.conditions import Value
from journeykit.simulate.clock import WEEK
from journeykit.simulate.draws import mix, threshold
from journeykit.simulate.fatigue import MOST
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
    MessageProgram,
    ResponseProgram,
)
from journeykit.simulate.reference.behaviour import multiplied
from journeykit.simulate.reference.history import Happening
from journeykit.simulate.reference.world import World
from journeykit.simulate.spans import Delay, wait

Factors: TypeAlias = Mapping[str, float]


def respond(
    world: World,
    message: MessageProgram,
    responses: ResponseProgram,
    sent: int,
    data: Mapping[str, Value],
) -> None:
    """Announce what the customer does with a message; `sent` is the lineage of its sending."""
    tired = _fatigue(world)
    _read(world, tired, responses, sent, data)
    if message.form:
        _fill(world, tired, responses, sent, data)
    single = (
        ("reply", REPLY, responses.reply, responses.reply_after),
        ("unsubscribe", UNSUBSCRIBE, responses.unsubscribe, responses.open_after),
        ("complaint", COMPLAINT, responses.complaint, responses.open_after),
    )
    for name, number, share, delay in single:
        limit = _limit(world, tired, name, share)
        if limit and world.customer.draw(mix(sent, number))[0] < limit:
            _announce(world, name, mix(sent, number), world.now, delay, data)


def _read(
    world: World, tired: Factors, responses: ResponseProgram, sent: int, data: Mapping[str, Value]
) -> None:
    """Announce the open, click and order: one number nests them, their times are a chain."""
    order = _limit(world, tired, "order", responses.order)
    click = max(order, _limit(world, tired, "click", responses.click))
    opened = max(click, _limit(world, tired, "open", responses.open))
    if not opened:
        return
    number = world.customer.draw(mix(sent, OPEN))[0]
    time: int | None = world.now
    if responses.opens and number < opened:
        time = _announce(world, "open", mix(sent, OPEN), time, responses.open_after, data)
    if number < click:
        time = _announce(world, "click", mix(sent, CLICK), time, responses.click_after, data)
    if number < order:
        _announce(world, "order", mix(sent, ORDER), time, responses.order_after, data)


def _fill(
    world: World, tired: Factors, responses: ResponseProgram, sent: int, data: Mapping[str, Value]
) -> None:
    """Announce whether the form is filled or refused, by one number."""
    fill = _limit(world, tired, "fill", responses.fill)
    refuse = threshold(
        _share(world, tired, "fill", responses.fill)
        + _share(world, tired, "refuse", responses.refuse)
    )
    number = world.customer.draw(mix(sent, FILL))[0]
    if number < fill:
        _announce(world, "fill", mix(sent, FILL), world.now, responses.fill_after, data)
    elif number < refuse:
        _announce(world, "refuse", mix(sent, REFUSE), world.now, responses.fill_after, data)


def _fatigue(world: World) -> Factors:
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


def _share(world: World, tired: Factors, name: str, share: float) -> float:
    """Return a share times the multipliers of segments for the response and its event, tired."""
    share = multiplied(world, RESPONSES[name], multiplied(world, name, share))
    return share * tired.get(name, 1.0)


def _limit(world: World, tired: Factors, name: str, share: float) -> int:
    """Return the threshold below which a response is drawn."""
    return threshold(_share(world, tired, name, share)) if share else 0


def _announce(
    world: World,
    name: str,
    lineage: int,
    since: int | None,
    delay: Delay,
    data: Mapping[str, Value],
) -> int | None:
    """Announce a response so long after `since`, and return its time."""
    if since is None:
        return None
    after = wait(delay, world.customer.draw(lineage)[1], world.customer.attribute)
    if after is None:
        return None
    world.announce(Happening(RESPONSES[name], since + after, lineage, data))
    return since + after
