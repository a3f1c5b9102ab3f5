"""Findings on a picture: a numbered badge where each is, and all of them in a list."""

from __future__ import annotations

from journeykit.journeys.finding import Finding, Severity
from journeykit.journeys.lint.rules import RULES
from journeykit.journeys.lint.run import Found
from journeykit.journeys.model import Journey
from journeykit.journeys.place import NOWHERE
from journeykit.render.findings import findings, numbered_findings
from journeykit.render.ink import Circle, Group, Path, texts
from journeykit.render.layout import layout
from journeykit.render.overlay import Overlay
from journeykit.render.picture import picture
from journeykit.render.sketch import sketch
from tests.render.given import journey_of

JOURNEY = """
journey: cart
start: {filled: {event: cart.item_added, next: wait}}
steps:
  wait: {timer: 1h, next: thanks}
  thanks: {task: Say thanks, next: end}
"""


def found(step: str, severity: Severity, message: str = "wrong") -> Found:
    return Found(
        RULES[0], Finding(NOWHERE, message, "mend it", journey="cart", step=step, severity=severity)
    )


def overlay(*given: Found) -> Overlay:
    journey, plan = journey_of(JOURNEY)
    return findings(numbered_findings(journey, given), layout(sketch(journey, plan)))


def forms(given: Overlay) -> list[type]:
    return [type(badge.parts[0]) for badge in given.above if isinstance(badge, Group)]


def test_severities_have_badges_of_different_form() -> None:
    error, warning, info = (overlay(found("thanks", each)).above[0] for each in (*Severity,))
    grounds = [badge.parts[0] for badge in (error, warning, info) if isinstance(badge, Group)]
    assert isinstance(grounds[0], Circle)
    assert isinstance(grounds[1], Path)
    assert isinstance(grounds[2], Path)
    assert grounds[1].data != grounds[2].data


def test_badges_and_list_have_the_same_numbers() -> None:
    given = overlay(found("thanks", Severity.ERROR, "one"), found("wait", Severity.INFO, "two"))
    shown = [line for text in texts(given.above) for line in text.lines]
    assert shown == ["1", "2"]
    listed = [line for text in texts(given.foot) for line in text.lines]
    assert [each for each in listed if "mend it" in each] == [
        f"{RULES[0].code} one (mend it)", f"{RULES[0].code} two (mend it)",
    ]  # fmt: skip
    assert given.tips["thanks"].startswith(f"1. {RULES[0].code} one")


def test_of_many_findings_of_a_step_the_last_badge_counts_the_others() -> None:
    given = overlay(*(found("thanks", Severity.WARNING, f"no. {n}") for n in range(5)))
    assert [line for text in texts(given.above) for line in text.lines] == ["1", "2", "+3"]
    last = given.above[-1]
    assert isinstance(last, Group)
    assert "no. 4" in last.tip


def test_what_is_about_the_whole_journey_is_only_listed() -> None:
    given = overlay(found("", Severity.ERROR))
    assert not given.above
    assert "wrong" in " ".join(line for text in texts(given.foot) for line in text.lines)


def test_findings_of_other_journeys_are_not_shown() -> None:
    journey, _ = journey_of(JOURNEY.replace("journey: cart", "journey: wish"))
    assert isinstance(journey, Journey)
    assert numbered_findings(journey, [found("thanks", Severity.ERROR)]) == ()


def test_without_findings_the_picture_is_as_it_was() -> None:
    journey, plan = journey_of(JOURNEY)
    geometry = layout(sketch(journey, plan))
    assert picture(geometry, over=[findings((), geometry)]) == picture(geometry)


def test_badges_cover_no_words() -> None:
    journey, plan = journey_of(JOURNEY)
    geometry = layout(sketch(journey, plan))
    given = overlay(found("wait", Severity.ERROR), found("wait", Severity.ERROR))
    words = [each.text.box for each in geometry.shapes if each.text]
    for badge in given.above:
        assert isinstance(badge, Group)
        x, y = badge.at
        assert not any(box.left <= x <= box.right and box.top <= y <= box.bottom for box in words)
