"""Which journeys a journey cannot be without."""

from __future__ import annotations

import pytest

from journeykit.journeys.load import load
from journeykit.journeys.needs import needed
from journeykit.journeys.text import read

ALONE = "journey: alone\nstart: {go: {event: site.visit, next: end}}\n"
CASES = {
    "a journey that it calls": (
        "journey: mine\nstart: {go: {event: site.visit, next: c}}\n"
        "steps: {c: {call: other, next: end}}\n",
        "journey: other\nstart: {go: {next: end}}\n",
    ),
    "a journey that it asks for": (
        'journey: mine\naudience: not in_journey("other")\n'
        "start: {go: {event: site.visit, next: end}}\n",
        "journey: other\nstart: {go: {event: order.placed, next: end}}\n",
    ),
    "a journey whose message it sends": (
        "journey: mine\nstart: {go: {event: site.visit, next: s}}\n"
        "steps: {s: {send: m, next: end}}\n",
        "journey: other\nstart: {go: {event: order.placed, next: end}}\n"
        "messages: {m: {channel: popup, class: service}}\n",
    ),
    "a journey whose message it waits for": (
        "journey: mine\nstart: {go: {event: message.clicked, message: other.s, next: end}}\n",
        "journey: other\nstart: {go: {event: order.placed, next: s}}\n"
        "steps: {s: {send: {channel: popup, class: service}, next: end}}\n",
    ),
    "a journey that makes the event it starts with": (
        "journey: mine\nstart: {go: {event: points.added, next: end}}\n",
        "journey: other\nstart: {go: {event: order.placed, next: t}}\n"
        "steps: {t: {task: Add points, emit: points.added, next: end}}\n",
    ),
    "a journey that calls it": (
        "journey: mine\nstart: {go: {next: end}}\n",
        "journey: other\nstart: {go: {event: order.placed, next: c}}\n"
        "steps: {c: {call: mine, next: end}}\n",
    ),
    "a journey that sets what it asks for": (
        "journey: mine\naudience: customer.level == 2\n"
        "start: {go: {event: site.visit, next: end}}\n",
        "journey: other\nstart: {go: {event: order.placed, next: t}}\n"
        "steps: {t: {task: Promote, set: {level: 2}, next: end}}\n",
    ),
}


def _needed(*texts: str) -> tuple[str, ...]:
    documents, _ = read("---\n".join(texts), "journeys.yaml")
    plan = load(documents, "journeys.yaml").plan
    assert plan is not None
    return needed(plan, ["mine"])


@pytest.mark.parametrize("case", CASES)
def test_a_journey_needs(case: str) -> None:
    mine, other = CASES[case]
    assert _needed(ALONE, mine, other) == ("mine", "other")


def test_a_journey_needs_nothing_that_customers_do_by_themselves() -> None:
    mine = "journey: mine\nstart: {go: {event: order.placed, next: end}}\n"
    other = (
        "journey: other\nstart: {go: {event: site.visit, next: t}}\n"
        "steps: {t: {task: Order, emit: order.placed, next: end}}\n"
    )
    assert _needed(mine, other) == ("mine",)


def test_what_a_needed_journey_needs_is_needed_too() -> None:
    calls = "journey: {0}\nstart: {{go: {{next: c}}}}\nsteps: {{c: {{call: {1}, next: end}}}}\n"
    texts = [calls.format("mine", "second"), calls.format("second", "third")]
    last = "journey: third\nstart: {go: {next: end}}\n"
    assert _needed(ALONE, *texts, last) == ("mine", "second", "third")


def test_what_the_map_names_is_needed_always() -> None:
    map_ = "map: Shop\ncalendar: [{send: news, every: 7d, audience: 'not in_journey(\"other\")'}]\n"
    map_ += "messages: {news: {channel: email, class: content}}\n"
    mine = "journey: mine\nstart: {go: {event: site.visit, next: end}}\n"
    other = "journey: other\nstart: {go: {event: order.placed, next: end}}\n"
    assert _needed(map_, mine, other) == ("mine", "other")
