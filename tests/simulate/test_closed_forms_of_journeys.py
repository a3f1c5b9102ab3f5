"""Journeys whose numbers a formula gives: races of events, timers and exits, loops, silences.

Times are in days, so that formulas stay readable; bounds are four standard errors, seeds fixed.
"""

from __future__ import annotations

import math

from tests.drawn import DAY, HOUR, expect_mean, expect_share, expect_variance, lives

RACE = """
journey: j
start: {{s: {{event: registered, next: wait}}}}
steps:
  wait:
    wait_for:
      - {{event: order.placed, to: ordered}}
      - {{event: order.cancelled, to: cancelled}}
      - {{timer: {timer}, to: late}}
  ordered: {{end: ordered, result: ordered}}
  cancelled: {{end: cancelled, result: cancelled}}
  late: {{end: late, result: late}}
---
population: drawn
behaviour:
  registered: {{once: 5d}}
  order.placed: {placed}
  order.cancelled: {cancelled}
"""


def results(text: str, customers: int, *, days: int = 100) -> list[str]:
    """Return the results of everybody's only instance."""
    return [life.instances[0].result for life in lives(text, customers, days=days)]


def test_the_faster_of_two_exponential_events_wins_by_its_rate() -> None:
    often, seldom = "{about_every: 1d}", "{about_every: 3d}"
    found = results(RACE.format(timer="2d", placed=often, cancelled=seldom), 800, days=9)
    both = 1 - math.exp(-2 * (1 + 1 / 3))
    expect_share([result == "ordered" for result in found], both * 3 / 4)
    expect_share([result == "cancelled" for result in found], both / 4)
    expect_share([result == "late" for result in found], 1 - both)


def test_of_two_uniform_delays_the_shorter_wins_more_often() -> None:
    after = "{{after: registered, delay: 1s..{}}}"
    text = RACE.format(timer="9d", placed=after.format("2d"), cancelled=after.format("5d"))
    found = results(text, 800, days=20)
    expect_share([result == "ordered" for result in found], 1 - 2 / (2 * 5))


def test_a_drawn_timer_races_an_exponential_event() -> None:
    text = RACE.format(timer="1d..5d", placed="{about_every: 4d}", cancelled="{once: 90d}")
    # P(timer first) is the Laplace transform of the uniform timer at the rate of the event.
    late = (math.exp(-1 / 4) - math.exp(-5 / 4)) / (4 / 4)
    expect_share([result == "late" for result in results(text, 800, days=11)], late)


def test_exits_race_timers_and_cut_stays_short() -> None:
    text = """
journey: j
exit: [order.placed]
goal: order.placed
start: {s: {event: registered, next: wait}}
steps:
  wait: {timer: 1d, next: one}
  one: {send: {channel: email, class: service}, next: wait-2}
  wait-2: {timer: 2d, next: two}
  two: {send: {channel: email, class: service}, next: end}
---
population: drawn
attributes: {email: {known: 100%}}
behaviour:
  registered: {once: 5d}
  order.placed: {about_every: 4d}
"""
    found = lives(text, 800, days=19)
    only = [life.instances[0] for life in found]
    for message, after in (("j.one", 1), ("j.two", 3)):
        got = [any(row.message == message for row in life.rows) for life in found]
        expect_share(got, math.exp(-after / 4))
    expect_share([each.how == "exit" for each in only], 1 - math.exp(-3 / 4))
    stays = [(each.ended - each.entered) / DAY for each in only if each.ended is not None]
    assert len(stays) == len(only)
    expect_mean(stays, 4 * (1 - math.exp(-3 / 4)))
    # An order converts until 7 days after the last message: in all within 10 days of the entry.
    late = math.exp(-3 / 4) * (1 - math.exp(-7 / 4))
    expect_share([each.converted is not None for each in only], 1 - math.exp(-3 / 4) + late)


def test_both_branches_of_a_parallel_gateway_take_the_longer_time() -> None:
    text = """
journey: j
start: {s: {event: registered, next: both}}
steps:
  both: {parallel: Both, next: [order, timer]}
  order: {wait_for: order.placed, next: join}
  timer: {timer: 1s..2d, next: join}
  join: {parallel: Both, next: end}
---
population: drawn
behaviour: {registered: {once: 1d}, order.placed: {about_every: 1d}}
"""
    stays = [
        (each.ended - each.entered) / DAY
        for life in lives(text, 700, days=14)
        for each in life.instances
        if each.ended is not None
    ]
    # E max(X, U) = E X + E U - E min, and E min is the integral of e^-t (1 - t / 2) over 0..2.
    shorter = (1 - math.exp(-2)) - (1 - 3 * math.exp(-2)) / 2
    expect_mean(stays, 1 + 1 - shorter)


def test_rounds_of_a_loop_that_goes_on_by_chance_are_geometric() -> None:
    text = """
journey: j
start: {s: {event: registered, next: round}}
steps:
  round: {timer: 1h, next: again}
  again: {exclusive: Again?, next: [{to: round, chance: 75%}, {to: end}]}
---
population: drawn
behaviour: {registered: {once: 1d}}
"""
    rounds = []
    for life in lives(text, 800, days=5):
        ended = life.instances[0].ended
        assert ended is not None
        rounds.append((ended - DAY) / HOUR)
    expect_mean(rounds, 4)
    expect_variance(rounds, 0.75 / 0.25**2)


def test_silences_of_a_poisson_stream() -> None:
    text = """
journey: j
reentry: always
start: {s: {without: order.placed, for: 6d, next: end}}
---
population: drawn
behaviour: {order.placed: {about_every: 4d}}
"""
    counts = [len(life.instances) for life in lives(text, 600)]
    # Each order before day 94, and the beginning, is followed by silence with chance e^-6/4.
    expect_mean(counts, (1 + 94 / 4) * math.exp(-6 / 4))


def test_shares_of_arms_and_of_chances_multiply() -> None:
    text = """
journey: j
start: {s: {event: registered, next: split}}
steps:
  split: {exclusive: "", next: [{to: a, share: 15%}, {to: b, share: 25%}, {to: c}]}
  a: {exclusive: "", next: [{to: lucky, chance: 40%}, {to: end}]}
  b: {exclusive: "", next: [{to: lucky, chance: 80%}, {to: end}]}
  c: {exclusive: "", next: [{to: lucky, chance: 10%}, {to: end}]}
  lucky: {end: lucky, result: lucky}
---
population: drawn
behaviour: {registered: {once: 1d}}
"""
    found = results(text, 1000, days=3)
    expect_share([result == "lucky" for result in found], 0.15 * 0.4 + 0.25 * 0.8 + 0.6 * 0.1)
