"""Customers who wait for people: the queues M/D/1, M/G/1 and M/D/c, by many independent runs."""

from __future__ import annotations

import pytest

from tests.drawn import DAY, HOUR, expect_ratio, lives
from tests.formulas import crommelin

OFFICE = """
map: Office
staff: {{sales: {people}}}
---
journey: j
reentry: always
start: {{s: {{event: site.visit, next: call}}}}
steps: {{call: {{user_task: Call, by: sales, takes: {takes}, next: end}}}}
---
population: Many, each seldom
behaviour: {{site.visit: {{about_every: {every}}}}}
"""
LENGTH_OF_QUEUE = [
    pytest.param(1, "3h", "5d", 3 * 0.5 / (2 * 0.5), id="M/D/1, half busy"),
    pytest.param(1, "3h", "100h", 3 * 0.6 / (2 * 0.4), id="M/D/1, busier"),
    pytest.param(1, "1h..5h", "5d", (3**2 + 4**2 / 12) / 6 / (2 * 0.5), id="M/G/1"),
    pytest.param(2, "3h", "60h", 3 * crommelin(2, 0.5), id="M/D/2"),
]


@pytest.mark.parametrize(("people", "takes", "every", "wait"), LENGTH_OF_QUEUE)
def test_the_mean_wait_is_that_of_the_queue(
    people: int, takes: str, every: str, wait: float
) -> None:
    """Twenty customers who each come every so often make one Poisson stream.

    The waits are those of Pollaczek and Khinchine (one person) and of Crommelin (several).
    """
    waits, busy = [], []
    for seed in range(1, 17):
        text = OFFICE.format(people=people, takes=takes, every=every)
        found = lives(text, 20, days=50, warm_up=5, seed=seed)
        asked = [each for life in found for each in life.work if 0 <= each.time < 45 * DAY]
        waited = [each.begun - each.time for each in asked if each.begun is not None]
        assert len(waited) == len(asked)
        waits.append((sum(waited) / HOUR, float(len(waited))))
        worked = [
            min(each.ended or 50 * DAY, 50 * DAY) - max(each.begun, 0)
            for life in found
            for each in life.work
            if each.begun is not None
        ]
        busy.append((sum(worked) / DAY, 50.0 * people))
    expect_ratio(waits, wait)
    hours = float(every[:-1]) * (24 if every.endswith("d") else 1)
    expect_ratio(busy, 20 / hours * 3 / people)
