"""Messages and channels ready to be sent, and what they make a customer do (M2, M14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journeykit.journeys.conditions import compile_test
from journeykit.journeys.conditions.evaluate import Test
from journeykit.journeys.durations import Duration
from journeykit.journeys.model.drawn import Lognormal
from journeykit.journeys.model.map import Channel
from journeykit.journeys.model.message import Message, Response
from journeykit.journeys.model.plan import Plan
from journeykit.simulate.draws import name
from journeykit.simulate.spans import Delay, Span, span_of

OPEN_AFTER = Lognormal(21240.0, 2.27)
CLICK_AFTER = Span(60, 600)
ORDER_AFTER = Span(60, 1800)
FILL_AFTER = Span(5, 60)
REPLY_AFTER = Span(60, 3600)
ASKS_CONSENT = ("content", "sale")

OPEN = name("response open")
CLICK = name("response click")
ORDER = name("response order")
UNSUBSCRIBE = name("response unsubscribe")
COMPLAINT = name("response complaint")
FILL = name("response fill")
REFUSE = name("response refuse")
REPLY = name("response reply")


RESPONSES: Mapping[str, str] = {
    "open": "message.opened",
    "click": "message.clicked",
    "order": "order.placed",
    "unsubscribe": "unsubscribed",
    "complaint": "complained",
    "fill": "message.filled",
    "refuse": "message.refused",
    "reply": "message.replied",
}
"""The event that each response makes."""


@dataclass(frozen=True, slots=True)
class ChannelProgram:
    """A way to a customer: what it needs, and the name of the consent it asks for ("": none)."""

    name: str
    needs: Test | None = None
    consent: str = ""
    on_site: bool = False


@dataclass(frozen=True, slots=True)
class ResponseProgram:
    """What one message on one channel makes a customer do: chances 0..1, and delays."""

    open: float = 0.0
    click: float = 0.0
    order: float = 0.0
    unsubscribe: float = 0.0
    complaint: float = 0.0
    fill: float = 0.0
    refuse: float = 0.0
    reply: float = 0.0
    opens: bool = False
    open_after: Delay = OPEN_AFTER
    click_after: Delay = CLICK_AFTER
    order_after: Delay = ORDER_AFTER
    fill_after: Delay = FILL_AFTER
    reply_after: Delay = REPLY_AFTER


@dataclass(frozen=True, slots=True)
class MessageProgram:
    """One message; `channels` by preference, each with its responses.

    `asks_consent` tells whether its class needs the channel's consent.
    """

    id: str
    class_: str
    promo: str
    topic: str
    form: tuple[str, ...]
    channels: tuple[tuple[ChannelProgram, ResponseProgram], ...]
    asks_consent: bool


def message_programs(plan: Plan) -> dict[str, MessageProgram]:
    """Make the messages of a plan ready to be sent."""
    channels = {str(key): _channel(str(key), value) for key, value in plan.map.channels.items()}
    rates = {str(key): value for key, value in plan.population.responses.items()}
    return {str(key): _message(message, channels, rates) for key, message in plan.messages.items()}


def _channel(key: str, channel: Channel) -> ChannelProgram:
    """Make a channel ready."""
    needs = compile_test(channel.needs) if channel.needs else None
    return ChannelProgram(key, needs, str(channel.consent or ""), channel.on_site)


def _message(
    message: Message, channels: Mapping[str, ChannelProgram], rates: Mapping[str, Response]
) -> MessageProgram:
    """Make a message ready; a channel that the map does not know needs nothing."""
    given = tuple(
        (
            channels.get(channel) or ChannelProgram(str(channel)),
            _responses(message, rates.get(channel) or Response()),
        )
        for channel in message.channel
    )
    return MessageProgram(
        str(message.id),
        str(message.class_),
        str(message.promo),
        str(message.topic or ""),
        tuple(map(str, message.form)),
        given,
        message.class_ in ASKS_CONSENT,
    )


def _responses(message: Message, channel: Response) -> ResponseProgram:
    """Lay the message's own responses over its channel's."""
    own = message.responses or Response()

    def chance(key: str) -> float:
        value = getattr(own, key)
        return float((getattr(channel, key) if value is None else value) or 0.0)

    def delay(key: str, default: Delay) -> Delay:
        value = getattr(own, key) or getattr(channel, key)
        if isinstance(value, Duration):
            return span_of(value, {})
        return value if isinstance(value, Lognormal) else default

    return ResponseProgram(
        **{key: chance(key) for key in RESPONSES},
        opens=own.open is not None or channel.open is not None,
        open_after=delay("open_after", OPEN_AFTER),
        click_after=delay("click_after", CLICK_AFTER),
        order_after=delay("order_after", ORDER_AFTER),
        fill_after=delay("fill_after", FILL_AFTER),
        reply_after=delay("reply_after", REPLY_AFTER),
    )
