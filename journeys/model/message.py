"""Messages, and what they make customers do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from journeykit.journeys.model.drawn import DelayField
from journeykit.journeys.model.element import Element
from journeykit.journeys.model.fields import (
    Listed,
    Name,
    Scalar,
    Share,
    SteadyDuration,
    choice,
)
from journeykit.journeys.model.forms import AT_LEAST_ONE
from journeykit.journeys.model.reads import INTERNAL, Reads
from journeykit.journeys.model.text import NO_TEXT, TextField
from journeykit.journeys.place import Word

CLASSES = ("transactional", "service", "content", "sale")
PROMOS = ("none", "code", "discount", "bonus", "offer")

MessageClass = Annotated[Word, Reads(choice(*CLASSES), {"enum": list(CLASSES)})]
Promo = Annotated[Word, Reads(choice(*PROMOS), {"enum": list(PROMOS)})]


@dataclass(frozen=True, slots=True, kw_only=True)
class Response(Element):
    """What a message makes customers do: shares 0..1 of those who got it, and delays.

    What is None is not given here: a message's own entry falls back to its channel's.
    """

    open: Share | None = None
    click: Share | None = None
    order: Share | None = None
    unsubscribe: Share | None = None
    complaint: Share | None = None
    fill: Share | None = None
    refuse: Share | None = None
    reply: Share | None = None
    open_after: DelayField | None = None
    click_after: DelayField | None = None
    order_after: DelayField | None = None
    fill_after: DelayField | None = None
    reply_after: DelayField | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Element):
    """One message: where it goes (channels by preference), its class, promo and topic."""

    id: Annotated[Word, INTERNAL]
    channel: Annotated[tuple[Name, ...], AT_LEAST_ONE, Listed]
    class_: MessageClass
    promo: Promo = Word("none")
    topic: Scalar | None = None
    title: TextField = NO_TEXT
    subject: TextField = NO_TEXT
    template: Scalar | None = None
    goods: Scalar | None = None
    form: Annotated[tuple[Name, ...], Listed] = ()
    button: TextField = NO_TEXT
    valid_for: SteadyDuration | None = None
    responses: Response | None = None

    @property
    def is_sale(self) -> bool:
        """Tell whether the sale rule counts it as a sale (language.md, 2.5)."""
        return self.class_ == "sale" or (self.promo != "none" and self.class_ != "transactional")
