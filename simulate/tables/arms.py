"""A/B/n tests: each arm's conversion, its difference from the first, and how many it takes."""

from __future__ import annotations

import math
from statistics import NormalDist

from journeykit.simulate.estimates import Estimate, Z, difference, share
from journeykit.simulate.life import Life
from journeykit.simulate.moments import Moments, Pairs, part
from journeykit.simulate.survey import Survey
from journeykit.simulate.table import Cell, Column, Line, Table
from journeykit.simulate.tables.question import Answers, Question

_POWER = NormalDist().inv_cdf(0.8)


def _ask(life: Life, survey: Survey) -> Pairs:
    """Count the customer once in each arm, and whether an entry with it converted."""
    found: dict[tuple[str, str, str], bool] = {}
    for each in life.instances:
        if each.entered >= 0:
            for step, arm in each.arms:
                key = each.journey, step, arm
                found[key] = found.get(key, False) or each.converted is not None
    for key, converted in found.items():
        yield key, 1, int(converted)


def _table(answers: Answers, survey: Survey) -> Table:
    """Return the arms of all splits that were reached, as written."""
    lines = []
    for journey, step, arms in survey.splits:
        first = answers.of(journey, step, arms[0])
        for arm in arms:
            found = answers.of(journey, step, arm)
            if first.x or found.x:
                versus = (None, None, None) if arm == arms[0] else _versus(found, first)
                converted = part(found, answers.customers) if found.x else None
                cells = (found.x, converted, *versus)
                lines.append(Line((journey, step, arm), cells))
    return Table(
        "arms",
        "A/B tests",
        "Customers simulated in each arm, the share who convert, the difference from the first "
        "arm; how many customers an arm needs to find it (80% power, 5% level), and the power that "
        "those who were simulated have.",
        ("journey", "split", "arm"),
        (
            Column("simulated", "customers"),
            Column("converted", "share"),
            Column("difference", "difference of shares"),
            Column("needed", "customers"),
            Column("power", "share"),
        ),
        tuple(lines),
    )


def _versus(arm: Moments, first: Moments) -> tuple[Cell, Cell, Cell]:
    """Return the difference of two shares, the customers needed an arm, and the power.

    For two independent shares with se^2 = p q / n + p' q' / n', the customers needed are
    (z_0.975 + z_0.8)^2 (p q + p' q') / (p - p')^2, and the power is Phi(|p - p'| / se - z_0.975)
    (Chow, Shao and Wang, Sample Size Calculations in Clinical Research, 2008, 4.2). Neither is told
    where the shares are equal, or where both are none or all.
    """
    if not (arm.x and first.x):
        return None, None, None
    p, q = share(arm.y, arm.x), share(first.y, first.x)
    apart, spread = p.value - q.value, p.value * (1 - p.value) + q.value * (1 - q.value)
    if not (apart and spread):
        return difference(p, q), None, None
    error = math.sqrt(p.value * (1 - p.value) / arm.x + q.value * (1 - q.value) / first.x)
    needed = math.ceil((Z + _POWER) ** 2 * spread / apart**2)
    return difference(p, q), needed, Estimate(NormalDist().cdf(abs(apart) / error - Z))


QUESTION = Question("arms", _ask, _table, brief=True)
