"""The message of a step, and what else stands at it, as rows of words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from journeykit.journeys.model import Message, Plan, Send, Start, Step, Subprocess
from journeykit.render.diagram import Shape
from journeykit.render.page.excerpt import Excerpt, Sources, excerpt
from journeykit.render.phrases import duration_words
from journeykit.render.words import word


@dataclass(frozen=True, slots=True)
class Row:
    """A name and what it stands for."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Card:
    """A message: `look` is the class whose colours it has, `marks` its class and its promo."""

    id: str
    title: str
    look: str
    marks: tuple[str, ...]
    rows: tuple[Row, ...]
    lines: Excerpt


def rows_of(shape: Shape, words: dict[str, str]) -> tuple[Row, ...]:
    """Return who does a step, what it reads and what it writes."""
    return rows(
        (words["by"], shape.role),
        (words["reads"], ", ".join(shape.reads)),
        (words["writes"], ", ".join(shape.writes)),
    )


def rows(*pairs: tuple[str, str]) -> tuple[Row, ...]:
    """Return a row for each pair that has a value."""
    return tuple(Row(name, value) for name, value in pairs if value)


def cards(
    part: Start | Step, plan: Plan, sources: Sources, language: str, words: dict[str, str]
) -> tuple[Card, ...]:
    """Return the messages that a step sends; one for a segment says for which."""
    found = []
    for id, segment in _sent(part):
        message = plan.messages.get(id)
        if message is not None:
            found.append(_card(message, segment, plan, sources, language, words))
    return tuple(found)


def _sent(part: Start | Step) -> Iterable[tuple[str, str]]:
    """Yield the ids of messages, each with the segment that it is for."""
    if isinstance(part, Send):
        yield str(part.message_id), ""
        yield from ((str(each.send), str(name)) for name, each in part.by_segment.items())
    elif isinstance(part, Subprocess):
        yield from ((str(id), "") for id in part.sends)


def _card(
    message: Message,
    segment: str,
    plan: Plan,
    sources: Sources,
    language: str,
    words: dict[str, str],
) -> Card:
    class_, promo = str(message.class_), str(message.promo)
    marks = [word(class_, language)] + ([word(promo, language)] if promo != "none" else [])
    title = message.title.in_language(language) or message.subject.in_language(language)
    valid = duration_words(message.valid_for, {}, language) if message.valid_for else ""
    return Card(
        str(message.id),
        title or str(message.id),
        "sale" if message.is_sale else class_,
        tuple(marks),
        rows(
            (words["segment"], segment),
            (words["channel"], ", ".join(_channels(message, plan, language))),
            (words["subject"], message.subject.in_language(language)),
            (words["button"], message.button.in_language(language)),
            (words["topic"], str(message.topic or "")),
            (words["form"], ", ".join(map(str, message.form))),
            (words["valid"], valid),
            (words["goods"], str(message.goods or "")),
            (words["template"], str(message.template or "")),
        ),
        excerpt(message, sources),
    )


def _channels(message: Message, plan: Plan, language: str) -> Iterable[str]:
    """Yield the titles of the message's channels, else their names."""
    for name in message.channel:
        channel = plan.map.channels.get(name)
        yield (channel.title.in_language(language) if channel else "") or str(name)
