"""The moves of one customer through a journey: from one situation to all that can follow it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from journeykit.journeys.lint.choices import choices
from journeykit.journeys.lint.facts import Facts, at_entry, wait
from journeykit.journeys.lint.ground import Ground
from journeykit.journeys.lint.outcomes import outcomes
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.lint.silence import heard
from journeykit.journeys.lint.situation import Situation, Token, Visit
from journeykit.journeys.lint.waits import DAY, Pins, seconds
from journeykit.journeys.model.flow import Flow
from journeykit.journeys.model.start import DateStart, EventStart, ScheduleStart, Start
from journeykit.journeys.model.step import Parallel, Step, Subprocess
from journeykit.journeys.place import Word

MORNING = 10 * 3600


def enter(ground: Ground, start: Start) -> Iterator[Situation]:
    """Yield the situations right after an entry."""
    facts: Facts = {}
    at_entry(ground.journey.audience, facts)
    at_entry(start.condition, facts)
    events = dict.fromkeys(map(str, start.event), 0) if isinstance(start, EventStart) else {}
    entry = Situation(0, (), (), (), frozenset(), events, facts, _pins(start, ground))
    for flows, after in choices(start, start.flows, facts, ground.seen(entry)):
        yield replace(entry, facts=ground.memory.kept(after), tokens=_tokens(start, flows, 0))


def move(ground: Ground, situation: Situation, *, slow: bool) -> Iterator[Situation]:
    """Yield the situations that can follow; none when the instance is over."""
    merged = _merged(ground, situation)
    if merged:
        yield from _visited(ground, *merged, slow=slow)
        return
    token = min(situation.tokens, key=lambda token: token.time, default=None)
    if token is None:
        return
    now = _at(situation, token)
    step = ground.journey.steps.get(token.step)
    if token.step in ground.joins:
        yield replace(now, held=(*now.held, token))
    elif step is None or _is_enough(ground, now, token.step):
        yield now
    else:
        yield from _visited(ground, now, step, slow=slow)


def _is_enough(ground: Ground, situation: Situation, step: Word) -> bool:
    """Tell whether a loop went round as often as can matter."""
    return ground.memory.loops and situation.arrivals(step) >= ground.rounds


def _at(situation: Situation, token: Token) -> Situation:
    """Return the situation at the token's second, the token taken out."""
    rest = tuple(each for each in situation.tokens if each is not token)
    facts = wait(situation.facts) if token.time > situation.now else situation.facts
    return replace(situation, now=token.time, tokens=rest, facts=facts, spread=token.spread)


def _merged(ground: Ground, situation: Situation) -> tuple[Situation, Step] | None:
    """Return the situation after a join has let its tokens through, and the join."""
    for id in dict.fromkeys(token.step for token in situation.held):
        step = ground.journey.steps[id]
        if isinstance(step, Parallel):
            used = _one_of_each(situation, id, ground.joins[id])
        else:
            used = _all_of(situation, id, ground)
        if used:
            held = tuple(token for token in situation.held if token not in used)
            spread = max(token.time + token.spread for token in used) - situation.now
            return replace(situation, held=held, spread=max(0, spread)), step
    return None


def _one_of_each(situation: Situation, join: Word, flows: int) -> tuple[Token, ...]:
    """Return one token a flow into a parallel join, or none while one is missing."""
    first = {token.came: token for token in reversed(situation.held) if token.step == join}
    return tuple(first.values()) if len(first) == flows else ()


def _all_of(situation: Situation, join: Word, ground: Ground) -> tuple[Token, ...]:
    """Return the tokens at an inclusive join, or none while another can still arrive."""
    others = [*situation.tokens, *(token for token in situation.held if token.step != join)]
    if any(token.step == join or join in ground.after.get(token.step, ()) for token in others):
        return ()
    return tuple(token for token in situation.held if token.step == join)


def _visited(ground: Ground, before: Situation, step: Step, *, slow: bool) -> Iterator[Situation]:
    """Yield the situations after an arrival at a step."""
    sends = tuple(_sends(ground, step, before.now, slow=slow))
    visit = Visit(before.now, step.id, sends, before.spread)
    names = {str(step.id), *(str(message) for _, message in sends)} if sends else set()
    here = replace(
        before, visits=(*before.visits, visit), sent=before.sent | (names & ground.memory.asked)
    )
    stuck = True
    for outcome in outcomes(ground, here, step, slow=slow):
        spread = outcome.spread
        for flows, facts in choices(step, outcome.flows, outcome.facts, ground.seen(here)):
            stuck = False
            yield replace(
                here,
                tokens=(*here.tokens, *_tokens(step, flows, here.now + outcome.delay, spread)),
                events=outcome.events,
                facts=ground.memory.kept(facts),
                pins=outcome.pins,
                heard=heard(here, step, outcome, ground.silence),
            )
    if stuck:
        yield here


def _tokens(
    step: Step | Start, flows: tuple[Flow, ...], time: int, spread: int = 0
) -> tuple[Token, ...]:
    """Return a token on each of `flows`."""
    return tuple(Token(time, flow.to, (step.id, step.flows.index(flow)), spread) for flow in flows)


def _sends(ground: Ground, step: Step, now: int, *, slow: bool) -> Iterator[tuple[int, Word]]:
    """Yield what a step sends and when: a subprocess spreads its messages over its time."""
    messages = sent_by(step)
    takes = 0
    if isinstance(step, Subprocess) and step.takes:
        takes = seconds(step.takes, ground.journey, slow=slow)
    for number, message in enumerate(messages):
        yield now + takes * number // len(messages), message


def _pins(start: Start, ground: Ground) -> Pins:
    """Return what a start fixes of the calendar."""
    if isinstance(start, DateStart):
        at = start.at.second if start.at else MORNING
        before = seconds(start.before, ground.journey, slow=False) if start.before else 0
        second = (at - before % DAY) % DAY
        return Pins(second=second, dates=((str(start.date), before + MORNING - at),))
    if isinstance(start, ScheduleStart):
        at, day = (start.at.second, start.at.weekday) if start.at else (MORNING, None)
        return Pins(second=at, weekday=day)
    return Pins()
