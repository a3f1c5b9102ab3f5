"""What is told of two plans: nothing of equal ones, and each edit once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from journeykit.journeys.changes.change import Change, Sort
from journeykit.journeys.changes.plan import changes
from journeykit.journeys.load import load
from journeykit.journeys.project import find
from journeykit.journeys.write import write
from tests.changed import all_changes, changed, only_journey, plan_of
from tests.random_plans import random_plan

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ("shop", "ecommerce", "loyalty", "funnel")
SEEDS = st.integers(0, 10_000)
ADDED, REMOVED, CHANGED, RENAMED = Sort.ADDED, Sort.REMOVED, Sort.CHANGED, Sort.RENAMED

MAP = """\
map: Shop
policy: {min_gap: 4h, caps: [{at_most: 1, per: 1d}, {at_most: 3, per: 1w}]}
messages:
  cart-mail: {channel: email, class: service, topic: cart, title: {en: Your cart, ru: Корзина}}
---
journey: cart
title: Cart
start:
  filled: {event: cart.item_added, next: later}
steps:
  later: {timer: 1h, next: paid}
  paid:
    exclusive: Paid?
    next:
      - {to: thanks, if: happened("order.placed"), label: yes}
      - {to: mail, label: no}
  thanks: {task: Say thanks, next: end}
  mail: {send: cart-mail, next: answer}
  answer:
    wait_for:
      - {event: message.clicked, to: more}
      - {timer: 2d, to: end}
  more:
    send: {channel: [email, sms], class: sale, promo: code, title: A code}
    next: end
"""

EDITS = [
    ("timer: 1h", "timer: 3h", CHANGED, "step", "later", "timer", "1h", "3h"),
    ("task: Say thanks", "task: Say thank you", CHANGED, "step", "thanks", "task", "Say thanks",
     "Say thank you"),
    ('happened("order.placed")', 'happened("order.paid")', CHANGED, "step", "paid",
     "flow.thanks.if", 'happened("order.placed")', 'happened("order.paid")'),
    ("label: no}", "label: not yet}", CHANGED, "step", "paid", "flow.mail.label", "no", "not yet"),
    ("next: answer", "next: end", CHANGED, "step", "mail", "next", "answer", "end"),
    ("timer: 2d, to: end", "timer: 4d, to: end", CHANGED, "step", "answer",
     "wait_for.2.timer", "2d", "4d"),
    ("timer: 2d, to: end", "timer: 2d, to: thanks", CHANGED, "step", "answer", "wait_for.2.to",
     "end", "thanks"),
    ("class: sale", "class: content", CHANGED, "step", "more", "send.class", "sale", "content"),
    ("promo: code", "promo: bonus", CHANGED, "step", "more", "send.promo", "code", "bonus"),
    ("[email, sms]", "[sms, email]", CHANGED, "step", "more", "send.channel", "email, sms",
     "sms, email"),
    ("title: A code", "title: A code for you", CHANGED, "step", "more", "send.title", "A code",
     "A code for you"),
    ("event: cart.item_added", "event: cart.filled", CHANGED, "start", "filled", "event",
     "cart.item_added", "cart.filled"),
    ("title: Cart\n", "title: Cart\npriority: 80\n", CHANGED, "journey", "", "priority", "50",
     "80"),
    ("title: Cart\n", "title: Cart\nreentry: 7d\n", CHANGED, "journey", "", "reentry",
     "after_exit", "7d"),
    ("title: Cart\n", 'title: Cart\naudience: known("email")\n', ADDED, "journey", "", "audience",
     "", 'known("email")'),
    ("title: Cart\n", "title: Cart\nexit: order.placed\n", ADDED, "journey", "", "exit.1", "",
     "order.placed"),
    ("title: Cart\n", "title: Basket\n", CHANGED, "journey", "", "title", "Cart", "Basket"),
    ("min_gap: 4h", "min_gap: 1h", CHANGED, "map", "", "policy.min_gap", "4h", "1h"),
    ("at_most: 3", "at_most: 2", CHANGED, "map", "", "policy.caps.2.at_most", "3", "2"),
    (", {at_most: 3, per: 1w}", "", REMOVED, "map", "", "policy.caps.2",
     "{at_most: 3, per: 1w}", ""),
    ("topic: cart", "topic: basket", CHANGED, "message", "cart-mail", "topic", "cart", "basket"),
    ("ru: Корзина", "ru: Ваша корзина", CHANGED, "message", "cart-mail", "title.ru", "Корзина",
     "Ваша корзина"),
    ("steps:\n", "steps:\n  idle: {timer: 1d, next: end}\n", ADDED, "step", "idle", "", "",
     "timer: 1d, next: end"),
    ("exclusive: Paid?", "inclusive: Paid?", CHANGED, "step", "paid", "", "exclusive: Paid?",
     "inclusive: Paid?"),
]  # fmt: skip


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: f"{edit[3]} {edit[5] or edit[2]}")
def test_an_edit_is_told_once_and_exactly(edit: tuple[Any, ...]) -> None:
    old, new, sort, part, name, key, was, became = edit
    assert MAP.count(old) == 1
    told = all_changes(changed(MAP, MAP.replace(old, new)))
    if not key and sort is CHANGED:  # told with its flows
        (found,) = told
        assert (found.part, found.name, found.key) == (part, name, key)
        assert found.old.startswith(was)
        assert found.new.startswith(became)
    else:
        assert told == [Change(sort, part, name, key, was, became)]


def test_an_edit_backwards_is_told_with_both_values_exchanged() -> None:
    for old, new, *_ in EDITS:
        there = all_changes(changed(MAP, MAP.replace(old, new)))
        back = all_changes(changed(MAP.replace(old, new), MAP))
        assert [(one.old, one.new) for one in there] == [(one.new, one.old) for one in back]


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_map_is_equal_to_itself(sample: str) -> None:
    project = find([f"samples/{sample}"], cwd=ROOT).projects[0]
    plan = load(project.documents, project.path).plan
    assert plan is not None
    names = list(plan.journeys)
    assert not changes(plan, plan, before=names, after=names, shared=True)


@given(SEEDS)
@settings(max_examples=20)
def test_comments_and_layout_change_nothing(seed: int) -> None:
    text = random_plan(seed)
    documents = load_trees(text)
    written = "---\n".join(f"# a comment\n{write(tree)}" for tree in documents)
    assert not changed(text, text)
    assert not changed(text, written)


def load_trees(text: str) -> list[Any]:
    from journeykit.journeys.project import of_text

    return list(of_text(text.encode(), "map.yaml").files[0].documents)


def test_shorter_ways_to_write_the_same_change_nothing() -> None:
    long = MAP.replace("next: later", "next: [{to: later}]").replace(
        "event: cart.item_added", "event: [cart.item_added]"
    )
    assert not changed(MAP, long)
    assert not changed(MAP, MAP.replace('happened("order', 'happened( "order'))
    short = MAP.replace(
        """    next:
      - {to: thanks, if: happened("order.placed"), label: yes}
      - {to: mail, label: no}
""",
        """    if: happened("order.placed")
    then: thanks
    else: mail
""",
    )
    spelt = short.replace(
        """    if: happened("order.placed")
    then: thanks
    else: mail
""",
        """    next:
      - {to: thanks, if: happened("order.placed"), label: {en: yes, ru: да}}
      - {to: mail, label: {en: no, ru: нет}}
""",
    )
    assert not changed(short, spelt)


def test_the_order_of_branches_is_told() -> None:
    first, second = (line for line in MAP.splitlines(True) if "      - {to: " in line)
    found = only_journey(changed(MAP, MAP.replace(first + second, second + first)))
    assert found.changes == (
        Change(CHANGED, "step", "paid", "order", "thanks, mail", "mail, thanks"),
    )


@given(SEEDS, st.data())
@settings(max_examples=30)
def test_a_renamed_step_is_told_once_wherever_it_stands(seed: int, data: st.DataObject) -> None:
    documents = list(yaml.safe_load_all(random_plan(seed)))
    journey = data.draw(st.sampled_from([each for each in documents if "journey" in each]))
    step = data.draw(st.sampled_from(list(journey["steps"])))
    before = yaml.safe_dump_all(documents, sort_keys=False)
    if f'times("{step}")' in before:  # a condition that says the name is another condition now
        return
    place = documents.index(journey)
    after = [*documents[:place], _renamed(journey, step, "other-name"), *documents[place + 1 :]]
    found = changed(before, yaml.safe_dump_all(after, sort_keys=False))
    assert all_changes(found) == [Change(RENAMED, "step", "other-name", "", step, "other-name")]
    assert only_journey(found).names == {step: "other-name"}


def _renamed(tree: Any, old: str, new: str) -> Any:  # noqa: ANN401  # any YAML
    if isinstance(tree, dict):
        return {new if key == old else key: _renamed(each, old, new) for key, each in tree.items()}
    if isinstance(tree, list):
        return [_renamed(each, old, new) for each in tree]
    return new if tree == old else tree


def test_two_alike_steps_that_swap_names_with_others_are_told_apart_by_their_places() -> None:
    chain = "journey: a\nstart: {s: {event: e, next: one}}\nsteps:\n"
    before = chain + "  one: {timer: 1d, next: two}\n  two: {timer: 1d, next: end}\n"
    after = chain.replace("next: one", "next: eins") + (
        "  eins: {timer: 1d, next: zwei}\n  zwei: {timer: 1d, next: end}\n"
    )
    assert only_journey(changed(before, after)).names == {"one": "eins", "two": "zwei"}


def test_a_step_of_another_content_is_a_new_one() -> None:
    after = MAP.replace("thanks", "praise").replace("Say praise", "Praise the customer")
    found = only_journey(changed(MAP, after))
    assert not found.names
    assert [(each.sort, each.name) for each in found.changes if each.part == "step"] == [
        (CHANGED, "paid"), (REMOVED, "thanks"), (ADDED, "praise"),
    ]  # fmt: skip


def test_the_worst_of_a_changed_journey_is_told_before_and_after() -> None:
    after = MAP.replace("next: answer", "next: more")
    found = only_journey(changed(MAP, after))
    assert found.before is not None
    assert found.after is not None
    assert len(found.before.messages) == 2
    assert (found.before.sales, found.after.sales) == (1, 1)


def test_a_shared_message_is_told_with_the_journeys_that_send_it() -> None:
    found = changed(MAP, MAP.replace("topic: cart", "topic: basket"))
    assert [each.messages for each in found.journeys] == [("cart-mail",)]


def test_a_journey_of_another_name_is_renamed_and_others_come_and_go() -> None:
    second = MAP + "---\njourney: hello\nstart: {s: {event: signed.up, next: end}}\n"
    renamed = changed(second, second.replace("journey: hello", "journey: welcome"))
    assert [(each.sort, each.was, each.id) for each in renamed.journeys] == [
        (RENAMED, "hello", "welcome")
    ]
    assert [(each.sort, each.id) for each in changed(MAP, second).journeys] == [(ADDED, "hello")]
    assert [(each.sort, each.id) for each in changed(second, MAP).journeys] == [(REMOVED, "hello")]


def test_of_one_journey_on_each_side_another_id_is_a_new_name() -> None:
    one, other = plan_of(MAP), plan_of(MAP.replace("journey: cart", "journey: basket"))
    found = changes(one, other, before=["cart"], after=["basket"], shared=False)
    assert [(each.sort, each.was, each.id) for each in found.journeys] == [
        (RENAMED, "cart", "basket")
    ]
