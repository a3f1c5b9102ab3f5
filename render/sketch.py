"""A journey as a diagram: each step its shape, each flow its arrow, each word in one language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from journeykit.journeys.model import END, Flow, Journey, Plan, Start, Step, WaitFor
from journeykit.journeys.model.text import NO_TEXT
from journeykit.render.captions import Captions, titles
from journeykit.render.diagram import GATEWAYS, Arrow, Diagram, Kind, Shape
from journeykit.render.words import word


def sketch(journey: Journey, plan: Plan, *, language: str = "") -> Diagram:
    """Return what the picture of a journey shows; flows to steps that do not exist are left out.

    With no language, texts are the first ones given, and the picture's own words are in the
    first language of the journey's title.
    """
    spoken = language or next(iter(journey.title.languages), "")
    captions = Captions(journey, plan, spoken, titles(journey, plan))
    items: list[tuple[str, Start | Step]] = [
        *((f"start.{name}", start) for name, start in journey.start.items()),
        *((str(name), step) for name, step in journey.steps.items()),
    ]
    pieces = [piece for name, item in items for piece in _pieces(captions, name, item)]
    return Diagram(
        str(journey.id),
        journey.title.in_language(spoken) or str(journey.id),
        journey.about.in_language(spoken),
        spoken,
        tuple(shape for piece in pieces for shape in piece.shapes),
        tuple(arrow for piece in pieces for arrow in piece.arrows),
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """The shapes and arrows of one start, step or caught event."""

    shapes: tuple[Shape, ...]
    arrows: tuple[Arrow, ...]


def _pieces(captions: Captions, name: str, item: Start | Step) -> Iterator[_Piece]:
    """Yield a start or step with its flows; a race comes with what it waits for."""
    shape = captions.shape(name, item)
    if not isinstance(item, WaitFor) or shape.kind != Kind.RACE:
        yield _with_flows(captions, shape, item.flows)
        return
    caught = [
        replace(captions.catch(f"{name}.{n}", catch), step=shape.step)
        for n, catch in enumerate(item.catches, 1)
    ]
    yield _Piece((shape,), tuple(Arrow(name, catch.id) for catch in caught))
    for event, catch in zip(caught, item.catches, strict=True):
        # The label stands at the event; its flow needs no second one.
        flows = tuple(replace(flow, label=NO_TEXT) for flow in item.flows_of(catch))
        yield _with_flows(captions, event, flows)


def _with_flows(captions: Captions, shape: Shape, flows: tuple[Flow, ...]) -> _Piece:
    """Draw the flows of a shape; a split that is no gateway gets one right after it."""
    flows = tuple(flow for flow in flows if flow.to == END or flow.to in captions.journey.steps)
    if len(flows) < 2 or shape.kind in GATEWAYS:
        ends, arrows = _arrows(captions, shape, flows)
        return _Piece((shape, *ends), arrows)
    decides = not all(flow.is_default for flow in flows)
    kind = Kind.EXCLUSIVE if decides else Kind.PARALLEL
    split = Shape(f"{shape.id}.split", kind, step=shape.step)
    ends, arrows = _arrows(captions, split, flows)
    return _Piece((shape, split, *ends), (Arrow(shape.id, split.id), *arrows))


def _arrows(
    captions: Captions, shape: Shape, flows: tuple[Flow, ...]
) -> tuple[tuple[Shape, ...], tuple[Arrow, ...]]:
    """Return the flows as arrows; each one to `end` gets an end of its own, close to it."""
    ends: list[Shape] = []
    arrows: list[Arrow] = []
    for flow in flows:
        target = str(flow.to)
        if flow.to == END:
            target = f"{shape.id}.end" + (f".{len(ends) + 1}" if ends else "")
            ends.append(Shape(target, Kind.END, step=shape.step))
        default = _is_way_out(shape, flow, flows)
        text = _label(flow, flows, captions.language, default=default)
        asked = str(flow.condition.source) if flow.condition is not None else ""
        arrows.append(Arrow(shape.id, target, text, default, asked))
    return tuple(ends), tuple(arrows)


def _is_way_out(shape: Shape, flow: Flow, flows: tuple[Flow, ...]) -> bool:
    """Tell whether the flow is the one that is taken when no condition holds."""
    decides = any(other.condition is not None for other in flows)
    return decides and flow.is_default and shape.kind in (Kind.EXCLUSIVE, Kind.INCLUSIVE)


def _label(flow: Flow, flows: tuple[Flow, ...], language: str, *, default: bool) -> str:
    if flow.label:
        return flow.label.in_language(language)
    if flow.condition is not None:
        return str(flow.condition.source)
    if any(other.share is not None for other in flows):
        return _percent(
            _rest([other.share for other in flows]) if flow.share is None else flow.share
        )
    if any(other.chance is not None for other in flows):
        chances = [other.chance for other in flows]
        return _percent(_rest(chances) if flow.chance is None else flow.chance)
    return word("otherwise", language) if default else ""


def _rest(shares: list[float | None]) -> float:
    return max(0.0, 1 - sum(share or 0 for share in shares))


def _percent(share: float) -> str:
    return f"{round(100 * share, 2):g}%"
