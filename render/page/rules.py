"""Who enters a journey, what it is for and what ends it, as rows of words."""

from __future__ import annotations

from journeykit.journeys.durations import Duration
from journeykit.journeys.model import Call, Exit, Goal, Journey, Plan
from journeykit.render.captions import titles
from journeykit.render.page.cards import Row, rows
from journeykit.render.phrases import Names, duration_words, name_words


def rules(journey: Journey, plan: Plan, language: str, words: dict[str, str]) -> tuple[Row, ...]:
    """Return the rules of a journey that are written in it."""
    names = titles(journey, plan)
    reentry = journey.reentry
    again = (
        duration_words(reentry, journey.params, language)
        if isinstance(reentry, Duration)
        else words[str(reentry)]
    )
    return rows(
        (words["goal"], _ends_at(journey.goal, names, language) if journey.goal else ""),
        (words["audience"], str(journey.audience.source) if journey.audience else ""),
        (words["exit"], "; ".join(_ends_at(each, names, language) for each in journey.exit)),
        (words["reentry"], again),
        (words["priority"], str(journey.priority)),
        (words["group"], str(journey.exclusive_group or "")),
        (words["callers"], ", ".join(_callers(journey, plan, language))),
    )


def _ends_at(what: Exit | Goal, names: Names, language: str) -> str:
    event = name_words(what.event, names, language) if what.event else ""
    conditions = [what.condition, what.when if isinstance(what, Exit) else None]
    asked = [str(each.source) for each in conditions if each]
    return " - ".join(part for part in (event, *asked) if part)


def _callers(journey: Journey, plan: Plan, language: str) -> list[str]:
    return [
        other.title.in_language(language) or str(other.id)
        for other in plan.journeys.values()
        if any(isinstance(step, Call) and step.call == journey.id for step in other.steps.values())
    ]
