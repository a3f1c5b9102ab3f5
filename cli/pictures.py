"""The formats of pictures: for each a function from a journey, or a map, to a file's content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from journeykit.cli.targets import Format
from journeykit.journeys.model import Journey, Plan
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


def _svg(plan: Plan, journey: Journey, look: Look) -> bytes:
    geometry = layout(sketch(journey, plan, language=look.language))
    return svg(picture(geometry, legend=look.legend)).encode()


def _mermaid(plan: Plan, journey: Journey, look: Look) -> bytes:
    return mermaid(sketch(journey, plan, language=look.language)).encode()


def _map_svg(plan: Plan, look: Look) -> bytes:
    return dot_svg(overview(plan, language=look.language)).encode()


def _map_dot(plan: Plan, look: Look) -> bytes:
    return overview(plan, language=look.language).encode()


JOURNEY_WRITERS: Mapping[Format, Callable[[Plan, Journey, Look], bytes]] = {
    "svg": _svg,
    "mermaid": _mermaid,
}
MAP_WRITERS: Mapping[Format, Callable[[Plan, Look], bytes]] = {
    "svg": _map_svg,
    "dot": _map_dot,
}
