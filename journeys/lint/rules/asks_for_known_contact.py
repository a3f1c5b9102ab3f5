"""A form that asks for what is already known on every path to it.

## Why is this bad?
Who has left an address is asked for it again, as if nobody had listened; and whoever mistypes it
now overwrites a good one. Fill the field in, leave it out, or show the form only to those of whom
it is not known. What is known is followed along the paths, as for J501: by the audience, by
conditions, by forms that were filled in, by answers to a message on that channel, by events and
tasks that set it. A form that one path reaches without knowing is not reported.

## Bad
```yaml
journey: viewed
reentry: 7d
audience: known("email")
start:
  viewed: {event: product.viewed, next: form}
steps:
  form: {send: keep-goods, next: end}
messages:
  keep-goods: {channel: popup, class: service, form: [email]}
```

## Good
```yaml
journey: viewed
reentry: 7d
audience: not known("email")
start:
  viewed: {event: product.viewed, next: form}
steps:
  form: {send: keep-goods, next: end}
messages:
  keep-goods: {channel: popup, class: service, form: [email]}
```
"""

from collections.abc import Iterator
from functools import partial

import networkx as nx

from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.graph import graph
from journeykit.journeys.lint.contacts import gives
from journeykit.journeys.lint.facts import call
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.lint.ways import Way, ways, ways_without
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.place import Word


@rule("J503", "asks-for-known-contact", severity=Severity.WARNING)
def asks_for_known_contact(journey: Journey, plan: Plan) -> Iterator[Finding]:
    """Report each field of a form that nobody can come to without having left it."""
    asking = [
        (step, message)
        for step in journey.steps.values()
        for id in dict.fromkeys(sent_by(step))
        if (message := plan.messages.get(id)) is not None and message.form
    ]
    if not asking:
        return
    all_ways = ways(journey)
    reached = ways_without(all_ways, lambda way: False)
    for step, message in asking:
        for name in message.form:
            without = ways_without(all_ways, partial(gives, plan, (call("known", name),)))
            if str(step.id) in reached and str(step.id) not in without:
                yield Finding(
                    step.id.place,
                    f"the form of `{message.id}` asks for `{name}`, which is known here",
                    help=f"leave `{name}` out, or send it only to those of whom it is not known",
                    related=tuple(_sources(journey, plan, all_ways, str(step.id), name)),
                    journey=journey.id,
                    step=step.id,
                )


def _sources(
    journey: Journey, plan: Plan, all_ways: tuple[Way, ...], step: str, name: Word
) -> Iterator[Related]:
    """Yield the conditions on the way to a step that make a contact known."""
    before = nx.ancestors(graph(journey), step) | {step}
    for way in all_ways:
        if way.target in before and gives(plan, (call("known", name),), way):
            yield from (Related(each.source.place, "known by this") for each in way.true)
