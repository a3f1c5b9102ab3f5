"""Where a message meets the customer: off the site, on it, or not at all."""

from __future__ import annotations

from journeykit.journeys.model.message import Message
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.place import Word

URGENT = "transactional"


def is_off_site(plan: Plan, message: Message | None) -> bool:
    """Tell whether a message reaches the customer off the site, by its first channel."""
    return message is not None and channel_is_off_site(plan, message.channel[0])


def is_on_site(plan: Plan, message: Message | None) -> bool:
    """Tell whether a message is shown in a session, by its first channel."""
    channel = plan.map.channels.get(Word(message.channel[0])) if message is not None else None
    return channel is not None and channel.on_site


def channel_is_off_site(plan: Plan, name: str) -> bool:
    """Tell whether a channel reaches the customer off the site."""
    channel = plan.map.channels.get(Word(name))
    return channel is not None and not channel.on_site and not channel.to


def is_urgent(message: Message) -> bool:
    """Tell whether a message tells what the customer has a right to know, a receipt say."""
    return message.class_ == URGENT
