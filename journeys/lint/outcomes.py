"""How a customer may leave a step: after how long, by which flows, and what then holds."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.journeys.conditions import Condition, walk
from journeykit.journeys.conditions.expression import Attribute, Call, Text
from journeykit.journeys.durations import Duration
from journeykit.journeys.lint.facts import Facts, assume, call, truth
from journeykit.journeys.lint.ground import Ground
from journeykit.journeys.lint.situation import Outcome, Situation
from journeykit.journeys.lint.waits import MONTH, seconds, wait
from journeykit.journeys.model.step import Step, Subprocess, Task, Timer, UserTask, WaitFor
from journeykit.journeys.model.timer import AfterDelay, EventCatch, TimerCatch, TimerRule

_RESPONSES = {"message.opened": ("opened",), "message.clicked": ("clicked", "opened")}


def outcomes(ground: Ground, situation: Situation, step: Step, *, slow: bool) -> Iterator[Outcome]:
    """Yield the ways to leave `step`, which is reached now; none where the way ends."""
    match step:
        case WaitFor():
            yield from _caught(ground, situation, step, slow=slow)
        case Timer():
            yield from _timed(ground, situation, step, slow=slow)
        case Task() | UserTask():
            yield _worked(ground, situation, step, slow=slow)
        case Subprocess(takes=takes) if takes:
            delay = max(1, seconds(takes, ground.journey, slow=slow))
            yield _left(situation, delay, _range(takes, ground, slow=slow))
        case _:
            yield _left(situation, 0)


def _left(situation: Situation, delay: int, more: int = 0) -> Outcome:
    """Return the outcome of a step that takes `delay` to `delay + more` seconds."""
    facts, events, spread = situation.facts, situation.events, situation.spread + more
    return Outcome(delay, 0, facts, events, situation.pins, spread=spread)


def _timed(ground: Ground, situation: Situation, step: Timer, *, slow: bool) -> Iterator[Outcome]:
    waited = wait(step.timer, ground.journey, situation.past, situation.pins, slow=slow)
    if waited is not None:
        delay, pins = waited
        spread = _spread(step.timer, ground, situation, slow=slow)
        yield Outcome(delay, 0, situation.facts, situation.events, pins, spread=spread)


def _spread(rule: TimerRule, ground: Ground, situation: Situation, *, slow: bool) -> int:
    """Return how many seconds later a timer may be over; dates and clocks do not spread."""
    if slow or not isinstance(rule, AfterDelay):
        return 0
    low, high = (seconds(rule.after, ground.journey, slow=each) for each in (False, True))
    if rule.since is None:
        return situation.spread + high - low
    since = (visit.spread for visit in reversed(situation.visits) if visit.step == rule.since)
    return next(since, 0) + high - low


def _worked(ground: Ground, situation: Situation, step: Task | UserTask, *, slow: bool) -> Outcome:
    delay, spread = 0, situation.spread
    if isinstance(step, UserTask):
        delay = max(1, seconds(step.takes, ground.journey, slow=slow))
        spread += _range(step.takes, ground, slow=slow)
    events = situation.events
    if step.emit:
        events = {**events, str(step.emit.event): situation.now + delay}
    facts = dict(situation.facts)
    for name, value in step.set.items():
        facts = {fact: known for fact, known in facts.items() if not _speaks_of(fact, name)}
        facts |= _contact(name, value)
    return Outcome(delay, 0, facts, events, situation.pins, spread=spread)


def _range(length: Duration, ground: Ground, *, slow: bool) -> int:
    """Return how many seconds more than the least a length may take; nothing in a slow run."""
    if slow:
        return 0
    low, high = (seconds(length, ground.journey, slow=each) for each in (False, True))
    return max(1, high) - max(1, low)


def _speaks_of(fact: object, attribute: str) -> bool:
    """Tell whether a fact is about an attribute of the customer."""
    return any(
        (isinstance(part, Attribute) and part.name == attribute)
        or (isinstance(part, Call) and part.subject == attribute)
        or (isinstance(part, Call) and part.name == "segment")
        for part in walk(fact)  # type: ignore[arg-type]  # facts are expressions
    )


def _contact(name: str, value: Condition) -> Facts:
    """Return what setting an attribute to `known` or `denied` says."""
    word = value.expression.value if isinstance(value.expression, Text) else ""
    if word not in ("known", "denied"):
        return {}
    return {call("known", name): word == "known", call("denied", name): word == "denied"}


def _caught(
    ground: Ground, situation: Situation, step: WaitFor, *, slow: bool
) -> Iterator[Outcome]:
    """Yield the timer's outcome and that of each event that can come before it."""
    limit = MONTH
    timed: list[Outcome] = []
    for number, catch in enumerate(step.catches):
        if isinstance(catch, TimerCatch):
            waited = wait(catch.timer, ground.journey, situation.past, situation.pins, slow=slow)
            if waited is not None:
                limit = waited[0]
                spread = _spread(catch.timer, ground, situation, slow=slow)
                facts, events = situation.facts, situation.events
                timed.append(Outcome(limit, number, facts, events, waited[1], spread=spread))
    if limit == 0:
        yield from timed
        return
    for number, catch in enumerate(step.catches):
        if isinstance(catch, EventCatch) and not _ruled_out(catch, ground, situation):
            if _already(catch, situation):
                yield _event(number, catch, situation, 0)
                return
            for delay in _moments(situation, limit, slow=slow):
                yield _event(number, catch, situation, delay)
    yield from timed


def _moments(situation: Situation, limit: int, *, slow: bool) -> tuple[int, ...]:
    """Return when an event may come: as soon or late as can be, or as another branch moves."""
    others = (token.time - situation.now for token in situation.tokens)
    together = (delay for delay in others if 0 < delay <= limit)
    return tuple(dict.fromkeys((limit if slow else 1, *together)))


def _already(catch: EventCatch, situation: Situation) -> bool:
    """Tell whether an event that may have come before has surely come."""
    return (
        catch.since is not None
        and catch.condition is None
        and catch.message is None
        and any(_has_come(event, situation) for event in catch.event)
    )


def _has_come(event: str, situation: Situation) -> bool:
    """Tell whether an event has surely come after the entry, so not what started the journey."""
    came = situation.events.get(event, 0)
    return came > 0 or situation.facts.get(call("happened", event)) is True


def _ruled_out(catch: EventCatch, ground: Ground, situation: Situation) -> bool:
    """Tell whether none of the events can be caught: an exit comes first, or nothing was sent."""
    if all(event in ground.exits for event in catch.event):
        return True
    if catch.message in ground.own and catch.message not in situation.sent:
        return True
    return (
        catch.condition is not None
        and truth(catch.condition.expression, situation.facts, ground.seen(situation)) is False
    )


def _event(number: int, catch: EventCatch, situation: Situation, delay: int) -> Outcome:
    """Return the outcome of catching an event `delay` seconds from now."""
    facts = dict(situation.facts)
    for event in catch.event if len(catch.event) == 1 else ():
        facts[call("happened", event)] = True
        for name in _RESPONSES.get(event, ()) if catch.message else ():
            facts[call(name, catch.message or "")] = True
    if catch.condition is not None:
        assume(catch.condition.expression, True, facts)
    came = {str(event): situation.now + delay for event in catch.event}
    events = {**situation.events, **came}
    return Outcome(delay, number, facts, events, situation.pins, catch, situation.spread)
