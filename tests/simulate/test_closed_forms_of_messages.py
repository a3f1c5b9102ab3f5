"""Messages whose numbers a formula gives: caps, sales, messages put off, responses, fatigue.

Times are in days, so that formulas stay readable; bounds are four standard errors, seeds fixed.
"""

from __future__ import annotations

import math
from itertools import accumulate
from typing import Any

import pytest
import yaml

from journeykit.simulate.life import Life, Row
from tests.drawn import DAY, HOUR, expect_mean, expect_ratio, expect_share, expect_variance, lives
from tests.formulas import dead_time, erlang

NO_RULE = {"sale": {"at_most": 9, "of": 9}, "caps": [], "min_gap": "0s"}
NO_RULE |= {"duplicates": {"message": "0s", "topic": "0s"}}
MAILS = """
journey: j
reentry: always
start: {s: {event: site.visit, next: mail}}
steps: {mail: {send: {channel: email, class: content}, next: end}}
---
population: drawn
attributes: {email: {known: 100%}}
behaviour: {site.visit: {about_every: EVERY}}
responses: {email: {open: 0%}}
"""


def under(policy: dict[str, Any], text: str) -> str:
    """Return a plan under a policy that has no other rules."""
    return f"{yaml.safe_dump({'map': 'Rules', 'policy': NO_RULE | policy})}---\n{text}"


def sent(life: Life) -> list[Row]:
    """Return what was sent."""
    return [row for row in life.rows if row.status == "sent"]


@pytest.mark.parametrize(
    "policy",
    [
        {"caps": [{"at_most": 1, "per": "5d"}]},
        {"min_gap": "5d"},
        {"duplicates": {"message": "5d", "topic": "0s"}},
    ],
    ids=["a cap of one", "a gap", "no duplicates"],
)
def test_what_lets_one_message_through_in_five_days_is_a_dead_time(policy: dict[str, Any]) -> None:
    found = lives(under(policy, MAILS.replace("EVERY", "3d")), 250, enforces=True)
    expect_mean([len(sent(life)) for life in found], dead_time(100.0, 1 / 3, 5.0))
    expect_mean([len(life.rows) for life in found], 100 / 3)


def test_what_only_watches_the_cap_is_a_dead_time_that_every_message_prolongs() -> None:
    policy = {"caps": [{"at_most": 1, "per": "5d"}]}
    found = lives(under(policy, MAILS.replace("EVERY", "3d")), 250)
    fine = [sum(not row.reason for row in sent(life)) for life in found]
    # All are sent, so those keep the cap that follow none within 5 days; the life begins with none.
    expect_mean(fine, (1 - math.exp(-5 / 3)) + 95 / 3 * math.exp(-5 / 3))


def test_a_calendar_cap_cuts_the_poisson_number_of_each_day() -> None:
    policy = {"caps": [{"at_most": 2, "per": "1d", "window": "calendar"}]}
    found = lives(under(policy, MAILS.replace("EVERY", "8h")), 60, days=20, enforces=True)
    counts = [
        sum(row.time // DAY == day for row in sent(life)) for life in found for day in range(20)
    ]
    expect_mean(counts, erlang(1, 3.0) + erlang(2, 3.0))
    expect_share([count == 2 for count in counts], erlang(2, 3.0))


def test_a_cap_that_puts_off_is_a_queue_with_a_fixed_service() -> None:
    policy = {
        "caps": [{"at_most": 1, "per": "1d"}], "on_exceed": "defer", "defer_at_most": "1y",
    }  # fmt: skip
    text = under(policy, MAILS.replace("EVERY", "2d"))
    pairs, free = [], []
    for life in lives(text, 120, days=100, warm_up=40, enforces=True):
        entered = {each.number: each.entered for each in life.instances}
        waits = [
            (row.time - entered[row.instance]) / DAY
            for row in sent(life)
            if 0 <= entered[row.instance] < 70 * DAY
        ]
        pairs.append((sum(waits), float(len(waits))))
        free.append((float(sum(not wait for wait in waits)), float(len(waits))))
    load = 1 / 2
    expect_ratio(pairs, load / (2 * (1 - load)))  # Pollaczek and Khinchine, in units of the service
    expect_ratio(free, 1 - load)


def test_the_sale_rule_is_a_markov_chain() -> None:
    text = """
journey: j
reentry: always
start: {s: {event: site.visit, next: [{to: sale, chance: 40%}, {to: other}]}}
steps:
  sale: {send: {channel: email, class: sale}, next: end}
  other: {send: {channel: email, class: content}, next: end}
---
population: drawn
attributes: {email: {known: 100%}}
behaviour: {site.visit: {about_every: 4d}}
responses: {email: {open: 0%}}
"""
    policy = {"sale": {"at_most": 1, "of": 4}}
    found = lives(under(policy, text), 400, enforces=True)
    sales = [sum(row.class_ == "sale" for row in sent(life)) for life in found]
    expect_mean(sales, sales_sent(25.0, 0.4, of=4))


def sales_sent(mean: float, share: float, *, of: int) -> float:
    """Return how many sales are sent of a Poisson number of messages, at most one of any `of`.

    The state of the chain is how many others were sent since the last sale, `of` - 1 at most.
    """
    state = [0.0] * (of - 1) + [1.0]
    expected = 0.0
    for number in range(1, 200):
        expected += erlang(number, mean) * share * state[-1]
        others = [0.0, *((1 - share) * each for each in state[:-1])]
        others[-1] += (1 - share) * state[-1]
        blocked = [share * each for each in state[:-1]]
        sale = [share * state[-1], *[0.0] * (of - 1)]
        state = [sum(each) for each in zip(others, [*blocked, 0.0], sale, strict=True)]
    return expected


TEN_LETTERS = """
journey: j
start: {s: {event: registered, next: mail}}
steps:
  mail: {send: mail, next: pause}
  pause: {timer: 10d, next: enough}
  enough: {exclusive: Ten?, if: times("mail") == 10, then: end, else: mail}
messages:
  mail:
    channel: email
    class: service
    responses:
      open: 40%
      click: 15%
      order: 5%
      unsubscribe: 20%
      open_after: 1h..5h
      click_after: 1h..3h
      order_after: 1h..2h
---
journey: ordered
reentry: always
start: {s: {event: order.placed, next: end}}
---
population: drawn
attributes: {email: {known: 100%}}
behaviour: {registered: {once: 10d}}
"""


def letters(life: Life) -> list[dict[str, float]]:
    """Return what followed each of the ten letters: hours until then, by event."""
    found: list[dict[str, float]] = [{} for _ in range(10)]
    happened = [(each.event, each.time) for each in life.responses]
    happened += [("ordered", each.entered) for each in life.instances if each.journey == "ordered"]
    for event, time in happened:
        letter, after = divmod(time - 10 * DAY, 10 * DAY)
        found[letter][event] = after / HOUR
    return found


def test_open_click_and_order_are_nested_and_an_unsubscription_stands_apart() -> None:
    found = [each for life in lives(TEN_LETTERS, 200, days=120) for each in letters(life)]
    nest = ("message.opened", "message.clicked", "ordered")
    for event, share in zip(nest, (0.4, 0.15, 0.05), strict=True):
        expect_share([event in each for each in found], share)
    for inner, outer in zip(nest[1:], nest, strict=False):
        assert all(outer in each for each in found if inner in each)
    left = ["unsubscribed" in each for each in found]
    expect_share(left, 0.2)
    expect_share(["unsubscribed" in each and "message.opened" in each for each in found], 0.2 * 0.4)


def test_each_response_follows_the_former_after_its_own_delay() -> None:
    found = [each for life in lives(TEN_LETTERS, 200, days=120) for each in letters(life)]
    delays = {"message.opened": (1, 5), "message.clicked": (1, 3), "ordered": (1, 2)}
    means = accumulate((low + high) / 2 for low, high in delays.values())
    variances = accumulate((high - low) ** 2 / 12 for low, high in delays.values())
    for event, mean, variance in zip(delays, means, variances, strict=True):
        hours = [each[event] for each in found if event in each]
        expect_mean(hours, mean)
        expect_variance(hours, variance)


def test_a_form_is_asked_until_it_is_filled_or_refused() -> None:
    text = """
journey: j
start: {s: {event: registered, next: ask}}
steps:
  ask: {send: ask, next: pause}
  pause: {timer: 1h, next: known}
  known: {exclusive: Known?, if: known("phone"), then: filled, else: denied}
  denied: {exclusive: Denied?, if: denied("phone"), then: refused, else: enough}
  enough: {exclusive: Enough?, if: times("ask") == 3, then: end, else: ask}
  filled: {end: filled, result: filled}
  refused: {end: refused, result: refused}
messages:
  ask: {channel: email, class: service, form: [phone], responses: {fill: 20%, refuse: 30%}}
---
population: drawn
attributes: {email: {known: 100%}, phone: {known: 0%}}
behaviour: {registered: {once: 1d}}
"""
    results = [life.instances[0].result for life in lives(text, 1000, days=3)]
    rounds = 1 + 0.5 + 0.5**2
    expect_share([result == "filled" for result in results], 0.2 * rounds)
    expect_share([result == "refused" for result in results], 0.3 * rounds)


def test_fatigue_is_a_power_of_the_number_in_seven_days() -> None:
    text = """
journey: j
start: {s: {event: registered, next: mail}}
steps:
  mail: {send: mail, next: pause}
  pause: {timer: 1d, next: enough}
  enough: {exclusive: Nine?, if: times("mail") == 9, then: end, else: mail}
messages:
  mail:
    channel: email
    class: service
    responses: {open: 60%, open_after: 1h, click: 30%, click_after: 1h, complaint: 10%}
---
population: drawn
attributes: {email: {known: 100%}}
behaviour: {registered: {once: 1d}}
fatigue: {open: -0.5, click: -1, complaint: 1}
"""
    found = [
        {(each.event, (each.time - DAY) // DAY) for each in life.responses}
        for life in lives(text, 700, days=12)
    ]
    for letter in range(9):
        n = min(letter + 1, 7)
        expect_share([("message.opened", letter) in each for each in found], 0.6 / math.sqrt(n))
        expect_share([("message.clicked", letter) in each for each in found], 0.3 / n)
        expect_share([("complained", letter) in each for each in found], 0.1 * n)
