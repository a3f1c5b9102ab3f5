"""The moves of one customer through a journey: from one situation to all that can follow it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeykit.journeys.conditions.expression import Comparison, Text
from journeykit.journeys.lint.choices import choices
from journeykit.journeys.lint.facts import Facts, at_entry, wait
from journeykit.journeys.lint.ground import Ground
from journeykit.journeys.lint.memory import STARTED_BY
from journeykit.journeys.lint.outcomes import outcomes
from journeykit.journeys.lint.silence import heard
from journeykit.journeys.lint.situation import Outcome, Situation, Token, Visit
from journeykit.journeys.lint.stops import Head, Stop
from journeykit.journeys.lint.waits import DAY, Pins, seconds
from journeykit.journeys.model.start import DateStart, EventStart, ScheduleStart, Start
from journeykit.journeys.model.step import Parallel
from journeykit.journeys.place import Word

MORNING = 10 * 3600


def enter(ground: Ground, start: Start) -> Iterator[Situation]:
    """Yield the situations right after an entry."""
    facts: Facts = {}
    at_entry(ground.journey.audience, facts)
    at_entry(start.condition, facts)
    facts |= _named(start, ground)
    events = dict.fromkeys(map(str, start.event), 0) if isinstance(start, EventStart) else {}
    entry = Situation(0, (), (), (), (), frozenset(), events, facts, _pins(start, ground))
    for flows, after in choices(start, start.flows, facts, ground.seen(entry)):
        tokens = tuple(Token(0, flow.to, (start.id, start.flows.index(flow))) for flow in flows)
        yield entry._replace(facts=ground.memory.kept(after), tokens=tokens)


def _named(start: Start, ground: Ground) -> Facts:
    """Return what is known of `start.event`, where the journey asks for it."""
    names = start.event if isinstance(start, EventStart) else ()
    facts: Facts = {}
    for fact in ground.memory.facts:
        match fact:
            case Comparison(left=left, operator="==" | "!=", right=Text(value=name)):
                if left == STARTED_BY and (name not in names or len(names) == 1):
                    facts[fact] = (name in names) is (fact.operator == "==")
    return facts


def move(ground: Ground, situation: Situation, *, slow: bool) -> Iterable[Situation]:
    """Return the situations that can follow; none when the instance is over."""
    merged = _merged(ground, situation) if situation.held else None
    if merged:
        return _visited(ground, *merged, slow=slow)
    if not situation.tokens:
        return ()
    token = min(situation.tokens, key=_time)
    now = _at(situation, token)
    stop = ground.stops.get(token.step)
    if token.step in ground.joins:
        return (now._replace(held=(*now.held, token)),)
    if stop is None or _is_enough(ground, now, token.step):
        return (now,)
    return _visited(ground, now, stop, slow=slow)


def _time(token: Token) -> int:
    return token.time


def _is_enough(ground: Ground, situation: Situation, step: Word) -> bool:
    """Tell whether a loop went round as often as can matter."""
    return ground.memory.loops and situation.arrivals(step) >= ground.rounds


def _at(situation: Situation, token: Token) -> Situation:
    """Return the situation at the token's second, the token taken out."""
    rest = tuple(each for each in situation.tokens if each is not token)
    facts = situation.facts
    if facts and token.time > situation.now:
        facts = wait(facts)
    return situation._replace(now=token.time, tokens=rest, facts=facts, spread=token.spread)


def _merged(ground: Ground, situation: Situation) -> tuple[Situation, Stop] | None:
    """Return the situation after a join has let its tokens through, and the join."""
    for id in dict.fromkeys(token.step for token in situation.held):
        stop = ground.stops[id]
        if isinstance(stop.step, Parallel):
            used = _one_of_each(situation, id, ground.joins[id])
        else:
            used = _all_of(situation, id, ground)
        if used:
            held = tuple(token for token in situation.held if token not in used)
            spread = max(token.time + token.spread for token in used) - situation.now
            return situation._replace(held=held, spread=max(0, spread)), stop
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


def _visited(ground: Ground, before: Situation, stop: Stop, *, slow: bool) -> Iterator[Situation]:
    """Yield the situations after an arrival at a step."""
    here = _arrived(before, stop, slow=slow)
    stuck = True
    for outcome in outcomes(ground, here, stop.step, slow=slow):
        time = here.now + outcome.delay
        first = heard(here, stop.step, outcome, ground.silence) if ground.silence else here.heard
        for heads, facts in _choices(ground, here, stop, outcome):
            stuck = False
            came = tuple([Token(time, to, flow, outcome.spread) for to, flow in heads])
            yield Situation(
                here.now,
                here.tokens + came,
                here.held,
                here.visits,
                here.sends,
                here.sent,
                outcome.events,
                facts,
                outcome.pins,
                first,
                here.spread,
            )
    if stuck:
        yield here


def _arrived(before: Situation, stop: Stop, *, slow: bool) -> Situation:
    """Return the situation with a visit to a step, and what it sends."""
    now = before.now
    sends = tuple([(now + after, message) for after, message in stop.sends[slow]])
    visits = (*before.visits, Visit(now, stop.step.id, sends, before.spread))
    if not sends:
        return before._replace(visits=visits)
    sent = tuple([(time, stop.step.id, message) for time, message in sends])
    return before._replace(visits=visits, sends=before.sends + sent, sent=before.sent | stop.asked)


def _choices(
    ground: Ground, here: Situation, stop: Stop, outcome: Outcome
) -> Iterator[tuple[tuple[Head, ...], Facts]]:
    """Yield where a customer may go on, with what is then known that can matter."""
    branch = stop.branches[outcome.branch]
    if branch.choices is not None:
        known = outcome.facts
        facts = known if known is here.facts else ground.memory.kept(known)
        for heads in branch.choices:
            yield heads, facts
        return
    for flows, after in choices(stop.step, branch.flows, outcome.facts, ground.seen(here)):
        yield branch.heads_of(flows), ground.memory.kept(after)


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
