"""What breaks the policy: by which rule, of which journey, and what became of it."""

from __future__ import annotations

from journeykit.simulate.life import Life
from journeykit.simulate.moments import Pairs, average
from journeykit.simulate.survey import CALENDAR, Survey
from journeykit.simulate.table import Column, Line, Table
from journeykit.simulate.tables.question import Answers, Question
from journeykit.simulate.wording import rules

_STATUSES = ("sent", "dropped", "deferred")


def _ask(life: Life, survey: Survey) -> Pairs:
    """Count the customer's messages that broke a rule, by rule, sender and what was done."""
    for each in life.held:
        rule = f"cap {each.cap}" if each.rule == "cap" else each.rule
        yield (rule, each.journey or CALENDAR, each.status), 0, 1


def _table(answers: Answers, survey: Survey) -> Table:
    """Return what each rule held back, in the order of the policy."""
    lines = []
    for rule, text in rules(survey.limits):
        for sender in survey.senders:
            found = [answers.of(rule, sender, status) for status in _STATUSES]
            if any(each.y for each in found):
                means = (answers.scaled(average(each, answers.customers)) for each in found)
                lines.append(Line((text, sender), tuple(means)))
    return Table(
        "held",
        "What the policy holds back",
        "Decisions on messages that break a rule, counted under the first one that they break: "
        "sent all the same where the policy only watches, else dropped or deferred.",
        ("rule", "journey"),
        tuple(Column(status, "messages") for status in _STATUSES),
        tuple(lines),
    )


QUESTION = Question("held", _ask, _table)
