"""What one instance does to a customer in the simulator, lint has said of its journey."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from journeykit.journeys.limits import limits_of
from journeykit.journeys.lint.run import lint
from journeykit.journeys.load import load
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.policy import Limits, Sent, broken
from journeykit.journeys.project import find
from journeykit.simulate.life import Row
from journeykit.simulate.program import compile_plan
from journeykit.simulate.reference.live import live

ROOT = Path(__file__).parents[2]
DAY = 86400
CUSTOMERS = 60
RULES = {"cap": "J301", "gap": "J303", "sale": "J401"}


@pytest.mark.parametrize("folder", ["samples/shop", "samples/language"])
def test_what_an_instance_breaks_is_reported_of_its_journey(folder: str) -> None:
    (project,) = find([folder], cwd=ROOT).projects
    plan = load(project.documents, project.path).plan
    assert plan is not None
    reported = [(found.rule.code, found.finding.journey) for found in lint([plan])]
    assert [each for each in dict.fromkeys(_lived(plan)) if each not in reported] == []


def _lived(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the rule and journey of each break of the policy within one instance."""
    program = compile_plan(plan, start=date(2026, 1, 5), horizon=90 * DAY, warm_up=90 * DAY)
    for customer in range(CUSTOMERS):
        instances: dict[tuple[str, int], list[Row]] = {}
        for row in live(program, customer, 1).rows:
            if row.status == "sent" and row.journey:
                instances.setdefault((row.journey, row.instance), []).append(row)
        for (journey, _), rows in instances.items():
            yield from ((code, journey) for code in _broken(plan, rows))


def _broken(plan: Plan, rows: list[Row]) -> Iterator[str]:
    """Yield the rules that the messages of one instance break by themselves."""
    limits = limits_of(plan.map)
    seen = Limits(limits.caps, limits.min_gap, 0, 0, limits.sale, limits.exempt, limits.hidden)
    before: list[Sent] = []
    for row in rows:
        sent = _sent(plan, row)
        yield from (RULES[each.reason] for each in broken(seen, before, sent))
        before.append(sent)


def _sent(plan: Plan, row: Row) -> Sent:
    topic = plan.messages[row.message].topic or ""
    return Sent(row.time, row.journey, row.message, row.channel, row.class_, row.promo, str(topic))
