"""Compare the layout of the samples with others; say how long it takes, and how stable it is.

python -m tests.benchmarks.layouts [--update] [--times 5]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import partial
from itertools import combinations, pairwise
from pathlib import Path
from statistics import median
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

import pytest

from journeykit.render.diagram import GATEWAYS, STARTS, Diagram, Kind
from journeykit.render.geometry import Geometry
from journeykit.render.layout import layout
from journeykit.render.sketch import sketch
from tests import node
from tests.benchmarks import stability
from tests.benchmarks.measured import journey, middle
from tests.render.given import journey_of
from tests.samples.maps import MAPS, ROOT, plan_of
from tests.sound_journeys import sound_journey

PAGE = ROOT / "docs" / "layout.md"
MARK = "<!-- Below: written by `python -m tests.benchmarks.layouts --update`. -->\n"
MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"
STEPS = (60, 500, 2000)

Place = tuple[float, float]
Ways = Sequence[Sequence[Place]]


@dataclass(frozen=True, slots=True)
class Score:
    """What a layout takes: crossings and bends of its flows, and the pixels of its shapes."""

    crossings: int = 0
    bends: int = 0
    width: int = 0
    height: int = 0

    def __add__(self, other: Score) -> Score:
        """Return what two layouts take together."""
        return Score(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


Scores = tuple[Score, Score, Score]  # ours, elkjs, bpmn-auto-layout


def main() -> None:
    """Print the tables, or write them into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="write the page docs/layout.md")
    parser.add_argument("--times", type=int, default=5, help="how often; medians are printed")
    given = parser.parse_args()
    parts = (lines(), speeds(given.times), stability.lines())
    text = "\n".join("".join(f"{line}\n" for line in part) for part in parts)
    if given.update:
        before = PAGE.read_text(encoding="utf-8").partition(MARK)[0]
        PAGE.write_text(before + MARK + "\n" + text, encoding="utf-8")
    else:
        sys.stdout.write(text)


def lines() -> Iterator[str]:
    """Yield a table: a row for each map, and one for all together."""
    yield "| map | journeys | journeykit | elkjs | bpmn-auto-layout |"
    yield "|---|---|---|---|---|"
    with tempfile.TemporaryDirectory() as folder:
        try:
            modules = node.installed(Path(folder))
        except pytest.skip.Exception as missing:
            yield f"| not compared: {missing} | | | | |"
            return
        scores = {name: compared(name, modules) for name in MAPS}
    scores["all"] = [score for each in scores.values() for score in each]
    for name, found in scores.items():
        cells = (" · ".join(map(str, astuple(_sum(each)))) for each in zip(*found, strict=True))
        yield f"| {name} | {len(found)} | {' | '.join(cells)} |"


def _sum(scores: Iterable[Score]) -> Score:
    return sum(scores, Score())


def compared(name: str, modules: Path) -> list[Scores]:
    """Return for each journey of a map what our layout takes, and what the others do."""
    plan = plan_of(name)
    ours = {str(each.id): layout(sketch(each, plan)) for each in plan.journeys.values()}
    graphs = [_graph(name, drawn) for name, drawn in ours.items()]
    script = Path(__file__).with_name("layouts.mjs")
    others = json.loads(node.run(script, modules, given=json.dumps(graphs)))
    return [(_ours(ours[name]), _elk(found), _automatic(found)) for name, found in others.items()]


def _graph(name: str, drawn: Geometry) -> dict[str, Any]:
    """Return the shapes and flows of a picture without their places; all three have the same."""
    shapes = [{"id": each.shape.id, "size": each.box.size} for each in drawn.shapes]
    arrows = [
        {"id": f"flow {number}", "ends": (arrow.source, arrow.target)}
        for number, arrow in enumerate(drawn.diagram.arrows)
    ]
    return {"name": name, "shapes": shapes, "arrows": arrows, "bpmn": _process(drawn.diagram)}


def _process(diagram: Diagram) -> str:
    """Return the diagram as BPMN without places."""
    root = Element("definitions", xmlns=MODEL, targetNamespace="journey", id="definitions")
    process = SubElement(root, "process", id="process", isExecutable="false")
    nodes = {
        shape.id: SubElement(process, _tag(shape.kind), id=f"n{number}")
        for number, shape in enumerate(diagram.shapes)
    }
    for number, arrow in enumerate(diagram.arrows):
        source, target = nodes[arrow.source], nodes[arrow.target]
        flow = SubElement(process, "sequenceFlow", id=f"f{number}")
        flow.attrib.update(sourceRef=source.attrib["id"], targetRef=target.attrib["id"])
        SubElement(source, "outgoing").text = SubElement(target, "incoming").text = f"f{number}"
    return ElementTree.tostring(root, encoding="unicode")


def _tag(kind: Kind) -> str:
    if kind in STARTS:
        return "startEvent"
    if kind in GATEWAYS:
        return "eventBasedGateway" if kind == Kind.RACE else f"{kind}Gateway"
    if kind in (Kind.TIMER, Kind.CATCH):
        return "intermediateCatchEvent"
    return "endEvent" if kind == Kind.END else "task"


def _ours(drawn: Geometry) -> Score:
    boxes = [astuple(each.box) for each in drawn.shapes]
    return _score(boxes, [line.points for line in drawn.lines])


def _elk(found: dict[str, Any]) -> Score:
    return _score(found["elk"]["boxes"], found["elk"]["lines"])


def _automatic(found: dict[str, Any]) -> Score:
    root = ElementTree.fromstring(found["automatic"])
    boxes = []
    for bounds in root.iterfind(f".//{DI}BPMNShape/{DC}Bounds"):
        x, y, wide, high = (float(bounds.attrib[key]) for key in ("x", "y", "width", "height"))
        boxes.append((x, y, x + wide, y + high))
    edges = [
        [(float(each.attrib["x"]), float(each.attrib["y"])) for each in edge.iter(WAYPOINT)]
        for edge in root.iter(f"{DI}BPMNEdge")
    ]
    return _score(boxes, edges)


def _score(boxes: Iterable[Sequence[float]], ways: Ways) -> Score:
    left, top, right, bottom = zip(*boxes, strict=True)
    size = round(max(right) - min(left)), round(max(bottom) - min(top))
    return Score(_crossings(ways), sum(map(_bends, ways)), *size)


def _crossings(ways: Ways) -> int:
    """Count the places where a level piece of a flow and an upright one of another cross."""
    return sum(
        _cross(one, other) or _cross(other, one)
        for first, second in combinations(ways, 2)
        for one in pairwise(first)
        for other in pairwise(second)
    )


def _cross(level: tuple[Place, Place], upright: tuple[Place, Place]) -> bool:
    (left, y), (right, to_y) = sorted(level)
    (top, x), (bottom, to_x) = sorted((y, x) for x, y in upright)
    return abs(y - to_y) < 1 and abs(x - to_x) < 1 and left < x < right and top < y < bottom


def _bends(way: Sequence[Place]) -> int:
    """Count the corners of a flow; a point on a straight line is none."""
    turns = zip(way, way[1:], way[2:], strict=False)
    return sum(
        abs((b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])) > 1 for a, b, c in turns
    )


def speeds(times: int) -> Iterator[str]:
    """Yield a table of how long the layout of random journeys and a whole command take."""
    yield "| | seconds of the processor, median |"
    yield "|---|---|"
    for steps in STEPS:
        found = [_seconds(steps, seed) for seed in range(times)]
        yield f"| layout of a random journey of {steps} steps | {median(found):.2f} s |"
    sample = ROOT / "samples" / "shop" / "journeys" / "cart-reminder.yaml"
    with tempfile.TemporaryDirectory() as folder:
        draw = partial(journey, "draw", sample, "-o", Path(folder) / "cart-reminder.svg")
        seconds = middle(draw, times).busy
    yield f"| `journey draw` of one journey, from a cold start | {seconds:.2f} s |"


def _seconds(steps: int, seed: int) -> float:
    """Return the processor's time: the clock also counts what else the machine does."""
    drawn = sketch(*journey_of(sound_journey(seed, least=steps, most=steps)))
    begin = time.process_time()
    layout(drawn)
    return time.process_time() - begin


if __name__ == "__main__":
    main()
