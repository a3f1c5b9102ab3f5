"""The worst that one instance of a journey can send, compared with what is read off by hand."""

from __future__ import annotations

import pytest

from journeykit.journeys.lint.worst import Worst, worst
from journeykit.journeys.load import load
from journeykit.journeys.text import read

LADDER = """
journey: ladder
audience: known("email")
start: {away: {event: site.visit, next: first}}
steps:
  first: {send: news, next: day}
  day: {timer: 1d, next: second}
  second: {send: offer, next: choice}
  choice: {exclusive: Bought?, if: happened("order.placed"), then: end, else: six}
  six: {timer: 6d, next: third}
  third: {send: offer-again, next: end}
messages:
  news: {channel: email, class: content}
  offer: {channel: email, class: sale}
  offer-again: {channel: email, class: content, promo: code}
"""
ON_SITE = """
journey: popups
start: {visit: {event: site.visit, next: first}}
steps:
  first: {send: {channel: popup, class: content}, next: wait}
  wait: {timer: 1m, next: second}
  second: {send: {channel: popup, class: sale}, next: tell}
  tell: {send: {channel: manager, class: service}, next: receipt}
  receipt: {send: {channel: email, class: transactional}, next: end}
"""
LOOP = """
journey: daily
audience: known("email")
start: {visit: {event: site.visit, next: tip}}
steps:
  tip: {send: {channel: email, class: content}, next: wait}
  wait: {timer: PERIOD, next: tip}
"""


def worst_of(text: str) -> Worst:
    """Return the worst of the journey in a text."""
    documents, _ = read(text, "journey.yaml")
    plan = load(documents, "journey.yaml").plan
    assert plan is not None
    (journey,) = plan.journeys.values()
    return worst(plan, journey)


def test_a_window_of_seven_days_is_half_open() -> None:
    assert [sent.message for sent in worst_of(LADDER).messages] == ["news", "offer"]
    sooner = worst_of(LADDER.replace("6d", "5d"))
    assert [sent.message for sent in sooner.messages] == ["news", "offer", "offer-again"]


def test_sales_are_counted_among_the_messages_of_one_path() -> None:
    found = worst_of(LADDER)
    assert (found.sales, len(found.latest), found.complete) == (2, 3, True)


def test_of_more_than_four_messages_the_worst_four_in_a_row_count() -> None:
    more = LADDER.replace("next: first}}", "next: before}}", 1).replace(
        "steps:",
        "steps:\n  before: {send: hello, next: pause}\n  pause: {timer: 30d, next: more}\n"
        "  more: {send: hello-again, next: month}\n  month: {timer: 30d, next: first}",
    )
    more += "  hello: {channel: email, class: content}\n"
    more += "  hello-again: {channel: email, class: service}\n"
    found = worst_of(more)
    latest = [sent.message for sent in found.latest]
    assert latest == ["hello-again", "news", "offer", "offer-again"]
    assert found.sales == 2


def test_what_is_shown_on_the_site_is_told_apart_and_staff_are_no_customers() -> None:
    found = worst_of(ON_SITE)
    assert [sent.message for sent in found.on_site] == ["popups.first", "popups.second"]
    assert [sent.message for sent in found.messages] == ["popups.receipt"]
    assert found.latest == ()


@pytest.mark.parametrize(("period", "messages", "complete"), [("1d", 7, True), ("1h", 12, False)])
def test_a_loop_is_followed_for_a_week_or_said_to_go_on(
    period: str, messages: int, complete: bool
) -> None:
    found = worst_of(LOOP.replace("PERIOD", period))
    assert (len(found.messages), found.complete) == (messages, complete)


def test_the_policy_of_the_map_need_not_look_back_so_far() -> None:
    alone = "---\nmap: Small\npolicy: {caps: [{at_most: 1, per: 1h}]}\n"
    assert len(worst_of(LADDER + alone).messages) == 2


def test_a_path_that_joins_another_one_counts_with_what_follows() -> None:
    joined = worst_of("""
journey: joined
audience: known("email")
start: {visit: {event: site.visit, next: which}}
steps:
  which: {exclusive: Which?, next: [{to: one, chance: 50%}, {to: other}]}
  one: {send: {channel: email, class: sale}, next: wait}
  other: {send: {channel: email, class: sale}, next: wait}
  wait: {timer: 30d, next: news}
  news: {send: {channel: email, class: content}, next: end}
""")
    assert (joined.sales, len(joined.latest)) == (1, 2)
