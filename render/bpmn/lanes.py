"""Lanes in BPMN: a pool around the process, with its lanes in it, as modellers draw them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import reduce
from xml.etree.ElementTree import Element

from journeykit.render.bpmn.elements import bounds, element
from journeykit.render.diagram import Diagram
from journeykit.render.geometry import Box, Strip

_NAME = 30  # pixels that the name of a pool takes, left of its lanes


def collaboration(process: str, diagram: Diagram) -> Element | None:
    """Return the pool of a process that has lanes; `process` is its id."""
    if not diagram.lanes:
        return None
    pool = element("bpmn:participant", id=f"{process}_pool", name=diagram.title, processRef=process)
    return element("bpmn:collaboration", pool, id=canvas(process, diagram))


def canvas(process: str, diagram: Diagram) -> str:
    """Return the id of what a diagram shows: the process, or what its pool is in."""
    return f"{process}_pools" if diagram.lanes else process


def lane_set(process: str, diagram: Diagram, ids: Mapping[str, str]) -> Element | None:
    """Return the lanes with the ids of what lies in them, marked as what only the picture has."""
    if not diagram.lanes:
        return None
    lanes = (
        element(
            "bpmn:lane",
            *(
                element("bpmn:flowNodeRef", text=ids[shape.id])
                for shape in diagram.shapes
                if shape.lane == lane.id
            ),
            id=_lane(process, number),
            name=lane.title,
        )
        for number, lane in enumerate(diagram.lanes, 1)
    )
    made = element("bpmn:extensionElements", element("journey:made"))
    return element("bpmn:laneSet", made, *lanes)


def lane_shapes(process: str, strips: tuple[Strip, ...]) -> Iterator[Element]:
    """Yield the pool and its lanes as they are drawn."""
    if not strips:
        return
    around = reduce(Box.hull, (strip.box for strip in strips))
    pool = replace(around, left=around.left - _NAME)
    yield _shape(f"{process}_pool", pool)
    for number, strip in enumerate(strips, 1):
        yield _shape(_lane(process, number), strip.box)


def _lane(process: str, number: int) -> str:
    return f"{process}_lane_{number}"


def _shape(name: str, box: Box) -> Element:
    return element(
        "bpmndi:BPMNShape", bounds(box), id=f"{name}_di", bpmnElement=name, isHorizontal="true"
    )
