"""Two messages that one customer can get closer than the policy's `min_gap`.

## Why is this bad?
The second message comes before the first was read; a platform that keeps the gap drops it. What
the policy exempts, and on-site channels that it does not name, are not counted. Journeys that one
trigger starts are laid over each other, unless an `exclusive_group` or their audiences keep them
apart.

Each pair is told once: messages of one journey at the very same moment are J103's and J305's, and
starts of which both send content or sale are J205's.

## Bad
```yaml
journey: cart
audience: known("email") and known("web_push")
reentry: 30d
start:
  filled: {event: cart.item_added, next: wait-1h}
steps:
  wait-1h: {timer: 1h, next: mail}
  mail: {send: cart-mail, next: wait-10m}
  wait-10m: {timer: 10m, next: push}
  push: {send: cart-push, next: end}
messages:
  cart-mail: {channel: email, class: service}
  cart-push: {channel: web_push, class: service}
```

## Good
```yaml
journey: cart
audience: known("email") and known("web_push")
reentry: 30d
start:
  filled: {event: cart.item_added, next: wait-1h}
steps:
  wait-1h: {timer: 1h, next: mail}
  mail: {send: cart-mail, next: wait-6h}
  wait-6h: {timer: 6h, next: push}
  push: {send: cart-push, next: end}
messages:
  cart-mail: {channel: email, class: service}
  cart-push: {channel: web_push, class: service}
```
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from journeykit.journeys.durations import seconds_text
from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.limits import limits_of
from journeykit.journeys.lint.index import Index
from journeykit.journeys.lint.meetings import Due, Meeting, gap, meetings
from journeykit.journeys.lint.moments import rows, sides
from journeykit.journeys.lint.pressure import story
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.runs import Run, RunsOf
from journeykit.journeys.lint.sending import Sending, sent_of
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.place import Word
from journeykit.journeys.policy import Limits, counts

COMPETING = ("content", "sale")


@dataclass(frozen=True, slots=True)
class _Close:
    """Two messages of one run, `gap` seconds apart."""

    gap: int
    run: Run
    pair: tuple[Sending, Sending]


@rule("J303", "gap-too-short", severity=Severity.WARNING)
def gap_too_short(plan: Plan, runs: RunsOf, index: Index) -> Iterator[Finding]:
    """Report each step whose message can follow another one too soon, with its worst run."""
    limits = limits_of(plan.map)
    if limits.min_gap and plan.journeys:
        for journey in plan.journeys.values():
            yield from _alone(plan, journey, runs, limits)
        yield from _together(plan, index, runs, limits)


def _alone(plan: Plan, journey: Journey, runs: RunsOf, limits: Limits) -> Iterator[Finding]:
    """Yield a finding for each step of one journey."""
    counted = [each for each in runs.sent(journey) if counts(limits, each)]
    near = runs.near(journey, counted) if counted else None
    if not counted or (near is not None and near.apart_by(1) >= limits.min_gap):
        return
    at_once = rows(journey) | sides(journey)
    worst: dict[Word, _Close] = {}
    for run in runs[journey.id].runs:
        seen = [each for each in run.sendings if counts(limits, each.sent)]
        for one, other in pairwise(seen):
            between = other.sent.time - one.sent.time
            if between >= limits.min_gap or (not between and _is_in(at_once, one, other)):
                continue
            known = worst.get(other.step)
            if known is None or between < known.gap:
                worst[other.step] = _Close(between, run, (one, other))
    for step in journey.steps:
        if step in worst:
            yield _in_one(journey, worst[step], limits)


def _is_in(pairs: frozenset[tuple[Word, Word]], one: Sending, other: Sending) -> bool:
    return (one.step, other.step) in pairs or (other.step, one.step) in pairs


def _in_one(journey: Journey, close: _Close, limits: Limits) -> Finding:
    one, other = close.pair
    return Finding(
        journey.steps[other.step].id.place,
        f"`{other.sent.message}` can follow `{one.sent.message}`"
        f" {_after(close.gap)}, the policy asks for {seconds_text(limits.min_gap)}",
        help="wait longer before the second message, or leave out one of them",
        related=story(journey, close.run, close.pair),
        journey=journey.id,
        step=other.step,
    )


def _after(seconds: int) -> str:
    return f"after {seconds_text(seconds)}" if seconds else "at once"


def _together(plan: Plan, index: Index, runs: RunsOf, limits: Limits) -> Iterator[Finding]:
    """Yield a finding for each step whose message can come too close to another journey's."""

    def wanted(message: Message) -> bool:
        """Tell whether the policy counts a message."""
        journey = next(iter(plan.journeys.values()))
        return counts(limits, sent_of(plan, journey, 0, message.id))

    found: dict[tuple[str, Word], list[Meeting]] = {}
    for pairs in meetings(plan, index, runs, wanted, within=limits.min_gap):
        if not any(_competes(one) and _competes(other) for one, other in pairs):
            one, other = pairs[0]
            found.setdefault((other.journey.id, other.sending.step), []).append((one, other))
    for pairs in found.values():
        yield _of_two(sorted(pairs, key=lambda pair: gap(*pair)), limits)


def _competes(due: Due) -> bool:
    return due.sending.sent.class_ in COMPETING


def _of_two(pairs: list[Meeting], limits: Limits) -> Finding:
    one, other = pairs[0]
    between, sent = gap(one, other), other.sending.sent
    when = f"within {seconds_text(between)} of" if between else "at the same moment as"
    return Finding(
        other.journey.steps[other.sending.step].id.place,
        f"`{sent.message}` can come {when} `{one.sending.sent.message}` of"
        f" `{one.journey.id}`, after {other.entrance.trigger.name};"
        f" the policy asks for {seconds_text(limits.min_gap)}",
        help="let one of them wait longer, or give both journeys one `exclusive_group`",
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
    yield Related(due.journey.steps[due.sending.step].id.place, f"sends `{message}`")
