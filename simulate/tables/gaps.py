"""How long after the one before a message comes."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from journeykit.simulate.clock import DAY
from journeykit.simulate.life import Life
from journeykit.simulate.moments import Pairs, part
from journeykit.simulate.survey import Survey
from journeykit.simulate.table import Column, Line, Table
from journeykit.simulate.tables.question import Answers, Question

_HOUR = 3600
_BOUNDS = {
    "under 1h": _HOUR,
    "1h to 4h": 4 * _HOUR,
    "4h to 1d": DAY,
    "1d to 2d": 2 * DAY,
    "2d to 4d": 4 * DAY,
    "4d to 7d": 7 * DAY,
    "7d to 14d": 14 * DAY,
}
_LONGER = "14d and more"


def _ask(life: Life, survey: Survey) -> Pairs:
    """Count the gaps between messages that the policy sees, the latest of the warm-up included."""
    seen = [row.time for row in (*life.before, *life.rows) if survey.sees(row)]
    gaps = Counter(_length(later - earlier) for earlier, later in pairwise(seen) if later >= 0)
    for name in (*_BOUNDS, _LONGER) if gaps else ():
        yield (name,), gaps.total(), gaps[name]


def _length(gap: int) -> str:
    """Return the name of a gap's length in seconds."""
    return next((name for name, bound in _BOUNDS.items() if gap < bound), _LONGER)


def _table(answers: Answers, survey: Survey) -> Table:
    """Return how the gaps are spread."""
    lines = []
    for name in (*_BOUNDS, _LONGER):
        found = answers.of(name)
        if found.x:
            lines.append(Line((name,), (part(found, answers.customers), answers.total(found.y))))
    return Table(
        "gaps",
        "Gaps between messages",
        "How long after the customer's message before it, of those that the policy sees.",
        ("gap",),
        (Column("share", "share"), Column("messages", "messages")),
        tuple(lines),
    )


QUESTION = Question("gaps", _ask, _table)
