"""A study of a history: the population that it gives, and how well that held for its own end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from journeykit.journeys.finding import JourneyError
from journeykit.journeys.spelling import suggestion
from journeykit.simulate.fit.clicks import Named, named, with_orders
from journeykit.simulate.fit.fitted import Fitted, fit
from journeykit.simulate.fit.funnel import ORDER, is_own
from journeykit.simulate.fit.history import History, history
from journeykit.simulate.fit.holdout import Holdout, holdout
from journeykit.simulate.fit.orders import Click, Purchase
from journeykit.simulate.fit.population import population_text
from journeykit.simulate.fit.sessions import Session, sessions
from journeykit.simulate.fit.table import Rows

HOLDOUT = 3
"""Of so many parts of a history the last one is held out where nobody says how much."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a history.

    `days` is how far ahead the population is meant; `holdout` the days at the end that are held
    out, None for a part of the history, 0 for none. `apart` seconds without an event end a
    session; `steps` are the funnel's events in order, empty where they tell it themselves;
    `names` the wanted names of events.
    """

    days: int = 90
    holdout: int | None = None
    customers: int = 2000
    seed: int = 1
    apart: int = 1800
    steps: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Study:
    """What a history gave: the fit of all of it, its population, and the holdout.

    `no_holdout` says why there is none.
    """

    purchases: Rows[Purchase]
    clicks: Rows[Click] | None
    renamed: Mapping[str, str]
    history: History
    fitted: Fitted
    population: str
    holdout: Holdout | None
    no_holdout: str = ""


def study(purchases: Rows[Purchase], clicks: Rows[Click] | None, question: Question) -> Study:
    """Fit a population to orders and events, and look how well that does on their own end.

    Raises:
        JourneyError: too few customers came back, or the holdout leaves nothing.
    """
    events = named(clicks.good, question.names) if clicks else Named((), {})
    visits = _sessions(events.clicks, purchases.good, question) if events.clicks else ()
    whole = history(purchases.good)
    last = max((each.time.toordinal() for each in events.clicks), default=0)
    whole = replace(whole, end=max(whole.end, last))
    fitted = _fit(purchases, whole, visits, question)
    result = Study(
        purchases,
        clicks,
        events.renamed,
        whole,
        fitted,
        population_text(fitted, purchases.path),
        None,
    )
    return _with_holdout(result, visits, question)


def _sessions(
    clicks: Sequence[Click], purchases: Sequence[Purchase], question: Question
) -> tuple[Session, ...]:
    """Return the sessions, orders included. Raises: JourneyError."""
    found = sessions(with_orders(clicks, purchases), question.apart)
    known = {event for session in found for event in session.first if is_own(event)}
    if not known - {ORDER}:
        raise JourneyError("the events hold nothing that customers do but their orders")
    for place, step in enumerate(question.steps):
        if step not in known:
            meant = suggestion(step, sorted(known))
            raise JourneyError(f"--funnel: no event is called `{step}`: {meant}")
        if step in question.steps[:place] or (step == ORDER and not place):
            raise JourneyError(f"--funnel: `{step}` {'begins it' if not place else 'comes twice'}")
    return found


def _fit(
    purchases: Rows[Purchase], known: History, visits: Sequence[Session], question: Question
) -> Fitted:
    """Fit what was known at the end of a history. Raises: JourneyError."""
    times = [each.time for each in purchases.good if each.time.toordinal() <= known.end]
    seen = [each for each in visits if each.day <= known.end]
    steps = question.steps
    try:
        return fit(known, times, seen, days=question.days, steps=steps)
    except JourneyError as error:
        raise JourneyError(f"{purchases.path}: {error}") from error


def _with_holdout(result: Study, visits: Sequence[Session], question: Question) -> Study:
    """Add the holdout, or why there is none. Raises: JourneyError."""
    length = result.history.end - result.history.first + 1
    days = length // HOLDOUT if question.holdout is None else question.holdout
    if days == 0:
        return replace(result, no_holdout="none was asked for" if length >= HOLDOUT else "")
    if days >= length:
        raise JourneyError(
            f"{result.purchases.path}: cannot hold out {days} days: the history has {length}"
        )
    known = result.history.until(result.history.end - days)
    try:
        fitted = _fit(result.purchases, known, visits, replace(question, days=days))
    except JourneyError as error:
        if question.holdout is not None:
            raise
        return replace(result, no_holdout=f"before the last {days} days, {error}")
    return replace(
        result,
        holdout=holdout(
            result.history,
            fitted,
            population_text(fitted, result.purchases.path),
            customers=question.customers,
            seed=question.seed,
        ),
    )
