"""Lives whose numbers a formula gives: Poisson streams, thinned and mixed, loss, chains.

Times are in days, so that formulas stay readable; bounds are four standard errors, seeds fixed.
"""

from __future__ import annotations

import math
from itertools import pairwise
from statistics import fmean

import pytest

from journeykit.simulate.life import Life
from tests.drawn import DAY, HOUR, expect_mean, expect_ratio, expect_share, expect_variance, lives
from tests.formulas import dead_time

EVERY_VISIT = """
journey: j
reentry: {reentry}
start: {{s: {{event: site.visit, next: wait}}}}
steps: {{wait: {{timer: {wait}, next: end}}}}
---
population: drawn
behaviour: {{site.visit: {{about_every: {every}{spread}}}}}
"""


def visits(
    customers: int,
    every: str,
    *,
    wait: str = "1s",
    reentry: str = "always",
    spread: str = "",
    days: int = 100,
) -> list[Life]:
    """Return lives in which each visit starts a journey that takes `wait`."""
    text = EVERY_VISIT.format(every=every, wait=wait, reentry=reentry, spread=spread)
    return lives(text, customers, days=days)


def test_gaps_between_visits_are_exponential() -> None:
    gaps: list[float] = []
    for life in visits(60, "1d"):
        times = [each.entered / DAY for each in life.instances]
        # The first 50 only, so that the end of the run leaves no long gap out.
        gaps += [later - time for time, later in pairwise(times[:51])]
    expect_mean(gaps, 1.0)
    expect_variance(gaps, 1.0)
    for after in (0.1, 1.0, 3.0):
        expect_share([gap > after for gap in gaps], math.exp(-after))


def test_a_season_multiplies_the_rate_of_its_weekdays_and_hours() -> None:
    text = """
journey: j
reentry: always
start: {s: {event: site.visit, next: end}}
steps: {}
---
population: seasonal
behaviour:
  site.visit:
    about_every: 1d
    spread: 0
    season: {weekday: {mon: 0, sat: 2.5}, hour: {0: 0, 20: 4}}
"""
    found = [[each.entered for each in life.instances] for life in lives(text, 150, days=70)]
    for weekday, first in ((0, 0.0), (1, 1.0), (5, 2.5)):
        for hour, second in ((0, 0.0), (19, 1.0), (20, 4.0)):
            counts = [
                sum(time // DAY % 7 == weekday and time % DAY // HOUR == hour for time in times)
                for times in found
            ]
            expect_mean(counts, 10 * first * second / 24)
            if first * second:
                expect_variance(counts, 10 * first * second / 24)


def test_counts_of_disjoint_days_do_not_depend_on_each_other() -> None:
    halves = []
    for life in visits(400, "10d"):
        early = sum(each.entered < 50 * DAY for each in life.instances)
        halves.append((early - 5.0) * (len(life.instances) - early - 5.0))
    expect_mean(halves, 0.0)


@pytest.mark.parametrize("spread", [0.5, 1.0, 2.0])
def test_counts_of_customers_who_differ_are_negative_binomial(spread: float) -> None:
    counts = [len(life.instances) for life in visits(800, "20d", spread=f", spread: {spread}")]
    shape, mean = 1 / spread**2, 5.0
    expect_mean(counts, mean)
    expect_variance(counts, mean + mean**2 / shape)
    none = (shape / (shape + mean)) ** shape
    expect_share([count == 0 for count in counts], none)
    expect_share([count == 1 for count in counts], none * shape * mean / (shape + mean))


def test_how_many_are_in_a_journey_is_poisson_whatever_it_takes() -> None:
    # M/G/infinity: entries of rate 1/2 a day, each for a uniform time of 8 days on average.
    inside = [
        sum(each.ended is None for each in life.instances)
        for life in visits(500, "2d", wait="2d..14d", days=20)
    ]
    expect_mean(inside, 4.0)
    expect_variance(inside, 4.0)


def test_entries_that_a_running_instance_refuses_follow_erlangs_loss_formula() -> None:
    # M/G/1/1, a renewal process: each cycle has one entry and rate * length refusals.
    found = visits(300, "4d", wait="1d..3d", reentry="after_exit")
    pairs = []
    for life in found:
        entered = [each.entered for each in life.instances]
        last = entered[-1] if entered else 0
        refused = sum(each.time < last for each in life.refusals)
        pairs.append((float(refused), float(len(entered) - 1 if entered else 0)))
    expect_ratio(pairs, 2.0 / 4.0)


def test_a_reentry_time_is_a_dead_time() -> None:
    counts = [len(life.instances) for life in visits(400, "3d", reentry="5d")]
    expect_mean(counts, dead_time(100.0, 1 / 3, 5.0))


FIRST_VISIT = """
journey: j
reentry: never
start: {s: {event: site.visit, next: wait}}
steps:
  wait: {timer: 2h..10h, next: person}
  person: {user_task: Pack, takes: 1h..5h, next: end}
---
population: drawn
behaviour: {site.visit: {about_every: 1d}}
"""


def test_an_exponential_and_two_uniform_delays_add_up() -> None:
    ended = [life.instances[0].ended for life in lives(FIRST_VISIT, 700, days=15)]
    hours = [time / HOUR for time in ended if time is not None]
    assert len(hours) == len(ended)
    expect_mean(hours, 24 + 6 + 3)
    expect_variance(hours, 24**2 + (8**2 + 4**2) / 12)


CHAIN = """
journey: j
start: {s: {event: order.placed, next: end}}
---
population: drawn
behaviour:
  registered: {once: 1d}
  cart.item_added: {after: registered, delay: 1h..7h}
  order.placed: {after: cart.item_added, delay: {lognormal: [3h, 0.5]}}
"""


def test_a_uniform_and_a_lognormal_delay_of_a_life_add_up() -> None:
    hours = [(life.instances[0].entered - DAY) / HOUR for life in lives(CHAIN, 800, days=10)]
    scale = math.exp(0.5**2)
    expect_mean(hours, 4 + 3 * math.sqrt(scale))
    expect_variance(hours, 6**2 / 12 + 3**2 * (scale - 1) * scale)


THINNED = """
journey: placed
reentry: always
start: {s: {event: order.placed, next: end}}
---
journey: cancelled
reentry: always
start: {s: {event: order.cancelled, next: end}}
---
population: drawn
behaviour:
  site.visit: {about_every: 1d}
  order.placed: {after: site.visit, chance: 30%, delay: 1s}
  order.cancelled: {after: site.visit, chance: 20%, delay: 1s}
"""


def test_a_thinned_poisson_stream_is_poisson_and_two_share_their_parents() -> None:
    found = lives(THINNED, 400, days=20)
    placed, cancelled = (
        [sum(each.journey == journey for each in life.instances) for life in found]
        for journey in ("placed", "cancelled")
    )
    expect_mean(placed, 20 * 0.3)
    expect_variance(placed, 20 * 0.3)
    expect_mean(cancelled, 20 * 0.2)
    # The draws are independent of each other, the number of visits before them is the same.
    together = [(one - 6) * (two - 4) for one, two in zip(placed, cancelled, strict=True)]
    expect_mean(together, 20 * 0.3 * 0.2)


def test_values_that_are_drawn_have_their_moments() -> None:
    text = """
journey: j
start: {s: {event: registered, next: wait}}
steps: {wait: {timer: customer.lasts, next: end}}
---
population: drawn
attributes: {lasts: {value: {lognormal: [36000, 0.6]}}}
behaviour: {registered: {once: 1d}}
"""
    stays = []
    for life in lives(text, 800, days=60):
        ended = life.instances[0].ended
        assert ended is not None
        stays.append((ended - DAY) / HOUR)
    scale = math.exp(0.6**2)
    expect_mean(stays, 10 * math.sqrt(scale) - 0.5 / HOUR)  # whole seconds, cut off
    expect_variance([math.log(each) for each in stays], 0.6**2)
    assert fmean(stays) > 10
