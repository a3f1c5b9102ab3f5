"""More than one promo in one chain: a code, a discount, a bonus or an offer after another.

## Why is this bad?
Who gets a discount and then a code learns to wait for the next one, and the margin is given away
twice. Branches with one offer each are no second offer, nor is a loop over one step. A reminder of
the same code counts too: give it `promo: none` where it offers nothing new.

## Bad
```yaml
journey: cart
audience: known("email")
reentry: 30d
exit: [order.placed]
start:
  filled: {event: cart.item_added, next: wait-1d}
steps:
  wait-1d: {timer: 1d, next: discount}
  discount: {send: cart-discount, next: wait-7d}
  wait-7d: {timer: 7d, next: code}
  code: {send: cart-code, next: end}
messages:
  cart-discount: {channel: email, class: sale, promo: discount}
  cart-code: {channel: email, class: sale, promo: code}
```

## Good
```yaml
journey: cart
audience: known("email")
reentry: 30d
exit: [order.placed]
start:
  filled: {event: cart.item_added, next: wait-1d}
steps:
  wait-1d: {timer: 1d, next: reminder}
  reminder: {send: cart-reminder, next: wait-7d}
  wait-7d: {timer: 7d, next: code}
  code: {send: cart-code, next: end}
messages:
  cart-reminder: {channel: email, class: service}
  cart-code: {channel: email, class: sale, promo: code}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.lint.index import Index
from journeykit.journeys.lint.pressure import moment
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.runs import RunsOf
from journeykit.journeys.lint.sending import Sending
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan


@rule("J206", "two-offers", severity=Severity.INFO)
def two_offers(journey: Journey, plan: Plan, runs: RunsOf, index: Index) -> Iterator[Finding]:
    """Report each step that makes an offer after another step of the same run has made one."""
    offering = {
        each.step.id
        for each in index.sent_by[str(journey.id)]
        if plan.messages[each.message].promo != "none"
    }
    if len(offering) < 2:
        return
    reported = set()
    for run in runs[journey.id].runs:
        first: Sending | None = None
        for sending in run.sendings:
            if sending.sent.promo == "none":
                continue
            first = first or sending
            if sending.step != first.step and sending.step not in reported:
                reported.add(sending.step)
                told = [
                    Related(
                        journey.steps[each.step].id.place,
                        f"{moment(run, each.sent.time)} sends `{each.sent.message}`",
                        on_path=True,
                    )
                    for each in (first, sending)
                ]
                yield _finding(journey, first, sending, tuple(told))


def _finding(
    journey: Journey, first: Sending, sending: Sending, told: tuple[Related, ...]
) -> Finding:
    one, other = first.sent.promo, sending.sent.promo
    what = f"another {other}" if one == other else f"{_a(other)} after {_a(one)}"
    return Finding(
        journey.steps[sending.step].id.place,
        f"step `{sending.step}` gives {what}: `{sending.sent.message}`"
        f" after `{first.sent.message}`",
        help="keep the one that works better, or part the two branches",
        related=told,
        journey=journey.id,
        step=sending.step,
    )


def _a(promo: str) -> str:
    """Put an article before a kind of promo."""
    return f"{'an' if promo == 'offer' else 'a'} {promo}"
