"""Attempts to send: who can be reached, what the policy says, and the row (M1-M4, M11, M12)."""

from __future__ import annotations

from functools import partial

from journeykit.journeys.durations import seconds_text
from journeykit.journeys.finding import JourneyError
from journeykit.journeys.policy import Sent, reason
from journeykit.simulate.draws import mix, name
from journeykit.simulate.life import Row
from journeykit.simulate.messages import ChannelProgram, MessageProgram
from journeykit.simulate.reference.agenda import SENDS
from journeykit.simulate.reference.history import Happening
from journeykit.simulate.reference.moves import ready
from journeykit.simulate.reference.responses import respond
from journeykit.simulate.reference.scope import Scope
from journeykit.simulate.reference.tokens import Instance, Token
from journeykit.simulate.reference.world import World

SEND = name("send")
MOST_MESSAGES = 10_000


def attempt(world: World, token: Token, message: str) -> None:
    """Try to send in this second, when all that is not a send has happened."""

    def decide() -> None:
        if token.alive:
            lineage = mix(token.visit, SEND)
            _decide(world, token.instance, token.at.id, message, lineage)
            ready(world, token)

    rank = token.instance.journey.rank
    world.agenda.at(world.now, SENDS, rank, token.number, decide)


def attempt_at(world: World, token: Token, message: str, time: int, place: int) -> None:
    """Try to send the message number `place` of a subprocess at `time`; nobody waits for it.

    It is left out when the instance was removed before, but not when it came to its end.
    """
    instance, step = token.instance, token.at.id
    lineage = mix(mix(token.visit, SEND), place)

    def decide() -> None:
        if instance.how in ("running", "ended"):
            _decide(world, instance, step, message, lineage)

    rank = instance.journey.rank
    world.agenda.at(time, SENDS, rank, token.number, decide)


def _decide(world: World, instance: Instance, step: str, key: str, lineage: int) -> None:
    """Send the message or drop it, and write the row."""
    message = world.program.messages[key]
    write = partial(_write, world, instance, step, message)
    barriers = [(each, _barrier(world, message, each[0])) for each in message.channels]
    (channel, responses), barrier = next((pair for pair in barriers if not pair[1]), barriers[0])
    if barrier:
        write(channel, "dropped", barrier)
        return
    sent = Sent(
        world.now,
        instance.journey.id,
        message.id,
        channel.name,
        message.class_,
        message.promo,
        message.topic,
        instance.journey.priority,
    )
    write(
        channel, "sent", reason(world.program.limits, world.sent, sent, world.program.clock.moment)
    )
    world.sent.append(sent)
    instance.last_sent = world.now
    data = {**instance.data, "message": key, "channel": channel.name, "topic": message.topic}
    world.history.add(Happening("message.sent", world.now, lineage, data))
    if world.customer.person is None:
        respond(world, message, responses, lineage, data)


def _barrier(world: World, message: MessageProgram, channel: ChannelProgram) -> str:
    """Return why the message cannot reach the customer on the channel, or "" (M2)."""
    if channel.needs and not channel.needs(Scope(world)):
        return "no-contact"
    if (
        message.asks_consent
        and channel.consent
        and not world.customer.agrees(channel.consent, channel.name)
    ):
        return "no-consent"
    if channel.on_site and not world.customer.on_site:
        return "no-session"
    return ""


def _write(
    world: World,
    instance: Instance,
    step: str,
    message: MessageProgram,
    channel: ChannelProgram,
    status: str,
    why: str,
) -> None:
    """Write the row of a decision.

    Raises:
        JourneyError: the customer got more rows than anybody should.
    """
    journey = instance.journey.id
    row = Row(
        world.customer.number,
        world.now,
        journey,
        instance.number,
        step,
        message.id,
        channel.name,
        message.class_,
        message.promo,
        status,
        why,
    )
    world.rows.append(row)
    if len(world.rows) > MOST_MESSAGES:
        latest = ", ".join(
            f"{seconds_text(each.time)} `{each.message}`" for each in world.rows[-5:]
        )
        raise JourneyError(
            f"customer {row.customer} has more than {MOST_MESSAGES} messages at "
            f"second {row.time}, step `{step}` of journey `{journey}`; the latest: {latest}"
        )
