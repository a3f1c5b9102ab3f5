"""A token on its way: it arrives at a step, does what the step says, and chooses the way on."""

from __future__ import annotations

from collections.abc import Generator
from functools import partial
from typing import TypeAlias

from journeykit.simulate.draws import mix
from journeykit.simulate.reference import catches, joins, timers
from journeykit.simulate.reference.attempts import attempt, attempt_at
from journeykit.simulate.reference.behaviour import with_data
from journeykit.simulate.reference.effects import assign
from journeykit.simulate.reference.entries import try_call
from journeykit.simulate.reference.exits import leave_when
from journeykit.simulate.reference.history import Happening
from journeykit.simulate.reference.moves import begin, die, let_go, ready, stick, wake
from journeykit.simulate.reference.scope import sight
from journeykit.simulate.reference.staff import Job
from journeykit.simulate.reference.starts import fire_when
from journeykit.simulate.reference.tokens import AT_START, Token, Walk
from journeykit.simulate.reference.world import World
from journeykit.simulate.spans import Span, length
from journeykit.simulate.starts import StartProgram
from journeykit.simulate.steps import (
    Acting,
    Action,
    After,
    BySegment,
    Calling,
    CatchEvent,
    Catching,
    Emission,
    Ending,
    OnClock,
    OnDate,
    Sending,
    Timing,
    Trying,
)
from journeykit.simulate.ways import END, Choice, Way, Ways, drawn

Act: TypeAlias = Generator[None, CatchEvent | None, Ways | None]
"""Doing a step: yields where it waits, returns the ways on, or None when the path is over."""


def walk(world: World, token: Token, ways: Ways) -> Walk:
    """Lead a token from step to step until its path ends."""
    onward: Ways | None = ways
    while onward is not None and _leave(world, token, onward):
        onward = yield from _act(world, token)
        if not token.alive:
            return


def _leave(world: World, token: Token, ways: Ways) -> bool:
    """Take the chosen way; tell whether this very token goes on."""
    chosen = choose(world, token, ways)
    if not chosen and ways.ways:
        stick(world, token)
    elif not chosen:
        _end(world, token, "end" if token.step == AT_START else token.at.id, "")
    elif len(chosen) > 1:
        for way in chosen:
            begin(world, token.instance, Ways(ways=(way,)), token.step)
        die(world, token)
    else:
        return _follow(world, token, chosen[0])
    return False


def _follow(world: World, token: Token, way: Way) -> bool:
    """Take a way, and count it; tell whether the token is still on its path."""
    flows = token.instance.flows
    flows[way.name] = flows.get(way.name, 0) + 1
    if way.to == END:
        _end(world, token, "end", "")
        return False
    _arrive(world, token, way)
    return True


def choose(world: World, token: Token, ways: Ways) -> tuple[Way, ...]:
    """Return the ways that the token takes."""
    if ways.choice is Choice.ALL:
        return ways.ways
    found: tuple[Way, ...]
    if ways.choice in (Choice.ARM, Choice.CHANCE):
        lineage = token.visit if ways.choice is Choice.CHANCE else _arm(token)
        way = drawn(ways, world.customer.draw(lineage)[0])
        if way and ways.choice is Choice.ARM:
            _remember_arm(token, way)
        return () if way is None else (way,)
    scope = sight(world, token.instance)
    holding = (way for way in ways.ways if way.test and way.test(scope))
    if ways.choice is Choice.EVERY:
        found = tuple(holding)
    else:
        first = next(holding, None)
        found = () if first is None else (first,)
    return found or (() if ways.default is None else (ways.default,))


def _remember_arm(token: Token, way: Way) -> None:
    """Keep which arm of a split the instance took."""
    instance = token.instance
    at = f"start.{instance.start.id}" if token.step == AT_START else token.at.id
    instance.arms[at] = "end" if way.to == END else instance.journey.steps[way.to].id


def _arm(token: Token) -> int:
    """Return the lineage of the customer's arm at the token's step."""
    return token.instance.start.arm if token.step == AT_START else token.at.arm


def _arrive(world: World, token: Token, way: Way) -> None:
    """Stand at the next step, and count the arrival."""
    instance = token.instance
    token.step, token.flow = way.to, way.flow
    token.arrival = instance.arrivals.get(way.to, 0)
    instance.arrivals[way.to] = token.arrival + 1
    instance.arrived[way.to] = world.now
    world.toil(token)


def _end(world: World, token: Token, step: str, result: str) -> None:
    """Reach an end: it is counted, and the latest gives the instance its result."""
    token.instance.ends.append(step)
    token.instance.result = result
    die(world, token)


def _act(world: World, token: Token) -> Act:
    """Do what the step says; return the ways on."""
    step = token.at
    if step.join and not joins.passes(world, token):
        yield
    match _action(world, token):
        case None:
            return step.ways
        case Sending(message=message):
            attempt(world, token, message)
            yield
        case After() | OnDate() | OnClock() as timing:
            return (yield from _time(world, token, timing))
        case Catching() as catching:
            return (yield from _catch(world, token, catching))
        case Acting() as acting:
            return (yield from _task(world, token, acting))
        case Calling() as calling:
            yield from _call(world, token, calling)
        case Trying() as trying:
            return (yield from _try(world, token, trying))
        case Ending(result=result):
            _end(world, token, step.id, result)
            return None
    return step.ways


def _action(world: World, token: Token) -> Action:
    """Return what the step does for this customer now."""
    action = token.at.action
    if not isinstance(action, BySegment):
        return action
    scope = sight(world, token.instance)
    found = (each for segment, each in action.segments if scope.segment(segment))
    return next(found, action.otherwise)


def _time(world: World, token: Token, timing: Timing) -> Act:
    """Wait for a timer, first for the event that it counts from."""
    event = timers.awaited(world, token, timing)
    if event:
        catches.listen(world, token, event)
        yield
    due = timers.due(world, token, timing)
    if due is None:
        stick(world, token)
        return None
    if due > world.now:
        wake(world, token, due)
        yield
    return token.at.ways


def _catch(world: World, token: Token, catching: Catching) -> Act:
    """Wait for the first of several; when time was first, nothing was caught."""
    item = catches.wait(world, token, catching)
    if item is None:
        item = (yield) or catches.timer_of(catching)
    return item.ways


def _task(world: World, token: Token, acting: Acting) -> Act:
    """Take the time, set the attributes, emit the event and let it go first (T9)."""
    if acting.takes is not None:
        yield from _ask(world, token, acting.role)
        time = _until(world, token, acting.takes)
        if time is None:
            stick(world, token)
            return None
        wake(world, token, time)
        yield
        let_go(world, token, done=True)
    if acting.settings:
        assign(world, acting.settings, sight(world, token.instance))
        leave_when(world)
        fire_when(world, token.visit)
    if acting.emits and token.alive:
        _emit(world, token, acting.emits)
        yield
    return token.at.ways


def _ask(world: World, token: Token, role: str) -> Walk:
    """Ask for a person of the role, and wait until one has time (T27)."""
    if not role:
        return
    claim = world.staff.claim(role, (world.now, world.customer.number, token.number))
    instance = token.instance
    token.job = Job(instance.journey.id, instance.number, token.at.id, role, world.now, claim)
    world.jobs.append(token.job)
    if token.job.waits(partial(ready, world, token)):
        yield
    token.job.begun = world.now


def _emit(world: World, token: Token, emission: Emission) -> None:
    """Put the event on the ready queue, and the token behind it."""
    lineage = mix(token.visit, emission.lineage)
    data = with_data(world, dict(token.instance.data), lineage, emission.data)
    world.agenda.number()
    happening = Happening(emission.event, world.now, lineage, data)
    world.agenda.soon(partial(world.handle, world, happening))
    ready(world, token)


def _until(world: World, token: Token, takes: Span) -> int | None:
    """Return when an action that takes its time is done."""
    seconds = length(takes, world.customer.draw(token.visit)[1], world.customer.attribute)
    return None if seconds is None else world.now + max(1, seconds)


def _call(world: World, token: Token, calling: Calling) -> Walk:
    """Enter the called journey, and wait for its end if the step says so."""
    start = _called(world, calling)
    if try_call(world, start, token, wait=calling.wait) and calling.wait:
        yield


def _called(world: World, calling: Calling) -> StartProgram:
    """Return the start that a call enters at."""
    starts = world.program.journeys[world.program.ranks[calling.journey]].starts
    return next((start for start in starts if start.id == calling.start), starts[0])


def _try(world: World, token: Token, trying: Trying) -> Act:
    """Let a subprocess take its time, its messages spread over it."""
    end = world.now if trying.takes is None else _until(world, token, trying.takes)
    if end is None:
        stick(world, token)
        return None
    count = len(trying.messages)
    for place, message in enumerate(trying.messages):
        time = world.now + (end - world.now) * place // count
        attempt_at(world, token, message, time, place)
    if end > world.now:
        wake(world, token, end)
        yield
    return token.at.ways
