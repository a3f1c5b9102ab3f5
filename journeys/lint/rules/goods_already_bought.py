"""A chain about goods that does not look whether they were bought.

## Why is this bad?
The second letter offers what the customer has ordered after the first. Looked for are the events
`bought` and the journey's goal, by an exit, by a wait that they end, or by a condition; reported is
the second message with `goods` after a wait without such a look. Where `no-exit-on-goal` reports
the chain already, this rule is silent.

## Bad
```yaml
journey: viewed
audience: known("email")
reentry: 30d
goal: order.placed
start:
  viewed: {event: product.viewed, next: wait}
steps:
  wait: {timer: 1h, next: letter}
  letter: {send: viewed-letter, next: days}
  days: {timer: 3d, next: similar}
  similar: {send: similar-letter, next: end}
messages:
  viewed-letter: {channel: email, class: content, goods: viewed, title: You looked at these}
  similar-letter: {channel: email, class: content, goods: similar, title: More like these}
```

## Good
```yaml
journey: viewed
audience: known("email")
reentry: 30d
exit: [order.placed]
goal: order.placed
start:
  viewed: {event: product.viewed, next: wait}
steps:
  wait: {timer: 1h, next: letter}
  letter: {send: viewed-letter, next: days}
  days: {timer: 3d, next: similar}
  similar: {send: similar-letter, next: end}
messages:
  viewed-letter: {channel: email, class: content, goods: viewed, title: You looked at these}
  similar-letter: {channel: email, class: content, goods: similar, title: More like these}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.lint.chains import LONG, Chain, chains, exits_by, goods_sent, past_goal
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan

BOUGHT = ("order.placed", "order.paid", "purchase.made")


@rule("J603", "goods-already-bought", severity=Severity.WARNING)
def goods_already_bought(
    journey: Journey, plan: Plan, *, bought: tuple[str, ...] = BOUGHT
) -> Iterator[Finding]:
    """Report a journey once, with its first two messages about goods and no look between."""
    sends = goods_sent(plan, journey)
    looked_for = (*bought, *([str(journey.goal.event)] if journey.goal else ()))

    def events(event: str) -> bool:
        return event in looked_for

    if not sends or exits_by(journey, events):
        return
    for chain in chains(journey, events, sends):
        if len(chain.sends) > 1:
            if past_goal(plan, journey, min_sends=LONG) is None:
                yield _finding(journey, chain, bought)
            return


def _finding(journey: Journey, chain: Chain, bought: tuple[str, ...]) -> Finding:
    last = chain.sends[-1]
    return Finding(
        journey.steps[last].id.place,
        f"`{last}` writes about goods again, and nothing has looked whether they were bought",
        help=f"add `exit: [{bought[0]}]`, or ask for it before the message"
        if bought
        else "name the events in the option `bought`",
        related=(
            Related(journey.steps[chain.sends[-2]].id.place, "writes about goods", on_path=True),
            Related(journey.steps[last].id.place, "writes about goods", on_path=True),
        ),
        journey=journey.id,
        step=last,
    )
