"""What customers get and do by how long they have been subscribed."""

from __future__ import annotations

from journeykit.simulate.acquisition import joined
from journeykit.simulate.clock import DAY
from journeykit.simulate.life import Life
from journeykit.simulate.moments import Pairs, part, rate
from journeykit.simulate.periods import MONTH, periods
from journeykit.simulate.survey import Survey
from journeykit.simulate.table import Column, Line, Table
from journeykit.simulate.tables.question import Answers, Question

_AGES = {"0d to 30d": 30, "30d to 90d": 90, "90d to 180d": 180}
_OLDER, _NEVER = "180d and more", "before the run, or never"


def _ask(life: Life, survey: Survey) -> Pairs:
    """Count the customer's periods of thirty days under the age at their beginning."""
    since = joined(life)
    gone = [each.time for each in life.responses if each.event == "unsubscribed"]
    for period in periods(life, survey):
        age = _age(since, period.start)
        leaves = any(period.start <= time < period.start + MONTH for time in gone)
        yield (age, "messages"), 1, period.messages
        yield (age, "orders"), 1, period.orders
        yield (age, "gone"), 1, int(leaves)


def _age(since: int | None, now: int) -> str:
    """Return the name of an age."""
    if since is None or since > now:
        return _NEVER
    days = (now - since) / DAY
    return next((name for name, most in _AGES.items() if days < most), _OLDER)


def _table(answers: Answers, survey: Survey) -> Table:
    """Return the ages that customers have."""
    n = answers.customers
    lines = [
        Line(
            (age,),
            (
                answers.total(answers.of(age, "messages").x),
                *(rate(answers.of(age, what), n) for what in ("messages", "orders")),
                part(answers.of(age, "gone"), n),
            ),
        )
        for age in (_NEVER, *_AGES, _OLDER)
        if answers.of(age, "messages").x
    ]
    return Table(
        "ages",
        "Subscription age",
        "Periods of 30 days by how long the customer had been subscribed when they began (since "
        "the first form, registration or subscription of the simulated life, the warm-up "
        "included), what one customer gets (messages that the policy sees) and orders in one of "
        "them, and in which share of them the customer unsubscribes.",
        ("age",),
        (
            Column("periods", "periods"),
            Column("messages", "messages per customer"),
            Column("orders", "orders per customer"),
            Column("unsubscribe", "share"),
        ),
        tuple(lines),
    )


QUESTION = Question("ages", _ask, _table)
