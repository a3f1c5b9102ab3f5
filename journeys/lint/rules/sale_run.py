"""A path on which more than the policy's share of consecutive messages are sale.

## Why is this bad?
Who gets mostly offers learns to wait for them, or unsubscribes. The policy's `sale: {at_most: 1,
of: 4}` allows one sale in any four consecutive messages to one customer; here one journey alone
breaks it. A message with a promo is a sale whatever its class, unless it is transactional.

## Bad
```yaml
journey: win-back
audience: known("email")
reentry: never
start:
  away: {without: order.placed, for: 90d, next: first}
steps:
  first: {send: we-miss-you, next: wait}
  wait: {timer: 14d, next: second}
  second: {send: half-price, next: end}
messages:
  we-miss-you: {channel: email, class: sale, promo: code}
  half-price: {channel: email, class: sale, promo: discount}
```

## Good
```yaml
journey: win-back
audience: known("email")
reentry: never
start:
  away: {without: order.placed, for: 90d, next: first}
steps:
  first: {send: we-miss-you, next: wait}
  wait: {timer: 14d, next: second}
  second: {send: half-price, next: end}
messages:
  we-miss-you: {channel: email, class: content}
  half-price: {channel: email, class: sale, promo: discount}
```
"""

from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Severity
from journeykit.journeys.limits import limits_of
from journeykit.journeys.lint.line import in_messages, near
from journeykit.journeys.lint.onward import has_loops
from journeykit.journeys.lint.pressure import first_broken, sale_sends, story
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.runs import Run, RunsOf
from journeykit.journeys.lint.sending import Sending, sent_ids
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.place import Word
from journeykit.journeys.policy import Limits, SaleLimit, counts, is_sale


@rule("J401", "sale-run")
def sale_run(journey: Journey, plan: Plan, runs: RunsOf) -> Iterator[Finding]:
    """Report each step at which a run first breaks the sale rule."""
    limits = limits_of(plan.map)
    if limits.sale is None:
        return
    alone = Limits(sale=limits.sale, exempt=limits.exempt, hidden=limits.hidden)
    found: dict[Word, tuple[Run, tuple[Sending, ...]]] = {}
    if not _could_break(plan, journey, runs, limits, limits.sale):
        return
    for run in runs[journey.id].runs:
        seen = [each for each in run.sendings if counts(limits, each.sent)]
        end = first_broken(alone, seen)
        if end is not None:
            window = tuple(seen[max(0, end + 1 - limits.sale.of) : end + 1])
            found.setdefault(window[-1].step, (run, window))
    for step in journey.steps:
        if step in found:
            yield _finding(journey, step, limits.sale, *found[step])
    if not found and not runs[journey.id].complete:
        yield from _undecided(journey, plan, limits.sale)


def _could_break(
    plan: Plan, journey: Journey, runs: RunsOf, limits: Limits, rule: SaleLimit
) -> bool:
    """Tell whether bounds leave it open that sales come too close."""
    counted = [each for each in runs.sent(journey) if counts(limits, each)]
    sales = [each.message for each in counted if is_sale(each)]
    line = runs.line(journey) if sales else None
    if line is None or rule.at_most < 1:
        return bool(sales)
    if len(sales) <= rule.at_most:
        return False
    by_number = in_messages(line, frozenset(each.message for each in counted))
    return near(by_number, frozenset(sales), rule.at_most).apart[-1] < rule.of


def _finding(
    journey: Journey, step: Word, rule: SaleLimit, run: Run, window: tuple[Sending, ...]
) -> Finding:
    sales = sale_sends(window)
    return Finding(
        journey.steps[step].id.place,
        f"`{window[-1].sent.message}` makes {sales} of {len(window)} consecutive messages sale,"
        f" the policy allows {rule.at_most} of {rule.of}",
        help="send something useful between two offers, or make one of them no sale",
        related=story(journey, run, window),
        journey=journey.id,
        step=step,
    )


def _undecided(journey: Journey, plan: Plan, rule: SaleLimit) -> Iterator[Finding]:
    """Yield that the search was cut off, where the journey has sales enough to break the rule."""
    sales = [message for message in sent_ids(plan, journey) if plan.messages[message].is_sale]
    if len(sales) > rule.at_most or (sales and has_loops(journey)):
        yield Finding(
            journey.id.place,
            f"undecided: not every path of `{journey.id}` was tried for runs of sales",
            help="make the journey smaller: move a part into one of its own and `call` it",
            journey=journey.id,
            severity=Severity.WARNING,
        )
