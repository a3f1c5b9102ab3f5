"""What makes a contact certain on a way through a journey."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from journeykit.journeys.conditions import Call as Asked
from journeykit.journeys.conditions import Condition, Expression
from journeykit.journeys.conditions.expression import And, Not, Or, Text
from journeykit.journeys.conditions.knowledge import contacts_known
from journeykit.journeys.lint.facts import Facts, assume, call
from journeykit.journeys.lint.ways import Way, ways, ways_without
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import EventStart, NoneStart
from journeykit.journeys.model.step import Call, Task, UserTask
from journeykit.journeys.place import Word

_RESPONSES = ("message.opened", "message.clicked", "message.replied", "message.filled")
_WORK = Task | UserTask
_TELLING = ("sent", "opened", "clicked")


def needs(plan: Plan, message: Message) -> Iterator[tuple[Expression, ...]]:
    """Yield what must be certain for the message to reach everybody.

    Of each tuple one is enough: a message with several channels takes the first that reaches.
    Nothing is yielded when some channel needs nothing.
    """
    asked = [_asked(plan, channel) for channel in message.channel]
    if all(asked):
        yield from product(*asked)


def gives(plan: Plan, wanted: tuple[Expression, ...], way: Way) -> bool:
    """Tell whether one of `wanted` is certain on a way."""
    if not (way.true or way.false or way.catch or way.start or isinstance(way.step, _WORK)):
        return False
    if _told(plan, wanted, way):
        return True
    return isinstance(way.start, NoneStart) and _by_callers(plan, wanted, way)


def _told(plan: Plan, wanted: tuple[Expression, ...], way: Way) -> bool:
    """Tell whether one of `wanted` is certain by what happens on the way itself."""
    return (
        any(fact in wanted for fact in _given(plan, way))
        or any(_implies(plan, wanted, each.expression, value=True) for each in way.true)
        or any(_implies(plan, wanted, each.expression, value=False) for each in way.false)
    )


def _implies(
    plan: Plan,
    wanted: tuple[Expression, ...],
    asked: Expression,
    *,
    value: bool,
    seen: tuple[str, ...] = (),
) -> bool:
    """Tell whether one of `wanted` holds, whichever, when an expression is `value`."""
    match asked:
        case Not(operand=operand):
            return _implies(plan, wanted, operand, value=not value, seen=seen)
        case And(operands=operands) | Or(operands=operands):
            each = (_implies(plan, wanted, part, value=value, seen=seen) for part in operands)
            return any(each) if isinstance(asked, And) is value else all(each)
        case Asked(name="segment", subject=name) if value and name not in seen:
            segment = plan.population.segments.get(name)
            condition = segment.condition if segment is not None else None
            return condition is not None and _implies(
                plan, wanted, condition.expression, value=True, seen=(*seen, name)
            )
        case _:
            condition = Condition(Word(""), asked)
            return any(fact in wanted for fact in _by_condition(plan, condition, value=value))


def _by_callers(plan: Plan, wanted: tuple[Expression, ...], entry: Way) -> bool:
    """Tell whether one of `wanted` is certain wherever the entry's journey is called.

    What only other called journeys could tell is not asked for: they may call in a circle.
    """
    calls = [
        (journey, step)
        for journey in plan.journeys.values()
        for step in journey.steps.values()
        if isinstance(step, Call) and entry.journey and _enters(step, entry)
    ]
    return bool(calls) and all(
        str(step.id) not in ways_without(ways(journey), lambda way: _told(plan, wanted, way))
        for journey, step in calls
    )


def _enters(step: Call, entry: Way) -> bool:
    """Tell whether a call enters by the start of `entry`."""
    same = entry.journey is not None and step.call == entry.journey.id
    return same and step.start in (None, entry.start.id if entry.start else None)


def _asked(plan: Plan, name: str) -> tuple[Expression, ...]:
    """Return the parts of a channel's `needs`, all of which must hold."""
    channel = plan.map.channels.get(Word(name))
    if channel is None or channel.needs is None:
        return ()
    return _parts(channel.needs)


def _parts(condition: Condition) -> tuple[Expression, ...]:
    expression = condition.expression
    return expression.operands if isinstance(expression, And) else (expression,)


def _given(plan: Plan, way: Way) -> Iterator[Expression]:
    """Yield what is certain on a way."""
    for condition in way.true:
        yield from _by_condition(plan, condition, value=True)
    for condition in way.false:
        yield from _by_condition(plan, condition, value=False)
    if way.catch is not None:
        yield from _by_events(plan, way.catch.event, way.catch.message)
    if isinstance(way.start, EventStart):
        yield from _by_events(plan, way.start.event, way.start.message)
    if isinstance(way.step, _WORK):
        yield from (call("known", name) for name, value in way.step.set.items() if _known(value))
    if way.start is not None:
        yield from _always(plan)


def _by_condition(plan: Plan, condition: Condition, *, value: bool) -> Iterator[Expression]:
    """Yield what follows from a condition that holds, or does not."""
    known = contacts_known(condition)
    yield from (call("known", name) for name in (known.if_true if value else known.if_false))
    facts: Facts = {}
    assume(condition.expression, value, facts)
    for fact, holds in facts.items():
        if not holds:
            continue
        yield fact
        if isinstance(fact, Asked):
            yield from _by_call(plan, fact)


def _by_call(plan: Plan, fact: Asked) -> Iterator[Expression]:
    """Yield what follows when a call holds."""
    if fact.name in _TELLING:
        yield from _by_message(plan, fact.subject)
    if fact.name == "happened":
        yield from _by_event(plan, fact.subject, None)
    segment = plan.population.segments.get(fact.subject) if fact.name == "segment" else None
    if segment is not None and segment.condition is not None:
        yield from (call("known", name) for name in contacts_known(segment.condition).if_true)


def _by_events(plan: Plan, events: tuple[str, ...], message: str | None) -> Iterator[Expression]:
    """Yield what is certain after any one of the events."""
    each = [tuple(_by_event(plan, event, message)) for event in events]
    yield from (fact for fact in each[0] if all(fact in other for other in each))


def _by_event(
    plan: Plan, event: str, message: str | None, seen: tuple[str, ...] = ()
) -> Iterator[Expression]:
    """Yield what is certain after an event: by a response to a message, or by its causes."""
    if event in _RESPONSES and message:
        yield from _by_message(plan, message)
    if event == "message.filled":
        yield from _in_all([each.form for each in _filled(plan, message)])
    causes = plan.population.behaviour.get(Word(event), ())
    yield from _in_all(
        [tuple(name for name, value in cause.set.items() if _known(value)) for cause in causes]
    )
    before = {cause.after for cause in causes}
    for earlier in before if len(before) == 1 else ():
        if earlier is not None and earlier not in seen:
            yield from _by_event(plan, earlier, None, (*seen, event))


def _by_message(plan: Plan, id: str) -> Iterator[Expression]:
    """Yield what is certain of those whom a message has reached: the contact of its channel."""
    message = plan.messages.get(id)
    if message is not None and len(message.channel) == 1:
        yield from _asked(plan, message.channel[0])


def _always(plan: Plan) -> Iterator[Expression]:
    """Yield the contacts that the population knows of everybody."""
    for name, drawn in plan.population.attributes.items():
        if drawn.known == 1:
            yield call("known", name)


def _filled(plan: Plan, message: str | None) -> list[Message]:
    """Return the message whose form was filled in, or all with a form."""
    if message is not None:
        return [plan.messages[message]] if message in plan.messages else []
    return [each for each in plan.messages.values() if each.form]


def _in_all(names: list[tuple[Word, ...]]) -> Iterator[Expression]:
    """Yield that the names are known which stand in each of the tuples."""
    for name in names[0] if names else ():
        if all(name in each for each in names):
            yield call("known", name)


def _known(value: Condition) -> bool:
    """Tell whether a `set` value makes a contact known."""
    return isinstance(value.expression, Text) and value.expression.value == "known"
