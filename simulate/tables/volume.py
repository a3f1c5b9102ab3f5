"""How many messages go out in each week and on each day."""

from __future__ import annotations

from datetime import timedelta

from journeykit.simulate.life import Life
from journeykit.simulate.moments import Pairs, average
from journeykit.simulate.survey import Survey
from journeykit.simulate.table import Column, Line, Table
from journeykit.simulate.tables.question import Answers, Question

_LENGTHS = {"week": 7, "day": 1}


def _ask(life: Life, survey: Survey) -> Pairs:
    """Count the customer's messages by week and day of the run."""
    first = survey.local(0).date()
    for row in life.rows:
        if row.status == "sent" and survey.reach(row.channel) == "messages":
            day = (survey.local(row.time).date() - first).days
            for period, length in _LENGTHS.items():
                yield (period, str(day // length)), 0, 1


def _table(answers: Answers, survey: Survey) -> Table:
    """Return the messages of the whole population by week and day."""
    first = survey.local(0).date()
    days = (survey.local(survey.horizon).date() - first).days
    lines = [
        Line(
            (period, str(first + timedelta(days=number * length))),
            (answers.scaled(average(answers.of(period, str(number)), answers.customers)),),
        )
        for period, length in _LENGTHS.items()
        for number in range(-(-days // length))
    ]
    return Table(
        "volume",
        "Volume",
        "Messages to all customers of the population in each week and on each day."
        + (f" The last week has {_in_words(days % 7)} only." if days % 7 else ""),
        ("period", "from"),
        (Column("messages", "messages"),),
        tuple(lines),
    )


def _in_words(days: int) -> str:
    """Return so many days in words."""
    return "1 day" if days == 1 else f"{days} days"


QUESTION = Question("volume", _ask, _table)
