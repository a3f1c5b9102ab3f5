"""One journey alone can break a cap of the policy.

## Why is this bad?
Where the sending platform enforces the cap, it drops the messages above it, and the chain loses
its point; else customers get more than the map promises. Counted is the longest chain of messages
in the cap's window: parallel branches add up, and a customer may enter again as soon as `reentry`
or the start allows (entries that nothing limits are J304's). Classes that the policy exempts, and
on-site channels that the cap does not name, do not count.

The finding shows one customer's timetable. When a journey is too large for every path to be
tried, the rule says that it is undecided.

## Bad
```yaml
journey: win-back
audience: known("email") and known("phone")
reentry: never
start:
  away: {without: site.visit, for: 90d, next: letter}
steps:
  letter: {send: come-back, next: wait}
  wait: {timer: 6h, next: sms}
  sms: {send: come-back-sms, next: end}
messages:
  come-back: {channel: email, class: content}
  come-back-sms: {channel: sms, class: content}
```

## Good
```yaml
journey: win-back
audience: known("email") and known("phone")
reentry: never
start:
  away: {without: site.visit, for: 90d, next: letter}
steps:
  letter: {send: come-back, next: wait}
  wait: {timer: 3d, next: sms}
  sms: {send: come-back-sms, next: end}
messages:
  come-back: {channel: email, class: content}
  come-back-sms: {channel: sms, class: content}
```
"""

from collections.abc import Iterator

from journeykit.journeys.durations import seconds_text
from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.limits import limits_of
from journeykit.journeys.lint.caps import Excess, could_exceed, described, excess
from journeykit.journeys.lint.pressure import story
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.runs import RunsOf
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.policy import Cap
from journeykit.journeys.policy import CapLimit


@rule("J301", "over-mailing")
def over_mailing(journey: Journey, plan: Plan, runs: RunsOf) -> Iterator[Finding]:
    """Report each cap that the journey breaks, with a timetable."""
    limits = limits_of(plan.map)
    for written, cap in zip(plan.map.policy.caps, limits.caps, strict=True):
        found = excess(plan, journey, runs, cap, limits)
        if found is not None:
            yield _finding(journey, written, cap, found)
        elif could_exceed(plan, journey, runs, cap, limits) and not runs[journey.id].complete:
            yield _undecided(journey, cap)


def _finding(journey: Journey, written: Cap, cap: CapLimit, found: Excess) -> Finding:
    step = found.sends[-1].step
    entries = f" in {found.entries} entries" if found.entries > 1 else ""
    return Finding(
        journey.steps[step].id.place,
        f"one customer can get {len(found.sends)} messages within {seconds_text(cap.per)}"
        f"{entries}, the cap allows {described(cap)}",
        help="wait longer between the messages, part the branches, or leave one out",
        related=(
            *story(journey, found.run, found.sends),
            Related(written.place, "the cap"),
        ),
        journey=journey.id,
        step=step,
    )


def _undecided(journey: Journey, cap: CapLimit) -> Finding:
    return Finding(
        journey.id.place,
        f"undecided: not every path of `{journey.id}` was tried against the cap {described(cap)}",
        help="make the journey smaller: move a part into one of its own and `call` it",
        journey=journey.id,
        severity=Severity.WARNING,
    )
