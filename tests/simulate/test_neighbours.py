"""A customer's life does not change because of what does not concern it, whatever the plan."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from journeykit.simulate.life import Life
from tests.drawn import lives
from tests.random_plans import random_plan

SEEDS = st.integers(0, 2**32 - 1)
FEW = settings(max_examples=15)

SILENT = """
journey: extra
priority: 100
reentry: always
exit: [order.cancelled]
goal: order.placed
start:
  seen: {event: [site.visit, item.viewed], next: split}
  silent: {without: order.placed, for: 2d, next: split}
  often: {every: 1d, at: "10:00", next: split}
  rich: {when: customer.points > 1, next: split}
steps:
  split: {exclusive: "", next: [{to: both, share: 50%}, {to: luck}]}
  luck: {exclusive: "", next: [{to: wait, chance: 50%}, {to: person}]}
  both: {parallel: "", next: [wait, person]}
  wait: {wait_for: [{event: order.placed, to: pause}, {timer: 1h..3d, to: pause}]}
  pause: {timer: {at: "11:00"}, next: join}
  person: {user_task: Look, by: nobody, takes: 1h..9h, next: join}
  join: {inclusive: "", next: end}
"""
FOR_STAFF = """
journey: extra
priority: 100
reentry: always
start: {seen: {event: [site.visit, item.viewed], next: tell}}
steps:
  tell: {send: {channel: manager, class: sale, promo: code, topic: t1}, next: pause}
  pause: {timer: 1d, next: again}
  again: {subprocess: "", takes: 1d, sends: [extra.tell, extra.tell], next: end}
"""


def lived(text: str, *, enforces: bool, customers: int = 2) -> list[Life]:
    """Return the lives of the first customers over two weeks and a warm-up."""
    return lives(text, customers, days=14, warm_up=3, enforces=enforces)


def without_extra(life: Life) -> Life:
    """Return a life without what the journey `extra` did in it."""
    kept: dict[str, Any] = {
        field.name: tuple(each for each in found if getattr(each, "journey", "") != "extra")
        for field in fields(life)
        if isinstance(found := getattr(life, field.name), tuple)
    }
    return replace(life, **kept)


@FEW
@given(SEEDS, st.booleans())
def test_a_journey_that_causes_nothing_changes_nothing(seed: int, enforces: bool) -> None:
    text = random_plan(seed)
    more = lived(f"{text}---{SILENT}", enforces=enforces)
    assert any(each.journey == "extra" for life in more for each in life.instances)
    assert [without_extra(life) for life in more] == lived(text, enforces=enforces)


@FEW
@given(SEEDS, st.booleans())
def test_messages_to_staff_change_nothing_for_customers(seed: int, enforces: bool) -> None:
    text = random_plan(seed)
    more = lived(f"{text}---{FOR_STAFF}", enforces=enforces)
    kept = [replace(without_extra(life), firsts=()) for life in more]
    assert kept == [replace(life, firsts=()) for life in lived(text, enforces=enforces)]


@FEW
@given(SEEDS, st.booleans())
def test_the_order_of_the_documents_means_nothing(seed: int, enforces: bool) -> None:
    text = random_plan(seed)
    turned = "---\n".join(reversed(text.split("---\n")))
    assert lived(turned, enforces=enforces) == lived(text, enforces=enforces)


@FEW
@given(SEEDS, st.booleans())
def test_more_customers_and_a_longer_run_begin_alike(seed: int, enforces: bool) -> None:
    text = random_plan(seed)
    longer = lives(text, 3, days=20, warm_up=3, enforces=enforces)
    for short, long in zip(lived(text, enforces=enforces), longer[:2], strict=True):
        assert short.rows == tuple(row for row in long.rows if row.time < 14 * 86400)
        assert short.refusals == tuple(one for one in long.refusals if one.time < 14 * 86400)


@FEW
@given(SEEDS)
def test_customers_who_need_not_wait_for_each_other_live_as_if_alone(seed: int) -> None:
    """One timeline for everybody gives what each has alone, where there are people enough."""
    text = random_plan(seed)
    crowd = text.replace("map: Random\n", "map: Random\nstaff: {sales: 99}\n")
    assert lived(crowd, enforces=True, customers=3) == lived(text, enforces=True, customers=3)
