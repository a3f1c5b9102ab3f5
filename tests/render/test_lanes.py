"""Lanes: each step in its own, in the order of the map, in words; pictures without a defect."""

from __future__ import annotations

import pytest

from journeykit.journeys.place import Word
from journeykit.render.check import crossings, defects
from journeykit.render.diagram import By, Diagram
from journeykit.render.geometry import Geometry
from journeykit.render.lanes import laned
from journeykit.render.layout import layout
from journeykit.render.sketch import sketch
from journeykit.render.wrap import wrapped
from tests.render.given import journey_of
from tests.samples.maps import MAPS, plan_of
from tests.sound_journeys import sound_journey

GIVEN = """
map: Shop
stages: {sales: {en: Sales, ru: Продажи}, service: {en: Service, ru: Сервис}}
channels: {pigeon: {title: {en: Pigeon, ru: Голубь}}}
---
journey: cart
title: {en: Cart, ru: Корзина}
stage: sales
start: {s: {event: cart.left, next: late}}
steps:
  late: {send: offer, next: fly}
  fly: {send: bird, next: both}
  both: {send: receipt, next: ask}
  ask: {user_task: Call, by: sales-team, next: help}
  help: {call: desk, next: over}
  over: {end: Over}
messages:
  offer: {channel: sms, class: sale}
  bird: {channel: pigeon, class: content}
  receipt: {channel: [email, sms], class: transactional}
---
journey: desk
stage: service
start: {c: {next: end}}
"""


def drawn(by: By | None, language: str = "") -> Diagram:
    journey, plan = journey_of(GIVEN)
    return laned(sketch(journey, plan, language=language), by, journey, plan)


def lanes(diagram: Diagram) -> dict[str, list[str]]:
    """Return the names of the lanes, and what lies in them."""
    return {
        lane.title: [shape.id for shape in diagram.shapes if shape.lane == lane.id]
        for lane in diagram.lanes
    }


def test_lanes_by_channel_are_in_the_order_of_the_map_with_one_for_each_set() -> None:
    assert lanes(drawn("channel")) == {
        "Journey": ["start.s", "ask", "help", "over"],
        "Email, SMS": ["both"],
        "SMS": ["late"],
        "Pigeon": ["fly"],
    }
    assert [lane.title for lane in drawn("channel", "ru").lanes] == [
        "Цепочка", "Email, SMS", "SMS", "Голубь",
    ]  # fmt: skip


def test_lanes_by_class_go_from_transactional_to_sale() -> None:
    assert [lane.title for lane in drawn("class", "ru").lanes] == [
        "Цепочка", "Транзакция", "Контент", "Продажа",
    ]  # fmt: skip


def test_lanes_by_role_part_what_people_do_from_the_system() -> None:
    found = lanes(drawn("role"))
    assert list(found) == ["System", "Sales-team"]
    assert found["Sales-team"] == ["ask"]


def test_lanes_by_stage_show_calls_into_another_stage() -> None:
    assert lanes(drawn("stage")) == {
        "Sales": ["start.s", "late", "fly", "both", "ask"],
        "Service": ["help", "over"],
    }


def test_an_end_lies_in_the_lane_of_what_leads_to_it() -> None:
    journey, plan = journey_of(GIVEN.replace("next: help}", "next: over}"))
    found = lanes(laned(sketch(journey, plan), "role", journey, plan))
    assert found["Sales-team"] == ["ask", "over"]
    journey, plan = journey_of(GIVEN.replace("next: help}", "next: end}"))
    found = lanes(laned(sketch(journey, plan), "role", journey, plan))
    assert found["Sales-team"] == ["ask", "ask.end"]


def test_an_end_that_several_lanes_lead_to_lies_in_each() -> None:
    text = GIVEN.replace("{call: desk, next: over}", "{send: offer, next: over}")
    journey, plan = journey_of(text.replace("by: sales-team, next: help", "next: [help, over]"))
    found = lanes(laned(sketch(journey, plan), "channel", journey, plan))
    assert "over" in found["Journey"]
    assert "over.2" in found["SMS"]


def test_without_anything_to_tell_apart_there_are_no_lanes() -> None:
    journey, plan = journey_of("journey: j\nstart: {s: {event: e, next: end}}")
    plain = sketch(journey, plan)
    assert laned(plain, "channel", journey, plan) == plain
    assert drawn(None).lanes == ()


@pytest.mark.parametrize("name", MAPS)
def test_a_sample_in_lanes_has_no_defect(name: str) -> None:
    plan = plan_of(name)
    found = {}
    for journey in plan.journeys.values():
        diagram = laned(sketch(journey, plan), "channel", journey, plan)
        found[journey.id] = wrong(layout(diagram), diagram)
    assert {name: each for name, each in found.items() if each} == {}


def wrong(geometry: Geometry, diagram: Diagram) -> list[str]:
    """Return the defects, and the lanes that are missing or out of order."""
    titles = [strip.lane for strip in geometry.strips]
    return [*defects(geometry), *([] if titles == list(diagram.lanes) else ["lanes"])]


@pytest.mark.parametrize("seed", range(15))
@pytest.mark.parametrize("width", [None, 1400])
def test_a_random_sound_journey_in_lanes_has_no_defect(seed: int, width: int | None) -> None:
    journey, plan = journey_of(sound_journey(seed, most=40))
    by: By = "class" if seed % 2 else "channel"
    diagram = laned(sketch(journey, plan), by, journey, plan)
    assert defects(wrapped(diagram, width)) == []


def test_nested_branches_reach_the_next_lane_without_crossing() -> None:
    plan = plan_of("ecommerce")
    journey = plan.journeys[Word("cross-sell")]
    drawn = layout(laned(sketch(journey, plan), "channel", journey, plan))
    assert crossings(drawn) == 0


def test_in_rows_each_row_has_the_lanes_that_it_needs_up_to_one_edge() -> None:
    plan = plan_of("ecommerce")
    journey = plan.journeys[Word("order-tracking")]
    geometry = wrapped(laned(sketch(journey, plan), "channel", journey, plan), 1600)
    titles = [strip.lane.title for strip in geometry.strips]
    assert titles.count("Journey") > 2
    assert titles.count("Email") < titles.count("Journey")
    assert len({(strip.box.left, strip.box.right) for strip in geometry.strips}) == 1
