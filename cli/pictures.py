"""The formats of pictures: for each a function from a journey, or a map, to a file's content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from journeykit.cli.targets import Format
from journeykit.journeys.model import Journey, Plan
from journeykit.journeys.place import Mapping
from journeykit.render.bpmn.document import bpmn
from journeykit.render.diagram import Diagram
from journeykit.render.dot import dot_svg
from journeykit.render.layout import layout
from journeykit.render.mermaid import mermaid
from journeykit.render.overview import overview
from journeykit.render.picture import picture
from journeykit.render.sketch import sketch
from journeykit.render.svg import svg


@dataclass(frozen=True, slots=True)
class Look:
    """How to draw: the format, the language, with a legend or without."""

    format: Format
    language: str
    legend: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """What is drawn of a journey: the plan that it belongs to, and the journey as written."""

    plan: Plan
    journey: Journey
    tree: Mapping

    def diagram(self, look: Look) -> Diagram:
        """Return what the picture shows."""
        return sketch(self.journey, self.plan, language=look.language)


def _svg(scene: Scene, look: Look) -> bytes:
    return svg(picture(layout(scene.diagram(look)), legend=look.legend)).encode()


def _bpmn(scene: Scene, look: Look) -> bytes:
    return bpmn(scene.journey, scene.plan, scene.tree, language=look.language).encode()


def _mermaid(scene: Scene, look: Look) -> bytes:
    return mermaid(scene.diagram(look)).encode()


def _map_svg(plan: Plan, look: Look) -> bytes:
    return dot_svg(overview(plan, language=look.language)).encode()


def _map_dot(plan: Plan, look: Look) -> bytes:
    return overview(plan, language=look.language).encode()


JOURNEY_WRITERS: dict[Format, Callable[[Scene, Look], bytes]] = {
    "svg": _svg,
    "bpmn": _bpmn,
    "mermaid": _mermaid,
}
MAP_WRITERS: dict[Format, Callable[[Plan, Look], bytes]] = {
    "svg": _map_svg,
    "dot": _map_dot,
}
