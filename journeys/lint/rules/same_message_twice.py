"""Two different steps that send one message on one path.

## Why is this bad?
The customer reads the very same words again and takes them for a mistake. A loop over one step
is another matter: it is meant to repeat.

## Bad
```yaml
journey: cart
audience: known("email")
reentry: 30d
start:
  filled: {event: cart.item_added, next: wait-1h}
steps:
  wait-1h: {timer: 1h, next: first}
  first: {send: cart-mail, next: wait-2d}
  wait-2d: {timer: 2d, next: second}
  second: {send: cart-mail, next: end}
messages:
  cart-mail: {channel: email, class: service}
```

## Good
```yaml
journey: cart
audience: known("email")
reentry: 30d
start:
  filled: {event: cart.item_added, next: wait-1h}
steps:
  wait-1h: {timer: 1h, next: first}
  first: {send: cart-mail, next: wait-2d}
  wait-2d: {timer: 2d, next: second}
  second: {send: last-cart-mail, next: end}
messages:
  cart-mail: {channel: email, class: service}
  last-cart-mail: {channel: email, class: service}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Related
from journeykit.journeys.lint.pressure import moment
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.runs import RunsOf
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.place import Place, Word


@rule("J201", "same-message-twice")
def same_message_twice(journey: Journey, runs: RunsOf) -> Iterator[Finding]:
    """Report each step that sends again what another step of the same run has sent."""
    sent = [id for step in journey.steps.values() for id in sent_by(step)]
    if len(sent) == len(set(sent)):
        return
    reported: set[tuple[Word, Word]] = set()
    for run in runs[journey.id].runs:
        first: dict[str, tuple[int, Word]] = {}
        for sending in run.sendings:
            time, message, step = sending.sent.time, sending.sent.message, sending.step
            earlier, sender = first.setdefault(message, (time, step))
            if sender == step or (sender, step) in reported:
                continue
            reported.add((sender, step))
            where = journey.steps[sender].id
            yield Finding(
                journey.steps[step].id.place,
                f"step `{step}` sends `{message}` again, after step `{sender}`",
                help="write another message, or part the two branches",
                related=(
                    _sends(where.place, moment(run, earlier), message),
                    _sends(journey.steps[step].id.place, moment(run, time), message),
                ),
                journey=journey.id,
                step=step,
            )


def _sends(place: Place, when: str, message: str) -> Related:
    return Related(place, f"{when} sends `{message}`", on_path=True)
