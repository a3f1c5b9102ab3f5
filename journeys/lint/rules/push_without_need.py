"""A push after a mail on the same topic, with nothing between that asks what the mail did.

## Why is this bad?
The push is for those whom the mail did not reach. Who has read it, or done what it asks for, is
disturbed for nothing, and a push is switched off sooner than a mail. Ask before it: a gateway
(`opened("...")`, `clicked("...")`, `happened("...")`), a `wait_for` that an event ends, or an
`exit` of the journey. Both must have a `topic`; a mail and a push of one moment are J103's or
J305's.

## Bad
```yaml
journey: come-back
audience: known("email") and known("web_push")
reentry: 90d
start:
  away: {without: site.visit, for: 60d, next: mail}
steps:
  mail: {send: news-mail, next: wait}
  wait: {timer: 3d, next: push}
  push: {send: news-push, next: end}
messages:
  news-mail: {channel: email, class: content, topic: news}
  news-push: {channel: web_push, class: content, topic: news}
```

## Good
```yaml
journey: come-back
audience: known("email") and known("web_push")
reentry: 90d
start:
  away: {without: site.visit, for: 60d, next: mail}
steps:
  mail: {send: news-mail, next: wait}
  wait: {timer: 3d, next: read}
  read: {exclusive: "Read the mail?", if: opened("news-mail"), then: end, else: push}
  push: {send: news-push, next: end}
messages:
  news-mail: {channel: email, class: content, topic: news}
  news-push: {channel: web_push, class: content, topic: news}
```
"""

from collections.abc import Iterator

import networkx as nx

from journeykit.journeys.conditions import calls
from journeykit.journeys.finding import Finding, Related, Severity
from journeykit.journeys.graph import graph
from journeykit.journeys.lint.arrivals import arrivals
from journeykit.journeys.lint.rule import rule
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.step import Step, WaitFor
from journeykit.journeys.model.timer import EventCatch

ACTS = ("opened", "clicked", "happened", "count", "since", "on_site", "in_journey")


@rule("J505", "push-without-need", severity=Severity.WARNING)
def push_without_need(journey: Journey, plan: Plan) -> Iterator[Finding]:
    """Report each such push with the mail before it."""
    pushes = list(_sends(journey, plan, "push"))
    mails = list(_sends(journey, plan, "mail")) if pushes and not journey.exit else []
    topics = {message.topic for _, message in pushes}
    for mail, first in mails:
        if first.topic in topics:
            behind = _unasked(journey, mail)
            for push, message in pushes:
                if str(push.id) in behind and message.topic == first.topic:
                    yield _finding(journey, mail, first, push, message)


def _sends(journey: Journey, plan: Plan, kind: str) -> Iterator[tuple[Step, Message]]:
    """Yield the steps that send by a channel of a kind first, and what, if it has a topic."""
    for step in journey.steps.values():
        for message in map(plan.messages.get, sent_by(step)):
            if message is not None and message.topic and kind in message.channel[0]:
                yield step, message


def _unasked(journey: Journey, mail: Step) -> frozenset[str]:
    """Return the steps after a mail to which a way leads that asks nothing, and takes time."""
    asking = [str(id) for id, step in journey.steps.items() if _asks(step)]
    whole = graph(journey)
    whole.remove_nodes_from(id for id in asking if id != mail.id)
    at_once = {str(each.step.id) for each in arrivals(journey, mail.flows, within=0)}
    return frozenset(nx.descendants(whole, str(mail.id)) - at_once)


def _asks(step: Step) -> bool:
    """Tell whether a step's way on depends on what the customer did."""
    if isinstance(step, WaitFor):
        return any(isinstance(catch, EventCatch) for catch in step.catches)
    return any(
        each.name in ACTS
        for flow in step.flows
        if flow.condition is not None
        for each in calls(flow.condition)
    )


def _finding(journey: Journey, mail: Step, first: Message, push: Step, message: Message) -> Finding:
    return Finding(
        push.id.place,
        f"`{message.id}` follows `{first.id}` on the same topic, whatever the mail did",
        help=f'ask before it: `opened("{first.id}")`, or what the mail is for',
        related=(Related(mail.id.place, f"sends `{first.id}`"),),
        journey=journey.id,
        step=push.id,
    )
