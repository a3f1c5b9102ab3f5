"""What lights up behind a shape of the page: when it is found, pointed at or chosen."""

from __future__ import annotations

from journeykit.render.diagram import EVENTS, GATEWAYS
from journeykit.render.geometry import Box, Geometry, Placed
from journeykit.render.ink import NONE, Group, Ink, Path, Rectangle
from journeykit.render.overlay import Overlay

HALO = "halo"
_AIR = 7


def halos(geometry: Geometry) -> Overlay:
    """Return a larger outline behind each shape, which the page's style makes visible."""
    # In one group, so that the links of the shapes are not theirs, too.
    return Overlay(below=(Group(tuple(_halo(placed) for placed in geometry.shapes)),))


def _halo(placed: Placed) -> Group:
    box = placed.box
    around = Box(box.left - _AIR, box.top - _AIR, box.right + _AIR, box.bottom + _AIR)
    round = around.size[0] // 2 if placed.shape.kind in EVENTS else 2 * _AIR
    ink: Ink = Rectangle(around, round, NONE)
    if placed.shape.kind in GATEWAYS:
        half = around.size[0] // 2
        ink = Path(f"M0,{-half}L{half},0L0,{half}L{-half},0Z", box.centre)
    return Group((ink,), kind=HALO, step=placed.shape.owner)
