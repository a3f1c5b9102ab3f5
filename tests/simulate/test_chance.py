"""Means of many drawn customers agree with calculation, within four standard errors."""

from __future__ import annotations

import math
from datetime import date
from statistics import fmean, pvariance

import pytest

from journeykit.simulate.life import Life
from journeykit.simulate.program import compile_plan
from journeykit.simulate.reference.live import live
from tests.timetables import plan_of_text

DAY = 86400
MONDAY = date(2026, 1, 5)


def lives(text: str, customers: int, *, days: int = 100) -> list[Life]:
    """Return the lives of the first customers of a plan, without warm-up."""
    plan = plan_of_text(text)
    program = compile_plan(plan, start=MONDAY, horizon=days * DAY, warm_up=0)
    return [live(program, number, 7) for number in range(customers)]


def entering(event: str, wait: str = "1s") -> str:
    """Return a journey that is entered at each such event, and left after `wait`."""
    return f"""
journey: j
reentry: always
start: {{s: {{event: {event}, next: wait}}}}
steps: {{wait: {{timer: {wait}, next: end}}}}
---
population: drawn
"""


def test_visits_about_every_five_days_are_poisson() -> None:
    n = 300
    text = entering("site.visit") + "behaviour: {site.visit: {about_every: 5d}}"
    counts = [len(life.instances) for life in lives(text, n)]
    assert fmean(counts) == pytest.approx(20, abs=4 * math.sqrt(20 / n))
    assert pvariance(counts) == pytest.approx(20, abs=4 * math.sqrt((20 + 2 * 20**2) / n))


def test_spread_makes_some_customers_come_often_and_many_seldom() -> None:
    n = 400
    text = entering("site.visit") + "behaviour: {site.visit: {about_every: 5d, spread: 0.5}}"
    counts = [len(life.instances) for life in lives(text, n)]
    variance = 20 + (0.5 * 20) ** 2
    assert fmean(counts) == pytest.approx(20, abs=4 * math.sqrt(variance / n))
    assert pvariance(counts) == pytest.approx(variance, rel=4 * math.sqrt(4 / n))


def test_a_segment_multiplies_the_rate_and_the_chance() -> None:
    n = 400
    text = entering("cart.item_added") + (
        "segments: {loyal: {share: 50%, rates: {site.visit: 3.0, cart.item_added: 2.0}}}\n"
        "behaviour:\n"
        "  site.visit: {about_every: 10d}\n"
        "  cart.item_added: {after: site.visit, chance: 25%, delay: 1m}\n"
    )
    mean = fmean(len(life.instances) for life in lives(text, n))
    expected = 0.5 * 10 * 0.25 + 0.5 * 30 * 0.5
    variance = expected + 0.25 * (15 - 2.5) ** 2
    assert mean == pytest.approx(expected, abs=4 * math.sqrt(variance / n))


def test_an_event_happens_once_uniformly_in_its_range() -> None:
    n = 1000
    text = entering("registered") + "behaviour: {registered: {once: 10d..50d, chance: 80%}}"
    found = [life.instances for life in lives(text, n)]
    times = [each[0].entered / DAY for each in found if each]
    assert all(len(each) <= 1 for each in found)
    assert len(times) / n == pytest.approx(0.8, abs=4 * math.sqrt(0.16 / n))
    assert 10 <= min(times) < 10.5
    assert 49.5 < max(times) <= 50
    assert fmean(times) == pytest.approx(30, abs=4 * 40 / math.sqrt(12 * len(times)))


def test_a_timer_with_a_range_is_uniform_and_drawn_anew_for_each_visit() -> None:
    text = entering("site.visit", "1h..3h") + "behaviour: {site.visit: {about_every: 2d}}"
    spans = [
        (each.ended - each.entered) / 3600
        for life in lives(text, 40)
        for each in life.instances
        if each.ended is not None
    ]
    assert all(1 <= span <= 3 for span in spans)
    assert len(set(spans)) > 0.8 * len(spans)
    assert fmean(spans) == pytest.approx(2, abs=4 * 2 / math.sqrt(12 * len(spans)))


SPLIT = """
journey: j
reentry: always
start: {s: {event: site.visit, next: split}}
steps:
  split: {exclusive: Which?, next: [{to: a, share: 30%}, {to: b, share: 50%}, {to: c}]}
  a: {end: a, result: a}
  b: {end: b, result: b}
  c: {exclusive: Luck?, next: [{to: lucky, chance: 60%}, {to: unlucky}]}
  lucky: {end: lucky, result: lucky}
  unlucky: {end: unlucky, result: unlucky}
---
population: drawn
behaviour: {site.visit: {about_every: 5d}}
"""


def test_an_arm_has_its_share_and_stays_with_the_customer() -> None:
    n = 600
    arms = [
        {"c" if each.result.endswith("lucky") else each.result for each in life.instances}
        for life in lives(SPLIT, n)
        if life.instances
    ]
    assert all(len(arm) == 1 for arm in arms)
    for arm, share in (("a", 0.3), ("b", 0.5), ("c", 0.2)):
        found = sum(arm in each for each in arms) / len(arms)
        assert found == pytest.approx(share, abs=4 * math.sqrt(share * (1 - share) / n))


FORETOLD = """
journey: j
start: {s: {event: registered, next: [{to: early, share: 50%}, {to: late}]}}
steps:
  early: {timer: 1h, next: asked}
  late: {timer: 2h, next: asked}
  asked: {exclusive: Which?, if: arm("split") == "a", then: told-a, else: told-b}
  told-a: {task: A, next: split}
  told-b: {task: B, next: split}
  split: {exclusive: Which?, next: [{to: a, share: 50%}, {to: b}]}
  a: {exclusive: Told?, if: times("told-a") == 1, then: right, else: wrong}
  b: {exclusive: Told?, if: times("told-b") == 1, then: right, else: wrong}
  right: {end: right, result: right}
  wrong: {end: wrong, result: wrong}
---
population: drawn
behaviour: {registered: {once: 1d}}
"""


def test_an_arm_is_known_before_its_step() -> None:
    n = 300
    found = [life.instances[0] for life in lives(FORETOLD, n, days=3)]
    assert {each.result for each in found} == {"right"}
    early = [each.ended == DAY + 3600 for each in found]
    assert sum(early) / n == pytest.approx(0.5, abs=4 * 0.5 / math.sqrt(n))


def test_a_chance_is_drawn_anew_at_each_arrival() -> None:
    results = [
        each.result
        for life in lives(SPLIT, 200)
        for each in life.instances
        if each.result.endswith("lucky")
    ]
    share = results.count("lucky") / len(results)
    assert share == pytest.approx(0.6, abs=4 * math.sqrt(0.24 / len(results)))


def test_known_and_denied_attributes_have_their_shares() -> None:
    text = """
journey: j
start:
  s: {event: registered, next: ask}
steps:
  ask:
    exclusive: Push?
    next: [{to: yes, if: known("web_push")}, {to: no, if: denied("web_push")}, {to: open}]
  yes: {end: yes, result: known}
  no: {end: no, result: denied}
  open: {end: open, result: open}
---
population: drawn
attributes: {web_push: {known: 20%, denied: 30%}}
behaviour: {registered: {once: 1d}}
"""
    n = 800
    results = [life.instances[0].result for life in lives(text, n, days=3)]
    for result, share in (("known", 0.2), ("denied", 0.3), ("open", 0.5)):
        found = results.count(result) / n
        assert found == pytest.approx(share, abs=4 * math.sqrt(share * (1 - share) / n))


MAIL = """
journey: j
start: {s: {event: registered, next: mail}}
steps: {mail: {send: mail, next: end}}
messages:
  mail:
    channel: email
    class: service
    form: [phone]
    responses: {open: 40%, click: 10%, fill: 20%, refuse: 30%, unsubscribe: 5%, open_after: {lognormal: [6h, 1.5]}}
---
population: drawn
attributes: {email: {known: 100%}, phone: {known: 0%}}
behaviour: {registered: {once: 1d}}
"""  # noqa: E501


def test_responses_have_their_shares_and_a_click_needs_an_open() -> None:
    n = 1000
    found = lives(MAIL, n, days=90)
    shares = {
        "message.opened": 0.4,
        "message.clicked": 0.1,
        "message.filled": 0.2,
        "message.refused": 0.3,
        "unsubscribed": 0.05,
    }
    for event, share in shares.items():
        count = sum(any(each.event == event for each in life.responses) for life in found)
        assert count / n == pytest.approx(share, abs=4 * math.sqrt(share * (1 - share) / n)), event
    for life in found:
        times = {each.event: each.time for each in life.responses}
        assert times.get("message.clicked", math.inf) > times.get("message.opened", -1)
        assert "message.opened" in times or "message.clicked" not in times
        assert not {"message.filled", "message.refused"} <= set(times)


def test_half_of_the_opens_come_within_the_median() -> None:
    opened = [
        each.time - DAY
        for life in lives(MAIL, 1000, days=90)
        for each in life.responses
        if each.event == "message.opened"
    ]
    early = sum(time <= 6 * 3600 for time in opened) / len(opened)
    assert early == pytest.approx(0.5, abs=4 * 0.5 / math.sqrt(len(opened)))
