"""Figures on a picture: every arrow carries what a run says, every flow is as wide as that."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from journeykit.cli.forecast_run import read_run
from journeykit.render.crowds import uncrowded
from journeykit.render.diagram import Diagram, Kind
from journeykit.render.ink import Path as Outline
from journeykit.render.ink import texts
from journeykit.render.layout import layout
from journeykit.render.sketch import sketch
from journeykit.render.stream import NARROWEST, WIDEST, stream
from journeykit.render.traffic import Stay, Traffic, counts
from journeykit.render.wrap import wrapped
from tests.command import journey
from tests.render.given import journey_of

JOURNEY = """
journey: cart
start: {filled: {event: cart.item_added, next: wait}}
steps:
  wait:
    wait_for:
      - {event: order.placed, to: end}
      - {event: message.clicked, to: thanks}
      - {timer: 1d, to: thanks}
  thanks: {task: Say thanks, next: [one, two]}
  one: {timer: 1d, next: done}
  two: {timer: 2d, next: done}
  done: {end: Done}
"""
TRAFFIC = Traffic(
    entered=100,
    flows={
        ("start.filled", "wait"): 100,
        ("wait.1", "end"): 30,
        ("wait.2", "thanks"): 20,
        ("wait.3", "thanks"): 40,
        ("thanks", "one"): 60,
        ("thanks", "two"): 60,
        ("one", "done"): 55,
        ("two", "done"): 50,
    },
    steps={
        "wait": Stay(100), "thanks": Stay(60), "one": Stay(60, left=5), "two": Stay(60, left=10),
        "done": Stay(58, 0, 0.25),
    },
    population=1000,
    days=30,
    conversion=0.4,
)  # fmt: skip


def diagram() -> Diagram:
    return sketch(*journey_of(JOURNEY))


def test_every_arrow_of_the_picture_has_its_number() -> None:
    drawn = diagram()
    found = counts(TRAFFIC, drawn)
    assert {(each.source, each.target): found.of_arrow(each) for each in drawn.arrows} == {
        ("start.filled", "wait"): 100,
        ("wait", "wait.1"): 30,
        ("wait", "wait.2"): 20,
        ("wait", "wait.3"): 40,
        ("wait.1", "wait.1.end"): 30,
        ("wait.2", "thanks"): 20,
        ("wait.3", "thanks"): 40,
        ("thanks", "thanks.split"): 60,
        ("thanks.split", "one"): 60,
        ("thanks.split", "two"): 60,
        ("one", "done"): 55,
        ("two", "done"): 50,
    }


def test_copies_of_an_end_and_links_carry_what_goes_through_them() -> None:
    for geometry in (layout(uncrowded(diagram())), wrapped(diagram(), 500)):
        found = counts(TRAFFIC, geometry.diagram)
        ends = [shape for shape in geometry.diagram.shapes if shape.kind == Kind.END]
        assert sum(found.of_shape(end) or 0 for end in ends) == 30 + 55 + 50
        assert not [each for each in geometry.diagram.arrows if not found.of_arrow(each)]


def test_flows_are_as_wide_as_their_share_of_the_entries() -> None:
    geometry = layout(diagram())
    bands = stream(TRAFFIC, geometry).below
    widths = [band.width for band in bands if isinstance(band, Outline)]
    assert max(widths) == WIDEST
    assert min(widths) == pytest.approx(WIDEST * 0.2)
    few = Traffic(100_000, TRAFFIC.flows, TRAFFIC.steps, 1, 1)
    assert {each.width for each in stream(few, geometry).below if isinstance(each, Outline)} == {
        NARROWEST
    }


def test_steps_say_how_many_came_and_left_and_ends_how_many_converted() -> None:
    given = stream(TRAFFIC, layout(diagram()))
    words = [line for text in texts((*given.above, *given.foot)) for line in text.lines]
    for said in ("100", "60 · 60%", "5 left", "10 left", "30 · 30%"):
        assert said in words
    assert "100 entries of 1,000 customers in 30 days, 40.0% converted" in words


def test_a_journey_that_nobody_entered_has_no_bands() -> None:
    nobody = Traffic(0, {}, {}, 1000, 30)
    assert not stream(nobody, layout(diagram())).below


def test_figures_cover_no_shapes_and_no_words() -> None:
    geometry = layout(diagram())
    boxes = [box for placed in geometry.shapes for box in placed.boxes]
    for text in texts(stream(TRAFFIC, geometry).above):
        assert not any(text.box.overlaps(box) for box in boxes)


def test_a_run_is_drawn_on_the_journeys_that_it_is_about(tmp_path: Path) -> None:
    ran = journey(
        "simulate", "samples/shop", "--customers", "60", "--for", "30d", "--format", "json"
    )
    run = tmp_path / "run.json"
    run.write_text(ran.stdout, encoding="utf-8")
    drawn = journey("draw", "samples/shop", "--forecast", str(run), "-o", f"{tmp_path}/pictures/")
    assert (drawn.status, drawn.stderr) == (0, "")
    entered = {each["journey"]: each["entered"] for each in json.loads(ran.stdout)["journeys"]}
    for name, number in entered.items():
        assert f"{number:,} entries of" in (tmp_path / f"pictures/{name}.svg").read_text("utf-8")
        assert read_run(run).journeys[name].entered == number


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("two", "zwei", "has a step `two`, which is not in"),
        ("  two:", "  three: {timer: 1d, next: end}\n  two:", "has no step `three`"),
    ],
)
def test_a_run_of_other_steps_is_refused(
    old: str, new: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    people = "---\npopulation: One\ncustomers: [{events: [{at: 1d, event: cart.item_added}]}]\n"
    Path("cart.yaml").write_text(JOURNEY + people, encoding="utf-8")
    run = Path("run.json")
    run.write_text(journey("simulate", "cart.yaml", "--format", "json").stdout, encoding="utf-8")
    assert journey("draw", "cart.yaml", "--forecast", "run.json", "-o", "a.svg").status == 0
    Path("cart.yaml").write_text(JOURNEY.replace(old, new) + people, encoding="utf-8")
    refused = journey("draw", "cart.yaml", "--forecast", "run.json", "-o", "a.svg")
    assert refused.status == 2
    assert said in refused.stderr
