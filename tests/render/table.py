"""The table of how well each sample is laid out."""

from __future__ import annotations

from pathlib import Path

from journeykit.journeys.load import load
from journeykit.journeys.project import find
from journeykit.render.check import bends, crossings, defects
from journeykit.render.diagram import Diagram
from journeykit.render.layout import layout
from journeykit.render.sketch import sketch

ROOT = Path(__file__).parents[2]
HEAD = """# How the samples are laid out

`render/check.py` measures each picture, in the first language of its texts. A defect is an overlap,
a diagonal, a flow through a shape or a text, a piece of a line that two flows share, something in
the margins, or a label that stands as near to another flow as to its own.

| picture | shapes | flows | bends | crossings | defects |
|---|---|---|---|---|---|
"""


def geometry_table() -> str:
    """Return a row for each journey of the samples."""
    rows = [_row(name, diagram) for name, diagram in _sketches()]
    return HEAD + "".join(rows)


def _sketches() -> list[tuple[str, Diagram]]:
    found = []
    for project in find(["samples"], cwd=ROOT).projects:
        plan = load(project.documents, project.path).plan
        if plan is not None:
            folder = Path(project.path).parent.name
            journeys = plan.journeys.values()
            found += [(f"{folder}/{each.id}", sketch(each, plan)) for each in journeys]
    return found


def _row(name: str, diagram: Diagram) -> str:
    drawn = layout(diagram)
    counts = (len(drawn.shapes), len(drawn.lines), bends(drawn), crossings(drawn))
    cells = (name, *counts, len(defects(drawn)))
    return f"| {' | '.join(map(str, cells))} |\n"
