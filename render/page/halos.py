"""What lights up behind a shape of the page: when it is found, pointed at or chosen."""

from __future__ import annotations

from journeykit.render.diagram import EVENTS
from journeykit.render.geometry import Box, Geometry, Placed
from journeykit.render.ink import NONE, Group, Rectangle
from journeykit.render.overlay import Overlay

HALO = "halo"
_AIR = 7


def halos(geometry: Geometry) -> Overlay:
    """Return a rounded box behind each shape, which the page's style makes visible."""
    # In one group, so that the links of the shapes are not theirs, too.
    return Overlay(below=(Group(tuple(_halo(placed) for placed in geometry.shapes)),))


def _halo(placed: Placed) -> Group:
    box = placed.box
    around = Box(box.left - _AIR, box.top - _AIR, box.right + _AIR, box.bottom + _AIR)
    round = around.size[0] // 2 if placed.shape.kind in EVENTS else 2 * _AIR
    return Group((Rectangle(around, round, NONE),), kind=HALO, step=placed.shape.owner)
