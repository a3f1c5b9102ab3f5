"""Every draw has the lineage that docs/semantics.md gives it, computed here once more by hand."""

from __future__ import annotations

from datetime import date

import pytest

from journeykit.simulate.draws import (
    block,
    exponential,
    gamma,
    keys,
    mix,
    name,
    seconds,
    threshold,
    whole,
)
from journeykit.simulate.life import Life
from journeykit.simulate.program import compile_plan
from journeykit.simulate.reference.live import live
from tests.timetables import plan_of_text

DAY = 86400
SEED = 0x1234567890ABCDEF
PLAN = """
journey: j
reentry: always
start:
  s: {event: cart.item_added, next: wait}
  again: {every: 30d, starting: 2026-01-10, at: "00:00", next: wait}
steps:
  wait: {timer: 1h..3h, next: mail}
  mail: {send: mail, next: split}
  split: {exclusive: Which?, next: [{to: a, share: 30%}, {to: luck}]}
  luck: {exclusive: Luck?, next: [{to: b, chance: 40%}, {to: end}]}
  a: {end: a, result: a}
  b: {end: b, result: b}
messages:
  mail: {channel: email, class: service, responses: {open: 50%, click: 20%, unsubscribe: 0%, complaint: 0%, open_after: 1h..2h, click_after: 1m..9m}}
---
population: drawn
attributes: {email: {known: 60%}}
segments: {loyal: {share: 50%, rates: {site.visit: 2.0}}}
behaviour:
  site.visit: {about_every: 7d, spread: 0.5}
  cart.item_added: {after: site.visit, chance: 70%, delay: 1m..10m}
"""  # noqa: E501


@pytest.fixture(scope="module")
def found() -> list[Life]:
    """The lives of forty customers."""
    program = compile_plan(plan_of_text(PLAN), start=date(2026, 1, 5), horizon=90 * DAY, warm_up=0)
    return [live(program, customer, SEED) for customer in range(40)]


def draw(customer: int, lineage: int) -> tuple[int, int]:
    """Return A and B."""
    return block(keys(SEED), customer, lineage)


def visits(customer: int) -> list[tuple[int, int]]:
    """Return time and lineage of the visits of a customer."""
    loyal = draw(customer, mix(0, name("segment loyal")))[0] < threshold(0.5)
    spread = mix(0, name("spread site.visit"))
    rate = gamma(lambda n: block(keys(SEED), customer, spread, n), 4.0) * (2.0 if loyal else 1.0)
    time = 0
    made: list[tuple[int, int]] = []
    while True:
        lineage = mix(mix(0, name("event site.visit")), len(made))
        time += whole(exponential(draw(customer, lineage)[0], 7.0 * DAY, rate))
        if time >= 90 * DAY:
            return made
        made.append((time, lineage))


def carts(customer: int) -> list[tuple[int, int]]:
    """Return time and lineage of the carts of a customer."""
    made = []
    for time, visit in visits(customer):
        lineage = mix(visit, name("event cart.item_added"))
        a, b = draw(customer, lineage)
        if a < threshold(0.7) and time + seconds(b, 60, 600) < 90 * DAY:
            made.append((time + seconds(b, 60, 600), lineage))
    return sorted(made)


def entries(customer: int) -> list[tuple[int, int]]:
    """Return time and lineage of the entries of a customer."""
    made = [(time, mix(cart, name("entry j/s"))) for time, cart in carts(customer)]
    for second in (5 * DAY, 35 * DAY, 65 * DAY):
        cause = mix(mix(0, name("start j/again")), second)
        made.append((second, mix(cause, name("entry j/again"))))
    return sorted(made)


def test_entries_follow_from_visits_segments_and_frailty(found: list[Life]) -> None:
    for life in found:
        times = [each.entered for each in life.instances]
        assert times == [time for time, _ in entries(life.customer)]


def test_timers_and_contacts_are_drawn_by_visit_and_attribute(found: list[Life]) -> None:
    for life in found:
        known = draw(life.customer, mix(0, name("attribute email")))[0] < threshold(0.6)
        expected = []
        for time, entry in entries(life.customer):
            wait = seconds(
                draw(life.customer, mix(mix(entry, name("step wait")), 0))[1], 3600, 10800
            )
            expected.append((time + wait, "sent" if known else "dropped"))
        rows = [(row.time, row.status) for row in life.rows]
        assert rows == sorted(each for each in expected if each[0] < 90 * DAY)


def test_arms_are_drawn_by_customer_and_chances_by_visit(found: list[Life]) -> None:
    for life in found:
        arm = draw(life.customer, mix(0, name("arm j/split")))[0] < threshold(0.3)
        for each, (_, entry) in zip(life.instances, entries(life.customer), strict=True):
            if each.ended is not None:
                luck = draw(life.customer, mix(mix(entry, name("step luck")), 0))[0]
                assert each.result == ("a" if arm else "b" if luck < threshold(0.4) else "")


def test_responses_are_drawn_by_send(found: list[Life]) -> None:
    for life in found:
        sent = {row.instance: row.time for row in life.rows if row.status == "sent"}
        expected = []
        for number, (_, entry) in enumerate(entries(life.customer), 1):
            if number not in sent:
                continue
            send = mix(mix(mix(entry, name("step mail")), 0), name("send"))
            opened, clicked = mix(send, name("response open")), mix(send, name("response click"))
            a, b = draw(life.customer, opened)
            time = sent[number] + seconds(b, 3600, 7200)
            if a < threshold(0.5):
                expected.append((time, "message.opened"))
            if a < threshold(0.2):
                time += seconds(draw(life.customer, clicked)[1], 60, 540)
                expected.append((time, "message.clicked"))
        wanted = sorted(each for each in expected if each[0] < 90 * DAY)
        assert sorted((each.time, each.event) for each in life.responses) == wanted
