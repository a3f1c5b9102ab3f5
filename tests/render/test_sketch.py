"""What a picture shows of a journey: its shapes, its flows, its words in one language."""

from __future__ import annotations

import pytest

from journeykit.journeys.names import MADE_EVENTS
from journeykit.render.diagram import Arrow, Diagram, Kind
from journeykit.render.sketch import sketch
from journeykit.render.words import LANGUAGES
from tests.render.given import journey_of

JOURNEY = """
journey: example
title: {{en: Example, ru: Пример}}
params: {{n: 1h}}
start:
  begin: {{event: cart.item_added, next: first}}
steps:
{steps}
messages:
  hello: {{channel: email, class: content, title: {{en: Hello, ru: Привет}}}}
"""
END = "  late: {end: Too late}\n"


def drawn(*steps: str, language: str = "") -> Diagram:
    text = JOURNEY.format(steps="\n".join(f"  {step}" for step in steps))
    journey, plan = journey_of(text)
    return sketch(journey, plan, language=language)


def text_of(diagram: Diagram, name: str = "first") -> str:
    return next(shape.text for shape in diagram.shapes if shape.id == name)


def arrows(diagram: Diagram) -> list[tuple[str, str, str]]:
    return [(arrow.source, arrow.target, arrow.text) for arrow in diagram.arrows]


def test_a_message_is_shown_by_title_channel_and_class() -> None:
    shape = drawn("first: {send: hello, next: end}").shapes[1]
    assert (shape.kind, shape.text, shape.channels) == (Kind.SEND, "Hello", ("email",))
    assert (shape.class_, shape.promo) == ("content", "")


def test_the_language_is_that_of_the_user_or_of_the_title() -> None:
    step = 'first: {exclusive: "?", if: known("email"), then: end, else: end}'
    assert [text for _, _, text in arrows(drawn(step))] == ["", "yes", "no"]
    assert [text for _, _, text in arrows(drawn(step, language="ru"))] == ["", "да", "нет"]
    assert drawn(step, language="ru").title == "Пример"


def test_each_flow_to_the_end_has_an_end_of_its_own() -> None:
    diagram = drawn("first: {parallel:, next: [end, end]}".replace(":,", ": both,"))
    assert [shape.id for shape in diagram.shapes] == [
        "start.begin", "first", "first.end", "first.end.2",
    ]  # fmt: skip


def test_conditional_flows_of_a_step_get_a_gateway_right_after_it() -> None:
    diagram = drawn(
        'first: {send: hello, next: [{to: late, if: known("email"), label: has one}, {to: end}]}',
        "late: {end: Too late}",
    )
    assert [shape.kind for shape in diagram.shapes][1:3] == [Kind.SEND, Kind.EXCLUSIVE]
    assert diagram.arrows[1:4] == (
        Arrow("first", "first.split"),
        Arrow("first.split", "late", "has one", condition='known("email")'),
        Arrow("first.split", "first.split.end", "otherwise", default=True),
    )


def test_several_ways_of_a_step_get_a_parallel_gateway() -> None:
    diagram = drawn("first: {send: hello, next: [late, end]}", "late: {end: Too late}")
    assert diagram.shapes[2].kind == Kind.PARALLEL


def test_a_race_leads_to_each_event_that_it_waits_for() -> None:
    diagram = drawn(
        "first: {wait_for: [{event: order.placed, to: end}, {timer: 2d, to: late}]}",
        "late: {end: Too late}",
    )
    kinds = {shape.id: shape.kind for shape in diagram.shapes}
    assert [kinds[name] for name in ("first", "first.1", "first.2")] == [
        Kind.RACE, Kind.CATCH, Kind.TIMER,
    ]  # fmt: skip
    assert ("first.2", "late", "") in arrows(diagram)


def test_waiting_for_one_event_is_one_shape() -> None:
    diagram = drawn("first: {wait_for: order.placed, next: end}")
    assert [shape.kind for shape in diagram.shapes][1] == Kind.CATCH


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("event", MADE_EVENTS)
def test_events_that_no_map_lists_are_told_in_words(event: str, language: str) -> None:
    waits = f"first: {{wait_for: [{{event: {event}, to: end}}]}}"
    assert text_of(drawn(waits, language=language)) not in ("", event)


def test_an_event_that_the_map_does_not_title_keeps_its_name() -> None:
    assert text_of(drawn("first: {wait_for: [{event: order.placed, to: end}]}")) == "order.placed"


def test_shares_are_shown_with_what_is_left_for_the_rest() -> None:
    step = "first: {exclusive: A or B?, next: [{to: late, share: 30%}, {to: end}]}"
    assert [text for _, _, text in arrows(drawn(step, "late: {end: Too late}"))][1:3] == [
        "30%", "70%",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("timer", "english", "russian"),
    [
        ("1h", "1 hour", "1 час"),
        ("3d", "3 days", "3 дня"),
        ("11d", "11 days", "11 дней"),
        ("1d12h", "1 day 12 hours", "1 день 12 часов"),
        ("7d..14d", "7–14 days", "7–14 дней"),
        ("12h..2d", "12 hours – 2 days", "12 часов – 2 дня"),
        ("$n", "1 hour", "1 час"),
        ("$n + 24h", "25 hours", "25 часов"),
        ("customer.cycle", "customer.cycle", "customer.cycle"),
        ("{after: 25h, since: start}", "25 hours after the start", "25 часов от начала"),
        ("{before: 7d, date: birthday}", "7 days before birthday", "за 7 дней до birthday"),
        ('{at: "mon 10:00"}', "Mon 10:00", "пн 10:00"),
    ],
)
def test_timers_are_told_in_words(timer: str, english: str, russian: str) -> None:
    step = f"first: {{timer: {timer}, next: end}}"
    assert text_of(drawn(step)) == english
    assert text_of(drawn(step, language="ru")) == russian


@pytest.mark.parametrize(
    ("start", "kind", "text"),
    [
        ("{event: [a.b, c], next: end}", Kind.START_MESSAGE, "a.b / c"),
        ("{without: a.b, for: 90d, next: end}", Kind.START_TIMER, "90 days without a.b"),
        ("{date: birthday, before: 1w, next: end}", Kind.START_TIMER, "1 week before birthday"),
        ("{every: 30d, next: end}", Kind.START_TIMER, "every 30 days"),
        ("{when: customer.points > 9, next: end}", Kind.START_CONDITIONAL, "customer.points > 9"),
        ("{next: end}", Kind.START, "by a call"),
        ("{event: a, title: Came, next: end}", Kind.START_MESSAGE, "Came"),
    ],
)
def test_starts_are_told_in_words(start: str, kind: Kind, text: str) -> None:
    journey, plan = journey_of(f"journey: example\nstart: {{begin: {start}}}\n")
    shape = sketch(journey, plan).shapes[0]
    assert (shape.kind, shape.text) == (kind, text)
