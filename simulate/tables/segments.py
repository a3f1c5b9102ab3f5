"""What the customers of each segment get and do in thirty days."""

from __future__ import annotations

from journeykit.simulate.life import Life
from journeykit.simulate.moments import Pairs, part, rate
from journeykit.simulate.periods import periods
from journeykit.simulate.survey import Survey
from journeykit.simulate.table import Column, Line, Table
from journeykit.simulate.tables.question import Answers, Question


def _ask(life: Life, survey: Survey) -> Pairs:
    """Count the customer's periods under each segment that he is in when they begin."""
    inside = {each.time: each.segments for each in life.snapshots}
    for period in periods(life, survey):
        for name, belongs in zip(survey.segments, inside.get(period.start, ()), strict=False):
            yield (name, "share"), 1, int(belongs)
            if belongs:
                yield (name, "messages"), 1, period.messages
                yield (name, "orders"), 1, period.orders


def _table(answers: Answers, survey: Survey) -> Table:
    """Return the segments in the order of the population."""
    n = answers.customers
    lines = [
        Line(
            (name,),
            (
                part(answers.of(name, "share"), n),
                rate(answers.of(name, "messages"), n),
                rate(answers.of(name, "orders"), n),
            ),
        )
        for name in survey.segments
        if answers.of(name, "share").x
    ]
    return Table(
        "segments",
        "Segments",
        "The share of customers in each segment, looked at every 30 days, and what one of them "
        "gets (messages that the policy sees) and orders in the 30 days after.",
        ("segment",),
        (
            Column("customers", "share"),
            Column("messages", "messages per customer"),
            Column("orders", "orders per customer"),
        ),
        tuple(lines),
    )


QUESTION = Question("segments", _ask, _table)
