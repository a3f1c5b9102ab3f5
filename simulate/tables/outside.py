"""Messages that no cap sees."""

from __future__ import annotations

from journeykit.journeys.policy import fills
from journeykit.simulate.life import Life
from journeykit.simulate.moments import Pairs, average
from journeykit.simulate.survey import CALENDAR, Survey
from journeykit.simulate.table import Column, Line, Table
from journeykit.simulate.tables.question import Answers, Question


def _ask(life: Life, survey: Survey) -> Pairs:
    """Count what goes to the customer and is counted by no cap, by sender, message, channel."""
    caps = survey.limits.caps
    for row in life.rows:
        if row.status == "sent" and survey.reach(row.channel) == "messages":
            sent = survey.sent(row)
            if not any(fills(survey.limits, sent, cap) for cap in caps):
                yield (row.journey or CALENDAR, row.message, row.channel, row.class_), 0, 1


def _table(answers: Answers, survey: Survey) -> Table:
    """Return these messages, those that are sent most first."""
    found = sorted(answers.named(), key=lambda key: (-answers.of(*key).y, key))
    lines = [
        Line(key, (answers.scaled(average(answers.of(*key), answers.customers)),)) for key in found
    ]
    return Table(
        "outside",
        "Outside every cap",
        "Messages to customers that no cap of the policy counts, whatever they add up to.",
        ("journey", "message", "channel", "class"),
        (Column("messages", "messages"),),
        tuple(lines),
    )


QUESTION = Question("outside", _ask, _table)
