"""When each message of a journey can be sent: from the earliest to the latest, since the entry."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from journeykit.journeys.lint.runs import search
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.place import Word


@dataclass(frozen=True, slots=True)
class Span:
    """A message of a step, sent from `earliest` to `latest` seconds after the entry.

    `round` counts from 0 how often the step has sent it before on the same way.
    """

    step: Word
    message: Word
    round: int
    earliest: int
    latest: int


@dataclass(frozen=True, slots=True)
class Spans:
    """The spans of a journey, the earliest first; without `complete` there may be more."""

    spans: tuple[Span, ...]
    complete: bool


def spans(plan: Plan, journey: Journey) -> Spans:
    """Return when the journey can send what, whichever way a customer takes.

    Every way is tried with the shortest times, and with the longest up to each sending step.
    """
    found: dict[tuple[Word, Word, int], Span] = {}
    runs = search(plan, journey)
    for run in runs.runs:
        rounds: Counter[tuple[Word, Word]] = Counter()
        for visit in run.visits:
            for time, message in visit.sends:
                key = visit.step, message, rounds[visit.step, message]
                rounds[visit.step, message] += 1
                span = Span(*key, time, time + visit.spread)
                found[key] = _around(found.get(key, span), span)
    ordered = sorted(found.values(), key=lambda span: (span.earliest, span.latest, span.round))
    return Spans(tuple(ordered), runs.complete)


def _around(one: Span, other: Span) -> Span:
    return replace(
        one,
        earliest=min(one.earliest, other.earliest),
        latest=max(one.latest, other.latest),
    )
