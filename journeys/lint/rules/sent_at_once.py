"""Several messages at the same moment from one journey, on branches that run side by side.

## Why is this bad?
Nobody reads a letter and a push of one second as two messages: the second is taken for a mistake,
or for pressure. Where the policy counts them, it drops all but one. Mostly the branches were meant
for different customers, and the gateway lets those through who fit both. Several transactional
messages may go out together.

Messages that follow one another on one path are J103's, on-site ones J306's.

## Bad
```yaml
journey: come-back
audience: known("email") and known("web_push")
reentry: 90d
exit: [site.visit]
start:
  away: {without: site.visit, for: 60d, next: [mail, push]}
steps:
  mail: {send: come-back-mail, next: end}
  push: {send: come-back-push, next: end}
messages:
  come-back-mail: {channel: email, class: content, topic: news}
  come-back-push: {channel: web_push, class: content, topic: news}
```

## Good
```yaml
journey: come-back
audience: known("email") and known("web_push")
reentry: 90d
exit: [site.visit]
start:
  away: {without: site.visit, for: 60d, next: mail}
steps:
  mail: {send: come-back-mail, next: wait}
  wait: {timer: 3d, next: push}
  push: {send: come-back-push, next: end}
messages:
  come-back-mail: {channel: email, class: content, topic: news}
  come-back-push: {channel: web_push, class: content, topic: news}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.lint.moments import side_by_side
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.runs import RunsOf
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan


@rule("J305", "sent-at-once", severity=Severity.WARNING)
def sent_at_once(journey: Journey, plan: Plan, runs: RunsOf) -> Iterator[Finding]:
    """Report each set of messages once, at the second step that sends."""
    order = {step: number for number, step in enumerate(journey.steps)}
    for group in side_by_side(plan, journey, runs):
        sends = sorted(group, key=lambda each: order[each.step])
        names = list(dict.fromkeys(f"`{each.sent.message}`" for each in sends))
        step = journey.steps[sends[1].step]
        yield Finding(
            step.id.place,
            f"{', '.join(names[:-1])} and {names[-1]} go out at the same moment"
            if len(names) > 1
            else f"{names[0]} goes out twice at the same moment",
            help="part the branches by a condition, or wait between the messages",
            related=tuple(
                Related(journey.steps[each.step].id.place, f"sends `{each.sent.message}`")
                for each in sends
                if each.step != step.id
            ),
            journey=journey.id,
            step=step.id,
        )
