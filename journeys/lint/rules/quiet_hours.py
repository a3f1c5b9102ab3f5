"""A send whose time is fixed inside the policy's quiet hours.

## Why is this bad?
Quiet hours always put off to their end, so that the time in the map is never the time at which the
message comes, for anybody; a morning's crowd of messages waits for the same minute. Reported is
what must fall into them: what a date, a schedule, a timer such as `{at: "22:00"}` or the calendar
sends, with fixed waits behind it. What may come at any hour is what quiet hours are for.

## Bad
```yaml
map: Shop
journeys: []
policy:
  quiet: {from: "21:00", to: "09:00", channels: [web_push]}
---
journey: birthday
audience: known("web_push")
reentry: 300d
start:
  day: {date: birthday, at: "08:00", next: push}
steps:
  push: {send: greeting, next: end}
messages:
  greeting: {channel: web_push, class: content}
```

## Good
```yaml
map: Shop
journeys: []
policy:
  quiet: {from: "21:00", to: "09:00", channels: [web_push]}
---
journey: birthday
audience: known("web_push")
reentry: 300d
start:
  day: {date: birthday, at: "10:00", next: push}
steps:
  push: {send: greeting, next: end}
messages:
  greeting: {channel: web_push, class: content}
```
"""

from collections.abc import Iterator
from dataclasses import dataclass

from journeykit.journeys.clocks import Clock
from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.limits import limits_of
from journeykit.journeys.lint.fixed_times import fixed_times
from journeykit.journeys.lint.pressure import MORNING
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.policy import Quiet
from journeykit.journeys.policy import Limits, QuietHours, plain_days


@dataclass(frozen=True, slots=True)
class _Night:
    """The quiet hours, as written and in numbers."""

    written: Quiet
    hours: QuietHours
    limits: Limits

    def holds(self, message: Message, second: int) -> bool:
        """Tell whether they put off a message at a second of the day, by whatever channel."""
        named, hidden = self.hours.channels, self.limits.hidden
        return (
            message.class_ not in self.limits.exempt
            and all(name in named if named else name not in hidden for name in message.channel)
            and self.hours.hold(plain_days(second))
        )

    def told(self, message: Message, second: int) -> str:
        """Say what happens to a message."""
        since, until = self.written.from_, self.written.to
        return (
            f"`{message.id}` goes out at {Clock(None, second)}, in the quiet hours from {since}"
            f" to {until}: it is always put off to {until}"
        )


@rule("J308", "quiet-hours", severity=Severity.WARNING)
def quiet_hours(plan: Plan) -> Iterator[Finding]:
    """Report each step and line of the calendar that can send in the quiet hours alone."""
    limits, written = limits_of(plan.map), plan.map.policy.quiet
    if limits.quiet is not None and written is not None:
        night = _Night(written, limits.quiet, limits)
        yield from _of_journeys(plan, night)
        yield from _of_calendar(plan, night)


def _of_journeys(plan: Plan, night: _Night) -> Iterator[Finding]:
    for journey in plan.journeys.values():
        for fixed in fixed_times(journey):
            for message in map(plan.messages.get, sent_by(fixed.step)):
                if message is not None and night.holds(message, fixed.second):
                    yield Finding(
                        fixed.step.id.place,
                        night.told(message, fixed.second),
                        help=_help(night),
                        related=(
                            Related(fixed.origin, "fixes the time"),
                            Related(night.written.place, "the quiet hours"),
                        ),
                        journey=journey.id,
                        step=fixed.step.id,
                    )


def _of_calendar(plan: Plan, night: _Night) -> Iterator[Finding]:
    for line in plan.map.calendar:
        message = plan.messages.get(line.send)
        second = line.at.second if line.at else MORNING
        if message is not None and night.holds(message, second):
            yield Finding(
                line.send.place,
                night.told(message, second),
                help=_help(night),
                related=(Related(night.written.place, "the quiet hours"),),
            )


def _help(night: _Night) -> str:
    return f"send it between {night.written.to} and {night.written.from_}"
