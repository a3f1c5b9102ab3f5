"""The overview of a map: stages, starts, calls, shared topics, exclusive groups."""

from __future__ import annotations

import shutil

import pytest

from journeykit.render import dot
from journeykit.render.errors import DrawError
from journeykit.render.overview import overview
from tests.render.given import plan_of

MAP = """
map: Shop
stages: {sales: {en: Sales, ru: Продажи}, loyalty: Loyalty}
journeys: [all.yaml]
---
journey: cart
title: {en: 'Cart "now"', ru: Корзина}
stage: sales
exclusive_group: reminders
start: {begin: {event: cart.item_added, next: mail}}
steps:
  mail: {send: {channel: email, class: service, topic: cart}, next: tell}
  tell: {task: Tell, emit: cart.given_up, next: ask}
  ask: {call: survey, start: begin, next: end}
---
journey: survey
stage: loyalty
start:
  begin: {event: cart.given_up, next: mail}
  later: {without: order.placed, for: 90d, next: mail}
steps:
  mail: {send: {channel: email, class: service, topic: cart}, next: end}
"""


def test_it_shows_stages_starts_calls_topics_and_groups() -> None:
    text = overview(plan_of(MAP), language="en")
    for line in (
        'subgraph "cluster sales"',
        'label="Cart \\"now\\""',
        '"event cart.item_added" -> "journey cart"',
        '"start 90 days without order.placed" -> "journey survey"',
        '"journey cart" -> "journey survey" [style=bold]',
        '"journey cart" -> "event cart.given_up" [style=dotted]',
        '"journey survey" -> "topic cart"',
        '"journey cart" -> "group reminders"',
    ):
        assert line in text


def test_it_speaks_the_language_asked_for() -> None:
    text = overview(plan_of(MAP), language="ru")
    assert "Корзина" in text
    assert "тема: cart" in text


@pytest.mark.graphviz
def test_graphviz_draws_it() -> None:
    if dot.binary() is None:
        pytest.skip("neither the extra graphviz nor dot is here")
    drawn = dot.dot_svg(overview(plan_of(MAP), language="ru"))
    assert "<svg" in drawn
    assert "Корзина" in drawn


@pytest.mark.graphviz
def test_a_title_is_never_read_as_html() -> None:
    if dot.binary() is None:
        pytest.skip("neither the extra graphviz nor dot is here")
    text = "journey: a\ntitle: <b>Sale</b>\nstart: {begin: {event: shop.opened, next: end}}\n"
    assert "&lt;b&gt;Sale&lt;/b&gt;" in dot.dot_svg(overview(plan_of(text)))


def test_a_start_at_an_hour_is_one_node() -> None:
    start = "{begin: {without: order.placed, for: 9d, title: 'At 10:00 \\', next: end}}"
    text = overview(plan_of(f"journey: a\nstart: {start}\n"))
    assert '"start At 10.00 /" [label="At 10:00 \\\\"' in text
    assert '"start At 10.00 /" -> "journey a"' in text


@pytest.mark.graphviz
def test_what_graphviz_cannot_read_is_told() -> None:
    if dot.binary() is None:
        pytest.skip("neither the extra graphviz nor dot is here")
    with pytest.raises(DrawError, match="failed"):
        dot.dot_svg("digraph {")


def test_without_graphviz_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_args, **_more: None)
    with pytest.raises(DrawError, match=r"journeykit\[graphviz\]"):
        dot.dot_svg("digraph {}")
