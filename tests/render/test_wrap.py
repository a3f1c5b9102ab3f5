"""Long journeys in rows: nothing is lost, nothing wider than asked, letters join what was cut."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from journeykit.render.check import defects
from journeykit.render.diagram import LINKS, Diagram, Kind
from journeykit.render.geometry import Geometry
from journeykit.render.layout import layout
from journeykit.render.links import letter
from journeykit.render.sketch import sketch
from journeykit.render.wrap import wrapped
from tests.render.given import diagram_of, journey_of
from tests.render.random_diagrams import random_diagram
from tests.samples.maps import MAPS, plan_of
from tests.sound_journeys import sound_journey

Flow = tuple[str, str, str]

CHAIN = "\n".join(
    [
        "s start Begins",
        *(f"t{number} timer {number} days" for number in range(30)),
        "e end Over",
        "s -> t0",
        *(f"t{one} -> t{other}" for one, other in pairwise(range(30))),
        "t29 -> e",
    ]
)


def flows(diagram: Diagram) -> Counter[Flow]:
    """Count the flows by what they join and say, through letters; ends by what they say."""
    shapes = {shape.id: shape for shape in diagram.shapes}
    onward = {shapes[a.source].text: a for a in diagram.arrows if shapes[a.source].kind in LINKS}
    found: Counter[Flow] = Counter()
    for arrow in diagram.arrows:
        if shapes[arrow.source].kind == Kind.LINK:
            continue
        target = shapes[arrow.target]
        if target.kind == Kind.THROW:
            target = shapes[onward[target.text].target]
        name = f"end {target.step} {target.text}" if target.kind == Kind.END else target.id
        found[arrow.source, name, arrow.text] += 1
    return found


def steps(diagram: Diagram) -> set[str]:
    return {s.id for s in diagram.shapes if s.kind not in (*LINKS, Kind.END)}


def wrong(diagram: Diagram, width: int) -> list[str]:
    """Return what a picture in rows has lost, and its defects."""
    whole, rows = layout(diagram).diagram, wrapped(diagram, width)
    lost = [str(flow) for flow in flows(whole) - flows(rows.diagram)]
    more = [str(flow) for flow in flows(rows.diagram) - flows(whole)]
    wide = [f"{rows.size[0]} pixels wide"] if rows.size[0] > width else []
    return [*defects(rows), *wide, *lost, *more, *sorted(steps(whole) ^ steps(rows.diagram))]


def levels(drawn: Geometry) -> list[int]:
    """Return how many starts, waits and letters stand on each level, from the top."""
    counts = Counter(placed.box.centre[1] for placed in drawn.shapes)
    return [counts[y] for y in sorted(counts)]


@pytest.mark.parametrize("name", MAPS)
def test_a_sample_in_rows_has_all_that_it_had_and_no_defect(name: str) -> None:
    plan = plan_of(name)
    language = "ru" if name in ("shop", "ecommerce") else ""
    drawn = (sketch(each, plan, language=language) for each in plan.journeys.values())
    found = {each.id: wrong(each, 1600) for each in drawn}
    assert {name: each for name, each in found.items() if each} == {}


@pytest.mark.parametrize("seed", range(30))
def test_a_random_sound_journey_in_rows_has_all_that_it_had_and_no_defect(seed: int) -> None:
    assert wrong(sketch(*journey_of(sound_journey(seed))), 1200) == []


@pytest.mark.parametrize("seed", range(20))
def test_whatever_flows_where_rows_have_no_defect(seed: int) -> None:
    diagram = random_diagram(seed)
    drawn = wrapped(diagram, 1000)
    assert defects(drawn) == []
    assert flows(drawn.diagram) == flows(layout(diagram).diagram)


def test_a_long_chain_becomes_rows_of_much_the_same_length() -> None:
    drawn = wrapped(diagram_of(CHAIN), 1000)
    assert drawn.size[0] <= 1000
    *rows, last = levels(drawn)
    assert len(rows) == 2
    assert max(rows) - min(rows) <= 2
    assert last > 8


def test_what_fits_is_drawn_in_one_piece() -> None:
    diagram = diagram_of(CHAIN)
    assert wrapped(diagram, 5000) == wrapped(diagram, None) == layout(diagram)


def test_a_loop_into_an_earlier_row_goes_by_a_letter() -> None:
    diagram = diagram_of(CHAIN + "\nx exclusive Again?\nt28 -> x\nx -> t2: yes")
    drawn = wrapped(diagram, 1000)
    back = next(s.text for s in drawn.diagram.shapes if s.id.startswith("x.to."))
    caught = next(p for p in drawn.shapes if p.shape.kind == Kind.LINK and p.shape.text == back)
    asked = next(placed for placed in drawn.shapes if placed.shape.id == "x")
    assert caught.box.top < asked.box.top
    assert wrong(diagram, 1000) == []


def test_a_race_stays_in_the_row_of_what_it_waits_for() -> None:
    chain = CHAIN.replace("t8 timer 8 days", "t8 race\nc catch Order")
    for width in range(700, 1500, 50):
        drawn = wrapped(diagram_of(chain + "\nt8 -> c\nc -> t10"), width)
        after = {a.target for a in drawn.diagram.arrows if a.source == "t8"}
        assert after == {"t9", "c"}


def test_flows_to_one_step_share_a_letter_but_a_join_gets_one_for_each() -> None:
    for kind, count in (("exclusive", 1), ("parallel", 2)):
        late = CHAIN.replace("t25 timer 25 days", f"t25 {kind}")
        drawn = wrapped(diagram_of(late + "\nt1 -> t25\nt2 -> t25"), 1000).diagram
        letters = {s.text for s in drawn.shapes if s.kind == Kind.LINK and "t25" in s.id}
        assert len(letters) == count


def test_a_step_that_is_wider_than_asked_is_a_row_of_its_own() -> None:
    diagram = diagram_of("s start\nm send Mail\nn send Push\ne end\ns -> m\nm -> n\nn -> e")
    drawn = wrapped(diagram, 100)
    assert defects(drawn) == []
    assert flows(drawn.diagram) == flows(diagram)
    assert levels(drawn) == [2, 3, 3]


def test_letters_go_on_after_the_last_one() -> None:
    assert [letter(number) for number in (0, 25, 26, 27, 701, 702)] == [
        "A", "Z", "AA", "AB", "ZZ", "AAA",
    ]  # fmt: skip


def test_the_same_journey_gives_the_same_rows() -> None:
    diagram = sketch(*journey_of(sound_journey(4)))
    assert wrapped(diagram, 900) == wrapped(diagram, 900)
