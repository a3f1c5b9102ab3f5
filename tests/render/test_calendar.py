"""The calendar of a map: every message at its time, in its journey's row."""

from __future__ import annotations

import pytest

from journeykit.journeys.durations import SECONDS
from journeykit.journeys.lint.spans import Spans, spans
from journeykit.journeys.model import Plan
from journeykit.journeys.place import Word
from journeykit.render.calendar import calendar
from journeykit.render.errors import DrawError
from journeykit.render.geometry import Text
from journeykit.render.ink import Group
from journeykit.render.picture import Picture
from journeykit.render.timescale import moment, timescale
from tests.render.given import plan_of
from tests.samples.maps import MAPS
from tests.samples.maps import plan_of as sample

DAY, HOUR = SECONDS["d"], SECONDS["h"]
MAP = """
map: {en: Shop, ru: Магазин}
stages: {sales: {en: Sales, ru: Продажи}}
journeys: [all.yaml]
---
journey: cart
title: {en: Cart, ru: Корзина}
stage: sales
start: {begin: {event: cart.item_added, next: wait}}
steps:
  wait: {timer: 1h, next: mail}
  mail: {send: {channel: email, class: service, title: {en: Your cart, ru: Ждёт}},
    next: days}
  days: {timer: 2d..4d, next: offer}
  offer: {send: {channel: sms, class: sale, title: Code}, next: staff}
  staff: {send: {channel: manager, class: service, title: Call}, next: end}
---
journey: round
start: {begin: {event: order.placed, next: week}}
steps:
  week: {timer: 7d, next: ask}
  ask: {send: {channel: mobile_push, class: content, title: Again}, next: enough}
  enough: {exclusive: "Twice?", if: times("ask") >= 2, then: end, else: week}
---
journey: silent
start: {begin: {event: order.placed, next: end}}
"""


def shown(plan: Plan, language: str = "") -> Picture:
    return calendar(
        plan, {str(n): spans(plan, j) for n, j in plan.journeys.items()}, language=language
    )


def tips(picture: Picture) -> list[str]:
    return [ink.tip for ink in picture.inks if isinstance(ink, Group) and ink.tip]


def words(picture: Picture) -> list[str]:
    return [" ".join(ink.lines) for ink in picture.inks if isinstance(ink, Text)]


def test_each_message_stands_at_its_time_with_its_range() -> None:
    assert tips(shown(plan_of(MAP))) == [
        "Your cart: email, service, 1 h",
        "Code: sms, sale, 2 d 1 h – 4 d 1 h",
        "Again: mobile_push, content, 7 d",
        "Again: mobile_push, content, 14 d",
    ]


def test_it_speaks_the_language_asked_for() -> None:
    picture = shown(plan_of(MAP), "ru")
    assert "Магазин: что и когда отправляется" in words(picture)
    assert "Ждёт: email, сервис, 1 ч" in tips(picture)
    assert "4 д" in words(picture)


def test_journeys_that_send_nothing_have_no_row() -> None:
    assert "silent" not in words(shown(plan_of(MAP)))
    silent = plan_of(MAP[: MAP.index("---")] + MAP[MAP.rindex("---") :])
    with pytest.raises(DrawError, match="no journey sends anything to a customer"):
        shown(silent)


def test_a_search_that_was_cut_off_is_told() -> None:
    plan = plan_of(MAP)
    sent = {str(n): spans(plan, j) for n, j in plan.journeys.items()}
    sent["cart"] = Spans(sent["cart"].spans, complete=False)
    assert words(calendar(plan, sent)).count("perhaps more later") == 1


def test_the_scale_grows_and_never_turns_back() -> None:
    scale = timescale(500 * DAY)
    places = [scale.at(hours * HOUR) for hours in range(500 * 24)]
    assert places == sorted(places)
    assert places[0] == 0
    assert places[-1] <= scale.width


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0"),
        (90, "1 m 30 s"),
        (6 * HOUR, "6 h"),
        (DAY + 12 * HOUR, "1 d 12 h"),
        (30 * DAY, "30 d"),
    ],
)
def test_times_are_short(seconds: int, said: str) -> None:
    assert moment(seconds, "en") == said


@pytest.mark.parametrize("name", MAPS)
def test_no_mark_of_a_sample_covers_another(name: str) -> None:
    plan = sample(name)
    picture = shown(plan)
    boxes = [
        (ink.parts[-2].box.left, ink.parts[-2].box.top)  # type: ignore[union-attr]
        for ink in picture.inks
        if isinstance(ink, Group) and ink.tip
    ]
    assert len(boxes) == len(set(boxes))
    assert len(boxes) >= 1
    rows = {str(Word(line)) for line in words(picture)}
    sending = [j for j in plan.journeys.values() if _sends(plan, str(j.id))]
    assert all((j.title.in_language(picture.language) or str(j.id)) in rows for j in sending)


def _sends(plan: Plan, journey: str) -> bool:
    found = spans(plan, plan.journeys[Word(journey)]).spans
    channels = (plan.messages[str(span.message)].channel[0] for span in found)
    return any(not plan.map.channels[channel].to for channel in channels)
