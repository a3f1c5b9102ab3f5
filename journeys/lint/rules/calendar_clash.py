"""A send fixed in time on the day of a mailing of the calendar.

## Why is this bad?
The calendar writes to everybody on its days. A journey that a schedule starts on one of them, or
that waits for that day of the week, writes to the same people: two letters in one day, or the
second is dropped, each time. Put one of them on another day, leave the journey's customers out of
the mailing, or ask in the journey whether the mailing was sent. Reported is what always meets: of
two schedules all days of one are days of the other. A customer's own date, which may be any day,
is not reported; nor is what the policy exempts.

## Bad
```yaml
map: Shop
journeys: []
messages:
  digest: {channel: email, class: content, topic: digest}
calendar:
  - {send: digest, rrule: "FREQ=WEEKLY;BYDAY=TU", at: "11:00", audience: known("email")}
---
journey: tips
audience: known("email")
start:
  tuesday: {rrule: "FREQ=WEEKLY;BYDAY=TU", at: "17:00", next: mail}
steps:
  mail: {send: tip, next: end}
messages:
  tip: {channel: email, class: content, topic: tips}
```

## Good
```yaml
map: Shop
journeys: []
messages:
  digest: {channel: email, class: content, topic: digest}
calendar:
  - {send: digest, rrule: "FREQ=WEEKLY;BYDAY=TU", at: "11:00", audience: known("email")}
---
journey: tips
audience: known("email")
start:
  thursday: {rrule: "FREQ=WEEKLY;BYDAY=TH", at: "17:00", next: mail}
steps:
  mail: {send: tip, next: end}
messages:
  tip: {channel: email, class: content, topic: tips}
```
"""

from collections.abc import Iterator

from journeykit.journeys.clocks import WEEKDAYS
from journeykit.journeys.conditions import Condition, walk
from journeykit.journeys.conditions.expression import Text
from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.limits import limits_of
from journeykit.journeys.lint.days import common_day, is_weekly_on
from journeykit.journeys.lint.facts import Facts, assume, call
from journeykit.journeys.lint.fixed_times import Fixed, fixed_times
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.sending import sent_by, sent_of
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.map import CalendarLine
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.parts import parts
from journeykit.journeys.policy import Limits, counts


@rule("J307", "calendar-clash", severity=Severity.WARNING)
def calendar_clash(plan: Plan) -> Iterator[Finding]:
    """Report each step that sends on a day of the calendar."""
    limits = limits_of(plan.map)
    lines = [line for line in plan.map.calendar if line.send in plan.messages]
    for journey in plan.journeys.values() if lines else ():
        for fixed in fixed_times(journey):
            if _is_counted(plan, journey, fixed, limits):
                for line in lines:
                    day = _day(fixed, line)
                    if day and not _is_apart(journey, fixed, line):
                        yield _finding(journey, fixed, line, day)


def _is_counted(plan: Plan, journey: Journey, fixed: Fixed, limits: Limits) -> bool:
    """Tell whether the policy counts what a step sends, so that it can be one too many."""
    sends = [id for id in sent_by(fixed.step) if id in plan.messages]
    return any(counts(limits, sent_of(plan, journey, 0, id)) for id in sends)


def _day(fixed: Fixed, line: CalendarLine) -> str:
    """Say on which days both fall; nothing where they need not."""
    if fixed.weekday is not None:
        weekday = (fixed.weekday + fixed.days) % 7
        return f"each {WEEKDAYS[weekday]}" if is_weekly_on(line, weekday) else ""
    day = common_day(fixed.schedule, fixed.days, line) if fixed.schedule else None
    return f"such as {WEEKDAYS[day.weekday()]} {day:%Y-%m-%d}" if day else ""


def _is_apart(journey: Journey, fixed: Fixed, line: CalendarLine) -> bool:
    """Tell whether nobody gets both, by what the audiences ask."""
    if line.send in sent_by(fixed.step) or line.send in _named(journey):
        return True
    mine: Facts = {call("in_journey", journey.id): True}
    theirs: Facts = {}
    conditions = (journey.audience, fixed.schedule.condition if fixed.schedule else None)
    for condition in conditions:
        if condition is not None:
            assume(condition.expression, True, mine)
    if line.audience is not None:
        assume(line.audience.expression, True, theirs)
    return any(theirs.get(fact, value) is not value for fact, value in mine.items())


def _named(journey: Journey) -> frozenset[str]:
    """Return the texts in the conditions of a journey: the messages that it asks for among them."""
    texts = (part for each in parts(journey, Condition) for part in walk(each.expression))
    return frozenset(str(part.value) for part in texts if isinstance(part, Text))


def _finding(journey: Journey, fixed: Fixed, line: CalendarLine, day: str) -> Finding:
    message = " and ".join(f"`{id}`" for id in sent_by(fixed.step))
    return Finding(
        fixed.step.id.place,
        f"{message} goes out on a day of the mailing `{line.send}`, {day}",
        help=f"choose another day, or leave out `{journey.id}` in the audience of the mailing",
        related=(
            Related(fixed.origin, "fixes the day"),
            Related(line.send.place, "the calendar's mailing"),
        ),
        journey=journey.id,
        step=fixed.step.id,
    )
