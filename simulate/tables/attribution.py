"""Orders and revenue by the journey whose click they are credited to, in both models."""

from __future__ import annotations

from journeykit.simulate.acquisition import clicks_before
from journeykit.simulate.estimates import Estimate
from journeykit.simulate.life import Life
from journeykit.simulate.moments import Pairs, average
from journeykit.simulate.survey import CALENDAR, Survey
from journeykit.simulate.table import Column, Line, Table
from journeykit.simulate.tables.question import Answers, Question

NO_CLICK = "(no click)"
_MODELS = ("last", "first")
_CENTS = 100


def _ask(life: Life, survey: Survey) -> Pairs:
    """Credit each purchase to the last and to the first click within the attribution window."""
    for each in life.purchases:
        if each.time < 0:
            continue
        clicks = clicks_before(life, each.time, survey.window)
        ends = (clicks[-1], clicks[0]) if clicks else (None, None)
        for model, click in zip(_MODELS, ends, strict=True):
            sender = (click.journey or CALENDAR) if click else NO_CLICK
            yield (sender, model, "orders"), 0, 1
            yield (sender, model, "revenue"), 0, round(each.value * _CENTS)


def _table(answers: Answers, survey: Survey) -> Table:
    """Return the orders and the revenue of each sender, and what came without a click."""
    lines = []
    for sender in (*survey.senders, NO_CLICK):
        if any(answers.of(sender, model, "orders").y for model in _MODELS):
            orders = [_mean(answers, sender, model, "orders", 1) for model in _MODELS]
            revenue = [_mean(answers, sender, model, "revenue", _CENTS) for model in _MODELS]
            lines.append(Line((sender,), (*orders, *revenue)))
    return Table(
        "attribution",
        "Orders and revenue by click",
        "Orders of the whole population, credited to the last or to the first click within the "
        "attribution window before them.",
        ("journey",),
        (
            Column("last click", "orders"),
            Column("first click", "orders"),
            Column("revenue, last", "currency"),
            Column("revenue, first", "currency"),
        ),
        tuple(lines),
    )


def _mean(answers: Answers, sender: str, model: str, what: str, parts: int) -> Estimate:
    """Return a sum for the population from the mean of a customer, counted in `parts` of one."""
    found = answers.scaled(average(answers.of(sender, model, what), answers.customers))
    low, high = found.low, found.high
    return Estimate(
        found.value / parts,
        None if low is None else low / parts,
        None if high is None else high / parts,
    )


QUESTION = Question("attribution", _ask, _table, brief=True)
