"""Decisions on attempts to send: who can be reached, what the policy says, the row (M2-M12)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from journeykit.journeys.conditions import Value
from journeykit.journeys.durations import seconds_text
from journeykit.journeys.finding import JourneyError
from journeykit.journeys.policy import Broken, Sent, broken, taken
from journeykit.simulate.deferral import DEFERRED, renewed
from journeykit.simulate.life import Held, Row
from journeykit.simulate.messages import ChannelProgram, MessageProgram
from journeykit.simulate.reference.agenda import SENDS
from journeykit.simulate.reference.history import Happening
from journeykit.simulate.reference.responses import Delivery, respond
from journeykit.simulate.reference.scope import Scope
from journeykit.simulate.reference.tokens import Instance
from journeykit.simulate.reference.world import World

MOST_MESSAGES = 10_000


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends: a step of an instance, or a line of the calendar.

    `rank` and `number` are its place among the attempts of one second (T5).
    """

    rank: int
    number: int
    priority: int
    instance: Instance | None = None
    step: str = ""

    @property
    def journey(self) -> str:
        """The journey's id, "" for the calendar."""
        return self.instance.journey.id if self.instance else ""


def _nothing() -> None:
    """Do nothing: nobody waits for the attempt."""


@dataclass(frozen=True, slots=True, eq=False)
class Attempt:
    """One wish to send a message, decided once, or again each time that it was put off.

    `first` is the second of the first try. `stands` tells whether it is still wanted, `settled`
    is done when the message was sent or dropped.
    """

    message: MessageProgram
    sender: Sender
    lineage: int
    first: int
    stands: Callable[[], bool]
    settled: Callable[[], None] = _nothing

    @property
    def key(self) -> tuple[int, int]:
        """Its place among the attempts of its instance: by token, then by lineage."""
        return self.sender.number, self.lineage


def try_at(world: World, attempt: Attempt, time: int) -> None:
    """Put the decision on the agenda."""
    sender = attempt.sender
    world.agenda.at(time, SENDS, sender.rank, sender.number, partial(decide, world, attempt))


def decide(world: World, attempt: Attempt) -> None:
    """Send the message, drop it, or put it off; an attempt that is not wanted leaves no row."""
    instance = attempt.sender.instance
    if instance:
        instance.deferred.pop(attempt.key, None)
    if not attempt.stands():
        return
    channels = attempt.message.channels
    barriers = [(each, _barrier(world, attempt.message, each[0])) for each in channels]
    (channel, responses), barrier = next((pair for pair in barriers if not pair[1]), barriers[0])
    if barrier:
        _drop(world, attempt, channel, barrier)
        return
    program, sent = world.program, _sent(world, attempt, channel)
    rule = next(broken(program.limits, world.sent, sent, program.clock.moment), None)
    if rule is not None and program.enforces:
        _hold(world, attempt, channel, sent, rule)
        return
    if rule:
        _tell(world, sent, rule, "sent")
    row = write(world, attempt, channel, "sent", rule.reason if rule else "")
    data = _remember(world, attempt, sent)
    if world.customer.person is None:
        has_form = bool(attempt.message.form)
        respond(world, Delivery(row, attempt.lineage, data, responses, has_form))
    attempt.settled()


def _sent(world: World, attempt: Attempt, channel: ChannelProgram) -> Sent:
    """Return the send as the policy sees it; lines of one message are one line (M7a)."""
    message, sender = attempt.message, attempt.sender
    return Sent(
        world.now,
        sender.journey,
        message.id,
        channel.name,
        message.class_,
        message.promo,
        message.topic,
        sender.priority,
        "" if sender.instance else message.id,
    )


def _remember(world: World, attempt: Attempt, sent: Sent) -> dict[str, Value]:
    """Keep that the message was sent; return the data of the event (C9a)."""
    instance = attempt.sender.instance
    world.sent.append(sent)
    if instance:
        instance.last_sent = world.now
    own = {"message": sent.message, "channel": sent.channel, "topic": sent.topic}
    data: dict[str, Value] = {**(instance.data if instance else {}), **own}
    world.history.add(Happening("message.sent", world.now, attempt.lineage, data))
    return data


def _hold(
    world: World, attempt: Attempt, channel: ChannelProgram, sent: Sent, rule: Broken
) -> None:
    """Put off or drop what the policy does not allow now (M9, M10)."""
    program = world.program
    time = None
    if rule.reason == "quiet" or (program.defers and rule.reason in DEFERRED):
        time = renewed(program.limits, world.sent, sent, rule, program.clock)
    if time is None or (rule.reason != "quiet" and time > attempt.first + program.defers):
        _tell(world, sent, rule, "dropped")
        _drop(world, attempt, channel, rule.reason)
        return
    _tell(world, sent, rule, "deferred")
    write(world, attempt, channel, "deferred", rule.reason)
    instance = attempt.sender.instance
    if instance:

        def give_up() -> None:
            write(world, attempt, channel, "dropped", "left")

        instance.deferred[attempt.key] = give_up
    try_at(world, attempt, time)


def _tell(world: World, sent: Sent, rule: Broken, status: str) -> None:
    """Write down what the policy held back, and which sends took the room."""
    program = world.program
    by = taken(program.limits, world.sent, sent, rule, program.clock.moment)
    held = Held(
        world.now,
        sent.journey,
        sent.message,
        sent.channel,
        rule.reason,
        rule.cap,
        status,
        tuple((each.journey, each.message) for each in by),
    )
    world.held.append(held)


def _drop(world: World, attempt: Attempt, channel: ChannelProgram, why: str) -> None:
    """Leave the message unsent, and let who waited for it go on."""
    write(world, attempt, channel, "dropped", why)
    attempt.settled()


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


def write(world: World, attempt: Attempt, channel: ChannelProgram, status: str, why: str) -> Row:
    """Write the row of a decision, and return it.

    Raises:
        JourneyError: the customer got more rows than anybody should.
    """
    message, sender = attempt.message, attempt.sender
    row = Row(
        world.customer.number,
        world.now,
        sender.journey,
        sender.instance.number if sender.instance else 0,
        sender.step,
        message.id,
        channel.name,
        message.class_,
        message.promo,
        status,
        why,
    )
    world.rows.append(row)
    if len(world.rows) > MOST_MESSAGES:
        raise JourneyError(_too_many(row, world.rows[-5:]))
    return row


def _too_many(row: Row, latest: list[Row]) -> str:
    """Say which customer gets too much, where, and what came last."""
    shown = ", ".join(f"{seconds_text(each.time)} `{each.message}`" for each in latest)
    at = f"step `{row.step}` of journey `{row.journey}`" if row.journey else "the calendar"
    return (
        f"customer {row.customer} has more than {MOST_MESSAGES} messages at "
        f"second {row.time}, {at}; the latest: {shown}"
    )
