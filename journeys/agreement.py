"""Values that are right alone and wrong together (J003)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from dateutil.rrule import rrulestr

from journeykit.journeys.branches import branch_mistakes
from journeykit.journeys.conditions import calls
from journeykit.journeys.durations import Duration
from journeykit.journeys.expect import SALE_WINDOW
from journeykit.journeys.finding import Finding
from journeykit.journeys.limits import UNITS
from journeykit.journeys.model import (
    Cap,
    ConditionStart,
    EventStart,
    Exclusive,
    Exit,
    Journey,
    Map,
    Population,
    ScheduleStart,
    Start,
)
from journeykit.journeys.model.map import CalendarLine
from journeykit.journeys.model.population import AttributeRule, Cause
from journeykit.journeys.parts import parts
from journeykit.journeys.place import Place, Word

_NO_INTERVAL = re.compile(r"INTERVAL=0+(?![0-9])", re.IGNORECASE)


def disagreements(part: Journey | Map | Population | None) -> Iterator[Finding]:
    """Yield a finding for each pair of values that do not go together; none for no part."""
    if isinstance(part, Journey):
        yield from _in_journey(part)
    elif isinstance(part, Map):
        yield from _in_map(part)
    elif isinstance(part, Population):
        yield from _in_population(part)


def _wrong(place: Place, message: str, cure: str = "") -> Finding:
    return Finding(place, message, cure, code="J003")


def _is_nothing(duration: Duration) -> bool:
    """Tell whether a duration takes no time, whatever its parameters and attributes are."""
    return duration.high <= 0 and not duration.parameters and not duration.attributes


def _in_journey(journey: Journey) -> Iterator[Finding]:
    """Look at the flows, gateways, waits, schedules and exits of a journey."""
    for step in (*journey.start.values(), *journey.steps.values()):
        yield from branch_mistakes(step)
    for step in journey.steps.values():
        if isinstance(step, Exclusive):
            yield from _exclusive(step)
    yield from _parameters(journey)
    for schedule in parts(journey.start, ScheduleStart):
        yield from _schedule(schedule, journey.params)
    for start in journey.start.values():
        yield from _start(start)
    for each in journey.exit:
        yield from _exit(each)


def _start(start: Start) -> Iterator[Finding]:
    """A message that is sent starts nothing; time alone turns no condition true."""
    events = start.event if isinstance(start, EventStart) else ()
    for event in events:
        if event == "message.sent":
            yield _wrong(event.place, "`message.sent` starts nothing", "wait for another event")
    asked = calls(start.when) if isinstance(start, ConditionStart) else ()
    for call in asked:
        if call.name == "since":
            cure = "write `without: EVENT` and `for: DURATION`"
            yield _wrong(call.place, "`since` belongs to a start with `without`", cure)


def _parameters(journey: Journey) -> Iterator[Finding]:
    """A parameter that stands in a duration is one."""
    for duration in parts(journey, Duration):
        for name in duration.parameters:
            if isinstance(journey.params.get(name), float):
                message = f"parameter `{name}` is a number, not a duration"
                yield _wrong(name.place, message, "give it a unit in `params`")


def _exclusive(step: Exclusive) -> Iterator[Finding]:
    """`if`, `then` and `else` stand together, and without `next`."""
    given = {"if": step.condition, "then": step.then, "else": step.else_}
    missing = [key for key, value in given.items() if value is None]
    if missing and len(missing) < len(given):
        message = f"step `{step.id}` has no `{missing[0]}`"
        yield _wrong(step.id.place, message, "write `if`, `then` and `else`, or flows in `next`")
    if not missing and step.next:
        message = f"step `{step.id}` has both `then` and `next`"
        yield _wrong(step.next[0].place, message, "keep one of them")


def _schedule(
    line: ScheduleStart | CalendarLine, params: Mapping[Word, Duration | float]
) -> Iterator[Finding]:
    """A schedule is `every` or a recurrence rule that can be read."""
    if (line.every is None) == (line.rrule is None):
        cure = "add one of them" if line.every is None else "keep one of them"
        yield _wrong(line.place, "a schedule has one of `every` and `rrule`", cure)
    if line.every is not None:
        yield from _every(line.every, params)
    if line.rrule is None:
        return
    try:
        rrulestr(line.rrule)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        cure = "write a rule of RFC 5545, such as FREQ=WEEKLY;BYDAY=TU"
        yield _wrong(line.rrule.place, f"cannot read the rule `{line.rrule}`: {error}", cure)
    if _NO_INTERVAL.search(line.rrule):
        yield _wrong(
            line.rrule.place, "the rule never gets on: its INTERVAL is 0", "write 1 or more"
        )


def _every(every: Duration, params: Mapping[Word, Duration | float]) -> Iterator[Finding]:
    """A schedule goes on, and is the same for everybody."""
    if every.attributes:
        message = "a schedule is the same for everybody"
        yield _wrong(every.source.place, message, "write a duration, such as 30d, or `$n`")
        return
    given = [params.get(name) for name in every.parameters]
    lengths = [value.low if isinstance(value, Duration) else 1 for value in given]
    if every.low + sum(lengths) <= 0:
        yield _wrong(every.source.place, "`every` must be longer than nothing")


def _exit(exit_: Exit) -> Iterator[Finding]:
    """An exit is an event or a condition."""
    if (exit_.event is None) == (exit_.when is None):
        cure = "add one of them" if exit_.event is None else "keep one of them"
        yield _wrong(exit_.place, "an exit has one of `event` and `when`", cure)
    elif exit_.when is not None and exit_.condition is not None:
        yield _wrong(exit_.place, "`if` belongs to an event", "put both conditions in `when`")


def _in_map(map_: Map) -> Iterator[Finding]:
    """Look at the calendar, the caps and the expectations of a map."""
    for line in map_.calendar:
        yield from _schedule(line, {})
    seen: dict[tuple[str, ...], CalendarLine] = {}
    for line in map_.calendar:
        key = (line.send, str(line.every), str(line.rrule), str(line.at), str(line.starting))
        if key in seen:
            message = f"two lines send `{line.send}` at the same time"
            yield _wrong(line.place, message, "remove one of them")
        seen[key] = line
    for cap in map_.policy.caps:
        yield from _cap(cap)
    for expected in map_.expect:
        if expected.subject == SALE_WINDOW and map_.policy.sale is None:
            message = "the policy has no sale rule, so nothing can break it"
            cure = "add a rule such as `sale: {at_most: 1, of: 4}` to `policy`"
            yield _wrong(expected.subject.place, message, cure)


def _cap(cap: Cap) -> Iterator[Finding]:
    """A calendar window is an hour, a day, a week or a month."""
    if _is_nothing(cap.per):
        yield _wrong(cap.per.source.place, "a cap needs a window longer than nothing")
    elif cap.window == "calendar" and cap.per.low not in UNITS:
        message = f"a calendar window cannot be `{cap.per.source}`"
        yield _wrong(cap.per.source.place, message, "write 1h, 1d, 1w or 1mo, or a rolling window")


def _in_population(population: Population) -> Iterator[Finding]:
    """Look at the causes, circles, attributes and orders of a population."""
    for event, causes in population.behaviour.items():
        for cause in causes:
            yield from _cause(event, cause)
    yield from _circles(population)
    yield from _segments(population)
    for name, rule in population.attributes.items():
        yield from _attribute(name, rule)
    yield from _orders_twice(population)


def _cause(event: str, cause: Cause) -> Iterator[Finding]:
    """A cause is one of three."""
    kinds = ("once", "about_every", "after")
    given = [kind for kind in kinds if getattr(cause, kind) is not None]
    if len(given) != 1:
        found = " and ".join(f"`{kind}`" for kind in given) or "none"
        message = f"a cause of `{event}` is one of `once`, `about_every`, `after`; found {found}"
        yield _wrong(cause.place, message, "several causes make a list")
    for key, is_given, needs in (
        ("delay", cause.delay is not None, ("after",)),
        ("chance", cause.chance < 1, ("after", "once")),
        ("spread", cause.spread > 0, ("about_every",)),
        ("season", cause.season is not None, ("about_every",)),
    ):
        if is_given and len(given) == 1 and given[0] not in needs:
            wanted = " or ".join(f"`{kind}`" for kind in needs)
            message = f"`{key}` of `{event}` stands without {wanted}"
            yield _wrong(cause.place, message, f"remove `{key}`, or write {wanted}")
    if cause.about_every is not None and _is_nothing(cause.about_every):
        yield _wrong(cause.about_every.source.place, "`about_every` must be longer than nothing")


def _circles(population: Population) -> Iterator[Finding]:
    """Events that cause each other would never end (C10)."""
    causes = {
        str(event): [str(cause.after) for cause in given if cause.after is not None]
        for event, given in population.behaviour.items()
    }
    circle = _circle(causes)
    for word in population.behaviour:
        if circle and word == circle[0]:
            names = ", ".join(f"`{name}`" for name in sorted(circle))
            message = f"events that cause each other: {names}"
            yield _wrong(word.place, message, "remove one `after` of the circle")


def _segments(population: Population) -> Iterator[Finding]:
    """A segment is a share or a condition, which does not ask for the segment itself."""
    asked: dict[str, list[str]] = {}
    for name, segment in population.segments.items():
        if (segment.share is None) == (segment.condition is None):
            cure = "add one of them" if segment.share is None else "keep one of them"
            yield _wrong(name.place, f"segment `{name}` has one of `share` and `if`", cure)
        of = calls(segment.condition) if segment.condition is not None else ()
        asked[str(name)] = [str(call.subject) for call in of if call.name == "segment"]
    circle = _circle(asked)
    for name in population.segments:
        if circle and name == circle[0]:
            yield _wrong(name.place, f"segment `{name}` asks for itself", "write it out")


def _circle(needed: Mapping[str, Iterable[str]]) -> list[str]:
    """Return names that need each other, the first one in the order of `needed` first."""
    try:
        TopologicalSorter(needed).prepare()
    except CycleError as error:
        return [name for name in needed if name in error.args[1]]
    return []


def _attribute(name: str, rule: AttributeRule) -> Iterator[Finding]:
    """A contact is known, denied or neither; a value is no date."""
    if (rule.known or 0) + (rule.denied or 0) > 1 + 1e-9:
        yield _wrong(rule.place, f"`{name}` is known and denied by more than 100% together")
    if rule.value is not None and rule.date is not None:
        yield _wrong(rule.place, f"`{name}` is a value and a date", "keep one of them")
    if rule.yearly and rule.date is None:
        yield _wrong(rule.place, f"`{name}` is yearly, but no date", "add `date: uniform`")
    if rule.date == "uniform" and not rule.yearly:
        message = f"`{name}` is uniform over a year, but not yearly"
        yield _wrong(rule.place, message, "add `yearly: true`, or write a range: 10d..300d")


def _orders_twice(population: Population) -> Iterator[Finding]:
    """Orders come by the visit after a click, or by a channel's `order`, never by both (M16)."""
    causes = population.behaviour.get(Word("site.visit"), ())
    if not any(cause.after == "message.clicked" for cause in causes):
        return
    for channel, response in population.responses.items():
        if response.order:
            message = f"orders of `{channel}` would count twice: a click leads to a visit as well"
            yield _wrong(response.place, message, "remove `order`, or the visit after a click")
