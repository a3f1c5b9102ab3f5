"""A journey, a gateway or a branch without words of its own.

## Why is this bad?
Pictures and reports show ids and empty gateways to people who have not written the file. A gateway
that chooses says what it asks, in its title or after `exclusive:`; each of its branches says by
`label` which answer it is. `{if, then, else}` is labelled yes and no by itself; the arms of an A/B
test are not looked at here. The rule is off unless it is selected.

## Bad
```yaml
journey: welcome
audience: known("email")
reentry: never
start:
  joined: {event: registered, next: hello}
steps:
  hello: {send: hello, next: wait}
  wait: {timer: 3d, next: bought}
  bought:
    exclusive:
    next:
      - {to: end, if: happened("order.placed")}
      - {to: tips}
  tips: {send: tips, next: end}
messages:
  hello: {channel: email, class: service, title: Good to have you}
  tips: {channel: email, class: content, title: How to choose}
```

## Good
```yaml
journey: welcome
title: Welcome
audience: known("email")
reentry: never
start:
  joined: {event: registered, next: hello}
steps:
  hello: {send: hello, next: wait}
  wait: {timer: 3d, next: bought}
  bought:
    exclusive: Has bought?
    next:
      - {to: end, if: happened("order.placed"), label: Yes}
      - {to: tips, label: Not yet}
  tips: {send: tips, next: end}
messages:
  hello: {channel: email, class: service, title: Good to have you}
  tips: {channel: email, class: content, title: How to choose}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Severity
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.model.flow import Flow
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.start import Start
from journeykit.journeys.model.step import Exclusive, Inclusive, Step, WaitFor


@rule("J701", "no-title", severity=Severity.INFO)
def no_title(journey: Journey) -> Iterator[Finding]:
    """Report a journey without title, choices without a question and branches without a label."""
    if not journey.title:
        yield Finding(
            journey.id.place,
            f"journey `{journey.id}` has no title",
            help="add `title:`, which pictures and reports show",
            journey=journey.id,
        )
    for step in journey.steps.values():
        if isinstance(step, Exclusive | Inclusive) and _chooses(step) and not _asks(step):
            yield Finding(
                step.id.place,
                f"gateway `{step.id}` does not say what it asks",
                help=f"write the question after `{step.kind}:`",
                journey=journey.id,
                step=step.id,
            )
    for item in (*journey.start.values(), *journey.steps.values()):
        yield from _branches(journey, item)


def _branches(journey: Journey, item: Start | Step) -> Iterator[Finding]:
    """Yield a finding for each flow of a choice that does not say when it is taken."""
    if isinstance(item, WaitFor) or _is_short(item) or not _chooses(item):
        return
    for flow in item.next:
        if not flow.label:
            yield Finding(
                flow.place,
                f"the branch from `{item.id}` to `{flow.to}` has no label",
                help="add `label:` with the answer that leads there",
                journey=journey.id,
                step=item.id if item.id in journey.steps else "",
            )


def _asks(step: Exclusive | Inclusive) -> bool:
    text = step.exclusive if isinstance(step, Exclusive) else step.inclusive
    return bool(text or step.title)


def _is_short(item: Start | Step) -> bool:
    """Tell whether a step is `{if, then, else}`."""
    return isinstance(item, Exclusive) and item.condition is not None


def _chooses(item: Start | Step) -> bool:
    """Tell whether an answer decides which of several flows is taken; shares are none."""
    return _is_short(item) or (len(item.next) > 1 and any(map(_answers, item.next)))


def _answers(flow: Flow) -> bool:
    return flow.condition is not None or flow.chance is not None
