"""The formats of pictures: for each a function from journeys, or a map, to a file's content.

What a format needs is imported in its function: to draw one picture nobody waits for the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from journeykit.cli.addresses import addresses
from journeykit.cli.look import Look, Subject
from journeykit.cli.targets import Format
from journeykit.journeys.model import Journey, Plan
from journeykit.journeys.place import Mapping

if TYPE_CHECKING:
    from journeykit.render.diagram import Diagram
    from journeykit.render.findings import Numbered
    from journeykit.render.overlay import Over
    from journeykit.render.picture import Picture


PathLines: TypeAlias = "dict[str, list[str]]"


@dataclass(frozen=True, slots=True)
class Scene:
    """What is drawn of a journey: the plan that it belongs to, and the journey as written.

    `sources` has the lines of the map's files by their paths; `over` makes what is drawn over it,
    and `findings` are those that it shows.
    """

    plan: Plan
    journey: Journey
    tree: Mapping
    sources: PathLines = field(default_factory=dict)
    over: tuple[Over, ...] = ()
    findings: tuple[Numbered, ...] = ()

    def diagram(self, look: Look) -> Diagram:
        """Return what the picture shows."""
        from journeykit.render.lanes import laned
        from journeykit.render.sketch import sketch

        diagram = sketch(self.journey, self.plan, language=look.lang)
        return laned(diagram, look.lanes, self.journey, self.plan)

    def picture(self, look: Look) -> Picture:
        """Return the picture in ink."""
        from journeykit.render.picture import linked, picture
        from journeykit.render.wrap import wrapped

        diagram = self.diagram(look)
        if look.format == "html":  # the title stands above the picture, in the page's own words
            diagram = replace(diagram, title="", about="")
        geometry = wrapped(diagram, look.wrap)
        drawn = picture(geometry, legend=look.legend, over=[over(geometry) for over in self.over])
        return linked(drawn, addresses(self.journey, look.link)) if look.link else drawn


InkWriter: TypeAlias = Callable[[Sequence["Picture"], Look], bytes]
JourneyWriter: TypeAlias = Callable[[Sequence[Scene], Look], bytes]
MapWriter: TypeAlias = Callable[[Plan, Look], bytes]


def _svg(pictures: Sequence[Picture], look: Look) -> bytes:
    from journeykit.render.svg import svg

    return svg(pictures[0]).encode()


def _png(pictures: Sequence[Picture], look: Look) -> bytes:
    from journeykit.render.png import png

    return png(pictures[0], scale=look.scale)


def _pdf(pictures: Sequence[Picture], look: Look) -> bytes:
    from journeykit.render.pdf import pdf

    return pdf(pictures)


INK_WRITERS: dict[Format, InkWriter] = {"svg": _svg, "png": _png, "pdf": _pdf}


def _ink(scenes: Sequence[Scene], look: Look) -> bytes:
    return INK_WRITERS[look.format]([scene.picture(look) for scene in scenes], look)


def _pages(scenes: Sequence[Scene], look: Look) -> bytes:
    from journeykit.render.pdf import pdf

    names = dict.fromkeys(scene.plan.map.name.in_language(look.lang) for scene in scenes)
    title = ", ".join(filter(None, names)) if len(scenes) > 1 else ""
    return pdf([scene.picture(look) for scene in scenes], title=title)


def _bpmn(scenes: Sequence[Scene], look: Look) -> bytes:
    from journeykit.render.bpmn.document import bpmn

    scene = scenes[0]
    parts = (scene.journey, scene.plan, scene.tree)
    return bpmn(*parts, language=look.lang, wrap=look.wrap, lanes=look.lanes).encode()


def _mermaid(scenes: Sequence[Scene], look: Look) -> bytes:
    from journeykit.render.mermaid import mermaid

    return mermaid(scenes[0].diagram(look)).encode()


def _dot(scenes: Sequence[Scene], look: Look) -> bytes:
    from journeykit.render.digraph import digraph

    return digraph(scenes[0].diagram(look)).encode()


def _html(scenes: Sequence[Scene], look: Look) -> bytes:
    from journeykit.render.errors import DrawError
    from journeykit.render.page.document import languages, page
    from journeykit.render.page.excerpt import Written
    from journeykit.render.page.halos import halos

    plan = scenes[0].plan
    if any(scene.plan is not plan for scene in scenes):
        raise DrawError("a page holds the journeys of one map; name a folder: -o DIR/")
    lit = {scene.journey.id: replace(scene, over=(halos, *scene.over)) for scene in scenes}
    journeys = [scene.journey for scene in scenes]
    links = {str(each.id): addresses(each, look.link) for each in journeys if look.link}
    return page(
        plan,
        journeys,
        lambda journey, language: lit[journey.id].picture(replace(look, lang=language)),
        Written(scenes[0].sources, links),
        spoken=(look.lang,) if look.lang else languages(journeys),
        findings={str(each.journey.id): each.findings for each in scenes if each.findings},
    ).encode()


def _map_svg(plan: Plan, look: Look) -> bytes:
    from journeykit.render.dot import dot_svg
    from journeykit.render.overview import overview

    return dot_svg(overview(plan, language=look.lang)).encode()


def _map_dot(plan: Plan, look: Look) -> bytes:
    from journeykit.render.overview import overview

    return overview(plan, language=look.lang).encode()


JOURNEY_WRITERS: dict[Format, JourneyWriter] = {
    **dict.fromkeys(INK_WRITERS, _ink),
    "pdf": _pages,
    "html": _html,
    "bpmn": _bpmn,
    "mermaid": _mermaid,
    "dot": _dot,
}


def _calendar(plan: Plan, look: Look) -> bytes:
    from journeykit.journeys.lint.spans import spans
    from journeykit.render.calendar import calendar

    sent = {str(name): spans(plan, journey) for name, journey in plan.journeys.items()}
    return INK_WRITERS[look.format]([calendar(plan, sent, language=look.lang)], look)


MAP_WRITERS: dict[Subject, dict[Format, MapWriter]] = {
    "overview": {"svg": _map_svg, "dot": _map_dot},
    "calendar": dict.fromkeys(INK_WRITERS, _calendar),
}
HOLD_SEVERAL: tuple[Format, ...] = ("pdf", "html")
"""The formats of which one file can hold several journeys."""


def formats(subject: Subject) -> tuple[Format, ...]:
    """Return the formats that a subject can be written in, the usual one first."""
    return tuple(JOURNEY_WRITERS if subject == "journey" else MAP_WRITERS[subject])
