"""Several on-site messages that one session can show closer than a minute.

## Why is this bad?
One covers the other, or both are shut unread; a shop that greets with two windows looks like
one that has no plan. Compared are the on-site messages of one journey, and those of journeys that
one trigger starts, whatever their class. What answers something that the customer does after the
first one, a form that is sent or a cart that is opened, is no collision; the same event once more
is.

`seconds` is how far apart two of them must be.

## Bad
```yaml
journey: greeting
audience: not known("email")
reentry: session
start:
  visit: {event: site.visit, next: hello}
steps:
  hello: {send: hello-popup, next: end}
messages:
  hello-popup: {channel: popup, class: service, topic: greeting}
---
journey: help
reentry: session
start:
  visit: {event: site.visit, next: half-a-minute}
steps:
  half-a-minute: {wait_for: [{event: session.ended, to: end}, {timer: 30s, to: chat}]}
  chat: {send: help-chat, next: end}
messages:
  help-chat: {channel: chat, class: service, topic: help}
```

## Good
```yaml
journey: greeting
audience: not known("email")
exclusive_group: greetings
reentry: session
start:
  visit: {event: site.visit, next: hello}
steps:
  hello: {send: hello-popup, next: end}
messages:
  hello-popup: {channel: popup, class: service, topic: greeting}
---
journey: help
exclusive_group: greetings
reentry: session
start:
  visit: {event: site.visit, next: half-a-minute}
steps:
  half-a-minute: {wait_for: [{event: session.ended, to: end}, {timer: 30s, to: chat}]}
  chat: {send: help-chat, next: end}
messages:
  help-chat: {channel: chat, class: service, topic: help}
```
"""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from journeykit.journeys.durations import seconds_text
from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.lint.arrivals import arrivals
from journeykit.journeys.lint.index import Index
from journeykit.journeys.lint.meetings import Due, Meeting, gap, meetings
from journeykit.journeys.lint.pressure import story
from journeykit.journeys.lint.prompts import prompts, timed
from journeykit.journeys.lint.reach import is_on_site
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.runs import Run, RunsOf
from journeykit.journeys.lint.sending import Sending, sent_ids
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.place import Word


@rule("J306", "popup-collision", severity=Severity.WARNING)
def popup_collision(
    plan: Plan, runs: RunsOf, index: Index, *, seconds: int = 60
) -> Iterator[Finding]:
    """Report each step that can show its message so soon after or before another one."""
    for journey in plan.journeys.values():
        shown = [id for id in sent_ids(plan, journey) if is_on_site(plan, plan.messages[id])]
        if len(shown) > 1:
            yield from _alone(plan, journey, runs, seconds)
    yield from _together(plan, index, runs, seconds)


def _alone(plan: Plan, journey: Journey, runs: RunsOf, seconds: int) -> Iterator[Finding]:
    """Yield a finding for each step of one journey, with its worst run."""
    answers = prompts(journey)
    by_time = {start.id: timed(journey, start) for start in journey.start.values()}
    worst: dict[Word, tuple[int, Run, tuple[Sending, Sending]]] = {}
    for run in runs[journey.id].runs:
        seen = [each for each in run.sendings if is_on_site(plan, plan.messages[each.sent.message])]
        for one, other in pairwise(seen):
            between = other.sent.time - one.sent.time
            known = worst.get(other.step)
            if between >= seconds or (known is not None and known[0] <= between):
                continue
            both = {one.step, other.step} <= by_time[run.start.id]
            if both or _follows(journey, answers, one.step, other.step, seconds):
                worst[other.step] = between, run, (one, other)
    for step in journey.steps:
        if step in worst:
            yield _in_one(journey, *worst[step])


def _follows(
    journey: Journey, answers: dict[Word, frozenset[str]], one: Word, other: Word, seconds: int
) -> bool:
    """Tell whether a message follows another by the time alone, or by the same event."""
    if answers.get(one, frozenset()) & answers.get(other, frozenset()):
        return True
    onward = arrivals(journey, journey.steps[one].flows, within=seconds - 1)
    return any(each.step.id == other for each in onward)


def _in_one(journey: Journey, between: int, run: Run, pair: tuple[Sending, Sending]) -> Finding:
    one, other = pair
    when = f"{seconds_text(between)} after" if between else "at the same moment as"
    return Finding(
        journey.steps[other.step].id.place,
        f"`{other.sent.message}` can be shown {when} `{one.sent.message}`",
        help="wait longer before the second one, or leave out one of them",
        related=story(journey, run, pair),
        journey=journey.id,
        step=other.step,
    )


def _together(plan: Plan, index: Index, runs: RunsOf, seconds: int) -> Iterator[Finding]:
    """Yield a finding for each step that can collide with other journeys of its trigger."""
    wanted = partial(is_on_site, plan)
    found: dict[tuple[str, Word], list[Meeting]] = {}
    by_time: dict[tuple[str, str], frozenset[Word]] = {}
    for pairs in meetings(plan, index, runs, wanted, within=seconds):
        for one, other in pairs:
            if all(_comes_by_time(due, by_time) for due in (one, other)):
                found.setdefault((other.journey.id, other.sending.step), []).append((one, other))
                break
    for pairs in found.values():
        yield _of_several(sorted(pairs, key=lambda pair: gap(*pair)))


def _comes_by_time(due: Due, known: dict[tuple[str, str], frozenset[Word]]) -> bool:
    """Tell whether time alone brings a message; what time brings is looked up once a start."""
    start = due.entrance.start
    key = str(due.journey.id), str(start.id)
    if key not in known:
        known[key] = timed(due.journey, start)
    return due.sending.step in known[key]


def _of_several(pairs: list[Meeting]) -> Finding:
    one, other = pairs[0]
    between = gap(one, other)
    when = f"within {seconds_text(between)} of" if between else "at the same moment as"
    return Finding(
        other.journey.steps[other.sending.step].id.place,
        f"`{other.sending.sent.message}` can be shown {when} `{one.sending.sent.message}` of"
        f" `{one.journey.id}`, after {other.entrance.trigger.name}",
        help="give both journeys one `exclusive_group`, or audiences that exclude each other",
        related=(
            Related(other.entrance.start.id.place, "starts here"),
            *(line for pair in pairs for line in _told(pair[0])),
        ),
        journey=other.journey.id,
        step=other.sending.step,
    )


def _told(due: Due) -> Iterator[Related]:
    """Yield where the other journey starts and sends."""
    message = due.sending.sent.message
    yield Related(due.entrance.start.id.place, f"starts `{due.journey.id}` too")
    yield Related(due.journey.steps[due.sending.step].id.place, f"shows `{message}`")
