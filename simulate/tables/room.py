"""Who loses under a cap, and who took the room."""

from __future__ import annotations

from journeykit.simulate.estimates import Estimate
from journeykit.simulate.life import Life
from journeykit.simulate.moments import Pairs, average
from journeykit.simulate.survey import CALENDAR, Survey
from journeykit.simulate.table import Column, Line, Table
from journeykit.simulate.tables.question import Answers, Question


def _ask(life: Life, survey: Survey) -> Pairs:
    """Count each message that found no room, and by whose messages the room was taken."""
    for each in life.held:
        if each.rule == "cap":
            loser = each.journey or CALENDAR
            yield (loser, ""), 0, 1
            for winner in dict.fromkeys(journey or CALENDAR for journey, _ in each.by):
                yield (loser, winner), 0, 1


def _table(answers: Answers, survey: Survey) -> Table:
    """Return the matrix of journeys by journeys, without what is empty."""
    lines = []
    for loser in survey.senders:
        lost = answers.of(loser, "")
        for winner in survey.senders:
            found = answers.of(loser, winner)
            if found.y:
                mean = answers.scaled(average(found, answers.customers))
                lines.append(Line((loser, winner), (mean, Estimate(found.y / lost.y))))
    return Table(
        "room",
        "Who took the room",
        "Messages that a cap has no room for, and in how many of them the room was taken by whom; "
        "several may have taken it together.",
        ("loses", "took the room"),
        (Column("messages", "messages"), Column("of its losses", "share")),
        tuple(lines),
    )


QUESTION = Question("room", _ask, _table)
