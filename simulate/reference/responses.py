"""What a message makes the customer do: opens, clicks, orders, forms, replies (M14-M16)."""

from __future__ import annotations

from collections.abc import Mapping

from journeykit.journeys.conditions import Value
from journeykit.simulate.draws import mix, threshold
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


def respond(
    world: World,
    message: MessageProgram,
    responses: ResponseProgram,
    sent: int,
    data: Mapping[str, Value],
) -> None:
    """Announce what the customer does with a message; `sent` is the lineage of its sending."""
    _read(world, responses, sent, data)
    if message.form:
        _fill(world, responses, sent, data)
    single = (
        ("reply", REPLY, responses.reply, responses.reply_after),
        ("unsubscribe", UNSUBSCRIBE, responses.unsubscribe, responses.open_after),
        ("complaint", COMPLAINT, responses.complaint, responses.open_after),
    )
    for name, number, share, delay in single:
        limit = _limit(world, name, share)
        if limit and world.customer.draw(mix(sent, number))[0] < limit:
            _announce(world, name, mix(sent, number), world.now, delay, data)


def _read(world: World, responses: ResponseProgram, sent: int, data: Mapping[str, Value]) -> None:
    """Announce the open, click and order: one number nests them, their times are a chain."""
    order = _limit(world, "order", responses.order)
    click = max(order, _limit(world, "click", responses.click))
    opened = max(click, _limit(world, "open", responses.open))
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


def _fill(world: World, responses: ResponseProgram, sent: int, data: Mapping[str, Value]) -> None:
    """Announce whether the form is filled or refused, by one number."""
    fill = _limit(world, "fill", responses.fill)
    refuse = threshold(
        _share(world, "fill", responses.fill) + _share(world, "refuse", responses.refuse)
    )
    number = world.customer.draw(mix(sent, FILL))[0]
    if number < fill:
        _announce(world, "fill", mix(sent, FILL), world.now, responses.fill_after, data)
    elif number < refuse:
        _announce(world, "refuse", mix(sent, REFUSE), world.now, responses.fill_after, data)


def _share(world: World, name: str, share: float) -> float:
    """Return a share times the segments' multipliers of the response and of its event."""
    return multiplied(world, RESPONSES[name], multiplied(world, name, share))


def _limit(world: World, name: str, share: float) -> int:
    """Return the threshold below which a response is drawn."""
    return threshold(_share(world, name, share)) if share else 0


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
