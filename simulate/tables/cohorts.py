"""What customers get and do by how they were won."""

from __future__ import annotations

from journeykit.journeys.policy import is_sale
from journeykit.journeys.timetable import first_sale_break
from journeykit.simulate.acquisition import CAME, LAGS, came, lag
from journeykit.simulate.life import Life
from journeykit.simulate.moments import Pairs, part, rate
from journeykit.simulate.survey import Survey
from journeykit.simulate.table import Column, Line, Table
from journeykit.simulate.tables.question import Answers, Question

_ALL = "all"
_KINDS = {"all": (_ALL,), "came": CAME, "first purchase after": LAGS}


def _ask(life: Life, survey: Survey) -> Pairs:
    """Count the customer's messages, sales and orders under each cohort that he is in."""
    seen = [survey.sent(row) for row in life.rows if survey.sees(row)]
    sales = sum(map(is_sale, seen))
    earlier = [survey.sent(row) for row in life.before if row.status == "sent"]
    sends = [survey.sent(row) for row in life.rows if row.status == "sent"]
    broke = int(sales > 0 and bool(first_sale_break(survey.limits, earlier + sends)))
    orders = sum(each.time >= 0 for each in life.purchases)
    gone = int(any(each.event == "unsubscribed" for each in life.responses))
    cohorts = (_ALL, came(life, survey), lag(life))
    for kind, cohort in zip(_KINDS, cohorts, strict=True):
        yield (kind, cohort, "messages"), 1, len(seen)
        yield (kind, cohort, "sales"), len(seen), sales
        yield (kind, cohort, "broke"), 1, broke
        yield (kind, cohort, "orders"), 1, orders
        yield (kind, cohort, "gone"), 1, gone


def _table(answers: Answers, survey: Survey) -> Table:
    """Return the cohorts that have customers."""
    lines = []
    n = answers.customers
    for kind, cohorts in _KINDS.items():
        for cohort in cohorts:
            found = answers.of(kind, cohort, "messages")
            if found.x:
                cells = (
                    answers.total(found.x),
                    rate(found, n),
                    part(answers.of(kind, cohort, "sales"), n),
                    part(answers.of(kind, cohort, "broke"), n),
                    rate(answers.of(kind, cohort, "orders"), n),
                    part(answers.of(kind, cohort, "gone"), n),
                )
                lines.append(Line((kind, cohort), cells))
    return Table(
        "cohorts",
        "Cohorts",
        "Customers by what the first purchase of their simulated life came with (the last click "
        "within the attribution window) and how long after their first event it came: messages "
        "that the policy sees and orders of one customer, the share of these messages that are "
        "sales, and the shares of customers who break the sale rule and who unsubscribe.",
        ("by", "cohort"),
        (
            Column("customers", "customers"),
            Column("messages", "messages per customer"),
            Column("sales", "share"),
            Column("sale rule broken", "share"),
            Column("orders", "orders per customer"),
            Column("unsubscribe", "share"),
        ),
        tuple(lines),
    )


QUESTION = Question("cohorts", _ask, _table)
