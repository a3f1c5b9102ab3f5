"""What is inside a collapsed subprocess: its messages in a row, on a plane of their own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from journeykit.journeys.model import Journey, Plan, Subprocess
from journeykit.journeys.place import Word
from journeykit.render.diagram import Arrow, Diagram, Kind, Shape
from journeykit.render.words import word


def collapsed(diagram: Diagram, journey: Journey, plan: Plan) -> dict[str, Diagram]:
    """Return the diagram inside each subprocess, by the id of its shape."""
    return {
        shape.id: _inside(shape, diagram.language, tuple(_sends(shape, journey, plan, diagram)))
        for shape in diagram.shapes
        if shape.kind == Kind.SUBPROCESS
    }


def _sends(shape: Shape, journey: Journey, plan: Plan, diagram: Diagram) -> Iterator[Shape]:
    step = journey.steps[Word(shape.step)]
    for number, name in enumerate(step.sends if isinstance(step, Subprocess) else (), 1):
        message = plan.messages.get(str(name))
        title = message.title.in_language(diagram.language) if message else ""
        yield Shape(f"{shape.id}.{number}", Kind.SEND, title or str(name), step=shape.step)


def _inside(shape: Shape, language: str, sends: tuple[Shape, ...]) -> Diagram:
    first = Shape(f"{shape.id}.first", Kind.START, shape.text, step=shape.step)
    last = Shape(f"{shape.id}.last", Kind.END, word(Kind.END, language), step=shape.step)
    shapes = (first, *sends, last)
    arrows = tuple(Arrow(one.id, next_.id) for one, next_ in pairwise(shapes))
    return Diagram(shape.id, shape.text, "", language, shapes, arrows)
