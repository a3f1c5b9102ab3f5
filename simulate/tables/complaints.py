"""Complaints and unsubscriptions, against the rates at which mailbox providers act."""

from __future__ import annotations

from journeykit.simulate.life import Life
from journeykit.simulate.moments import Pairs, part
from journeykit.simulate.survey import Survey
from journeykit.simulate.table import Column, Line, Table
from journeykit.simulate.tables.question import Answers, Question

_EVENTS = {"complaints": "complained", "unsubscriptions": "unsubscribed"}


def _ask(life: Life, survey: Survey) -> Pairs:
    """Count the customer's messages and what they made him take back, by channel."""
    for channel in survey.used:
        sent = sum(row.status == "sent" and row.channel == channel for row in life.rows)
        if sent:
            for name, event in _EVENTS.items():
                done = (each.event == event and each.channel == channel for each in life.responses)
                yield (channel, name), sent, min(sent, sum(done))


def _table(answers: Answers, survey: Survey) -> Table:
    """Return the rates of each channel."""
    lines = []
    for channel in survey.used:
        found = [answers.of(channel, name) for name in _EVENTS]
        if any(each.y for each in found):
            shares = (part(each, answers.customers) for each in found)
            lines.append(Line((channel,), (answers.total(found[0].x), *shares)))
    return Table(
        "complaints",
        "Complaints",
        "Of the messages of each channel. Mailbox providers ask for complaints under 0.1%, and "
        "act against senders from 0.3%.",
        ("channel",),
        (Column("messages", "messages"), *(Column(name, "share") for name in _EVENTS)),
        tuple(lines),
    )


QUESTION = Question("complaints", _ask, _table)
