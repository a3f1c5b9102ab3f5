"""Who loses under a cap, and who took the room."""

from __future__ import annotations

from collections import Counter

from journeykit.simulate.life import Life
from journeykit.simulate.moments import Moments, Pairs, average, part
from journeykit.simulate.survey import CALENDAR, Survey
from journeykit.simulate.table import Column, Line, Table
from journeykit.simulate.tables.question import Answers, Question


def _ask(life: Life, survey: Survey) -> Pairs:
    """Count each message that found no room, and by whose messages the room was taken."""
    lost: Counter[str] = Counter()
    taken: Counter[tuple[str, str]] = Counter()
    for each in life.held:
        if each.rule == "cap":
            loser = each.journey or CALENDAR
            lost[loser] += 1
            taken.update({(loser, journey or CALENDAR): 1 for journey, _ in each.by})
    for loser, number in lost.items():
        yield (loser, ""), number, 0
    for (loser, winner), number in taken.items():
        yield (loser, winner), lost[loser], number


def _table(answers: Answers, survey: Survey) -> Table:
    """Return the matrix of journeys by journeys, without what is empty."""
    lines = []
    for loser in survey.senders:
        lost = answers.of(loser, "")
        for winner in survey.senders:
            found = answers.of(loser, winner)
            if found.y:
                mean = answers.scaled(average(found, answers.customers))
                # All losses count, also those of customers with whom this one took no room.
                losses = Moments(lost.x, found.y, lost.xx, found.xy, found.yy, lost.asked)
                lines.append(Line((loser, winner), (mean, part(losses, answers.customers))))
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
